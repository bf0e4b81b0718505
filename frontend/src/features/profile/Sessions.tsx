import { useQuery } from '@tanstack/react-query';
import { useLocale } from '@/i18n/lang';
import { useTexts } from '@/i18n/texts';
import { formatDateTime, PLATFORM_ZONE } from '@/lib/time';
import { Button } from '@/ui/Button';
import { ErrorLine, ErrorPanel } from '@/ui/ErrorPanel';
import { Skeleton } from '@/ui/Skeleton';
import { toast } from '@/ui/Toast';
import { deviceName } from './device';
import { sessionsQuery, useEndOtherSessions, useEndSession } from './queries';
import { texts } from './texts';

/** The devices that are signed in, with a way to end each of the others. */
export function Sessions() {
  const t = useTexts(texts);
  const locale = useLocale();
  const { data, error, refetch } = useQuery(sessionsQuery);
  const end = useEndSession();
  const endOthers = useEndOtherSessions();
  if (error && !data) return <ErrorPanel error={error} onRetry={() => void refetch()} />;
  if (!data) return <Skeleton className="h-24 w-full" />;
  const others = data.items.filter((session) => !session.current).map((session) => session.id);
  return (
    <>
      <ul className="grid divide-y divide-line border-y border-line">
        {data.items.map((session) => {
          const name = deviceName(session.user_agent) ?? t.unknownDevice;
          return (
            <li key={session.id} className="flex items-center justify-between gap-4 py-3">
              <div className="min-w-0">
                <p className="font-medium">{name}</p>
                <p className="text-sm text-ink-muted tabular-nums">
                  {session.current
                    ? t.thisDevice
                    : t.lastUsed(formatDateTime(session.last_used_at, PLATFORM_ZONE, locale))}{' '}
                  · {session.address}
                </p>
              </div>
              {!session.current && (
                <Button
                  look="secondary"
                  size="sm"
                  aria-label={t.endSessionOf(name)}
                  busy={end.isPending && end.variables === session.id}
                  onClick={() => end.mutate(session.id, { onSuccess: () => toast(t.sessionEnded) })}
                >
                  {t.endSession}
                </Button>
              )}
            </li>
          );
        })}
      </ul>
      <ErrorLine error={end.error ?? endOthers.error} />
      {others.length > 0 && (
        <div>
          <Button
            look="secondary"
            busy={endOthers.isPending}
            onClick={() => endOthers.mutate(others, { onSuccess: () => toast(t.othersEnded) })}
          >
            {t.endOthers}
          </Button>
        </div>
      )}
    </>
  );
}
