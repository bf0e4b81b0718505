import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useLocale, useLocalized } from '@/i18n/lang';
import { useTexts } from '@/i18n/texts';
import { formatDateTime, PLATFORM_ZONE } from '@/lib/time';
import { Button } from '@/ui/Button';
import { Dialog } from '@/ui/Dialog';
import { ErrorLine, ErrorPanel } from '@/ui/ErrorPanel';
import { Skeleton } from '@/ui/Skeleton';
import { toast } from '@/ui/Toast';
import { type Grant, grantsQuery, useWithdrawGrant } from './queries';
import { texts } from './texts';

/** The applications that may sign one in, with a way to take that back. */
export function Grants() {
  const t = useTexts(texts);
  const locale = useLocale();
  const lz = useLocalized();
  const { data, error, refetch } = useQuery(grantsQuery);
  const [leaving, setLeaving] = useState<Grant | null>(null);
  if (error && !data) return <ErrorPanel error={error} onRetry={() => void refetch()} />;
  if (!data) return <Skeleton className="h-16 w-full" />;
  if (data.items.length === 0) return <p className="text-sm text-ink-muted">{t.noGrants}</p>;
  const at = (instant: string) => formatDateTime(instant, PLATFORM_ZONE, locale);
  return (
    <>
      <ul className="grid divide-y divide-line border-y border-line">
        {data.items.map((grant) => {
          const name = lz(grant.client_name);
          return (
            <li key={grant.client_id} className="flex items-center justify-between gap-4 py-3">
              <div className="min-w-0">
                <p className="font-medium">{name}</p>
                <p className="text-sm text-ink-muted">
                  {grant.scopes.map((scope) => lz(scope.name)).join(' · ')}
                </p>
                <p className="text-sm text-ink-muted tabular-nums">
                  {grant.last_used_at
                    ? t.lastUsed(at(grant.last_used_at))
                    : t.since(at(grant.granted_at))}
                </p>
              </div>
              <Button
                look="secondary"
                size="sm"
                aria-label={t.withdrawFrom(name)}
                onClick={() => setLeaving(grant)}
              >
                {t.withdraw}
              </Button>
            </li>
          );
        })}
      </ul>
      {leaving && <WithdrawDialog grant={leaving} onClose={() => setLeaving(null)} />}
    </>
  );
}

function WithdrawDialog({ grant, onClose }: { grant: Grant; onClose: () => void }) {
  const t = useTexts(texts);
  const lz = useLocalized();
  const withdraw = useWithdrawGrant();
  const name = lz(grant.client_name);
  const confirm = () =>
    withdraw.mutate(grant.client_id, {
      onSuccess: () => {
        toast(t.withdrawn(name));
        onClose();
      },
    });
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={t.withdrawTitle(name)}
      actions={
        <>
          <Button look="danger" block busy={withdraw.isPending} onClick={confirm}>
            {t.withdraw}
          </Button>
          <Button look="secondary" onClick={onClose}>
            {t.keepGrant}
          </Button>
        </>
      }
    >
      <div className="grid gap-3">
        <p>{t.withdrawWhy}</p>
        <ErrorLine error={withdraw.error} />
      </div>
    </Dialog>
  );
}
