import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useLang, useLocale } from '@/i18n/lang';
import { useTexts } from '@/i18n/texts';
import { useServerNow } from '@/lib/countdown';
import { formatDateTime, formatTime, PLATFORM_ZONE } from '@/lib/time';
import { Button } from '@/ui/Button';
import { Empty } from '@/ui/Empty';
import { ErrorPanel } from '@/ui/ErrorPanel';
import { Skeleton } from '@/ui/Skeleton';
import { Status } from '@/ui/Status';
import { Head, ScrollFrame } from '@/ui/Table';
import { type CinemaHealth, type CinemaSystem, healthQuery } from './queries';
import { texts } from './texts';
import {
  agoText,
  breakerStanding,
  outcomeStanding,
  percentOf,
  skewText,
  syncStanding,
  unfinishedCount,
} from './words';

/** How a cinema's system answers: figures first, then operations, then single calls. */
export function Health({ system }: { system: CinemaSystem }) {
  const t = useTexts(texts);
  const { data, error, refetch } = useQuery(healthQuery(system.cinema_id));
  if (!data) {
    return error ? (
      <ErrorPanel error={error} onRetry={() => void refetch()} />
    ) : (
      <>
        <Skeleton className="h-28" />
        <Skeleton className="h-64" />
      </>
    );
  }
  return (
    <>
      <Figures health={data} />
      {system.gateway === 'built_in' && <p className="text-ink-muted">{t.builtInNote}</p>}
      <Unfinished work={data.unfinished} />
      {data.stats.length === 0 ? (
        <Empty title={t.noCalls}>{t.noCallsWhy}</Empty>
      ) : (
        <Stats stats={data.stats} />
      )}
      {data.calls.length > 0 && <Calls calls={data.calls} />}
    </>
  );
}

function Figures({ health }: { health: CinemaHealth }) {
  const t = useTexts(texts);
  const lang = useLang();
  const locale = useLocale();
  const now = useServerNow(5_000);
  const { sync } = health;
  const standing = syncStanding(sync, now, lang);
  const breaker = breakerStanding(health.breaker, lang);
  const skewed = sync.clock_skew_ms != null && Math.abs(sync.clock_skew_ms) > 5_000;
  const facts = [
    [
      t.breaker,
      <Status key="b" tone={breaker.tone}>
        {breaker.text}
      </Status>,
    ],
    [
      t.lastSync,
      <Status key="s" tone={standing.tone}>
        {sync.last_success_at ? agoText(sync.last_success_at, now, lang) : t.syncNever}
      </Status>,
    ],
    [t.lastAttempt, sync.last_attempt_at ? agoText(sync.last_attempt_at, now, lang) : t.unknown],
    [
      t.skew,
      sync.clock_skew_ms == null ? (
        t.unknown
      ) : (
        <Status key="k" tone={skewed ? 'warn' : 'ok'}>
          {t.skewOf(skewText(sync.clock_skew_ms))}
        </Status>
      ),
    ],
    [t.inFlightNow, String(health.in_flight)],
    [t.refusedBusy, String(health.refused_busy)],
    [t.systemName, sync.system ?? t.unknown],
  ] as const;
  return (
    <section className="grid gap-3">
      <dl className="grid grid-cols-2 gap-px overflow-hidden rounded-md border border-line bg-line md:grid-cols-4 xl:grid-cols-7">
        {facts.map(([name, value]) => (
          <div
            key={name}
            className="grid content-start gap-1 bg-surface-1 px-4 py-3 last:max-xl:col-span-2"
          >
            <dt className="text-xs text-ink-muted">{name}</dt>
            <dd className="min-w-0 font-medium break-words tabular-nums">{value}</dd>
          </div>
        ))}
      </dl>
      {sync.status === 'failing' && sync.last_error && (
        <p className="flex flex-wrap gap-x-3 border-l-2 border-bad py-1 pl-4">
          <span className="text-ink-muted">{t.lastError}</span>
          <span className="break-words">{sync.last_error}</span>
        </p>
      )}
      <p className="text-xs text-ink-muted tabular-nums">
        {t.asOf(formatDateTime(health.as_of, PLATFORM_ZONE, locale))}
      </p>
    </section>
  );
}

function Unfinished({ work }: { work: CinemaHealth['unfinished'] }) {
  const t = useTexts(texts);
  const lang = useLang();
  const now = useServerNow(10_000);
  const parts: [string, number][] = [
    [t.locksUnknown, work.locks_unknown],
    [t.releasesDue, work.releases_due],
    [t.confirmsOpen, work.confirms_open],
    [t.takeBacksOpen, work.take_backs_open],
  ];
  return (
    <section className="grid gap-2">
      <h2 className="font-semibold">{t.unfinished}</h2>
      {unfinishedCount(work) === 0 ? (
        <Status tone="ok">{t.noUnfinished}</Status>
      ) : (
        <ul className="flex flex-wrap gap-x-8 gap-y-1">
          {parts
            .filter(([, count]) => count > 0)
            .map(([name, count]) => (
              <li key={name}>
                <Status tone="warn">
                  {name} <b className="figures">{count}</b>
                </Status>
              </li>
            ))}
          {work.oldest_at && (
            <li className="text-ink-muted">{t.oldest(agoText(work.oldest_at, now, lang))}</li>
          )}
        </ul>
      )}
    </section>
  );
}

function Stats({ stats }: { stats: CinemaHealth['stats'] }) {
  const t = useTexts(texts);
  return (
    <section className="grid grid-cols-[minmax(0,1fr)] gap-2">
      <h2 className="font-semibold">{t.stats}</h2>
      <ScrollFrame label={t.stats}>
        <table className="w-full border-separate border-spacing-0 whitespace-nowrap tabular-nums">
          <thead>
            <tr>
              <Head>{t.operation}</Head>
              <Head right>{t.calls}</Head>
              <Head right>{t.errors}</Head>
              <Head right>{t.errorRate}</Head>
              <Head right>{t.p50}</Head>
              <Head right>{t.p99}</Head>
            </tr>
          </thead>
          <tbody>
            {stats.map((one) => (
              <tr
                key={one.operation}
                className="[&>*]:border-b [&>*]:border-line [&>*]:px-3 [&>*]:py-1.5 hover:bg-surface-2"
              >
                <th scope="row" className="text-left font-normal">
                  {one.operation}
                </th>
                <td className="text-right">{one.calls}</td>
                <td className="text-right">{one.errors}</td>
                <td
                  className={
                    one.error_rate_bp >= 100 ? 'text-right font-semibold text-bad' : 'text-right'
                  }
                >
                  {percentOf(one.error_rate_bp)}
                </td>
                <td className="text-right">{t.ms(one.p50_ms)}</td>
                <td className="text-right">{t.ms(one.p99_ms)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </ScrollFrame>
    </section>
  );
}

function Calls({ calls }: { calls: CinemaHealth['calls'] }) {
  const t = useTexts(texts);
  const lang = useLang();
  const [open, setOpen] = useState<string | null>(null);
  return (
    <section className="grid grid-cols-[minmax(0,1fr)] gap-2">
      <div>
        <h2 className="font-semibold">{t.lastCalls}</h2>
        <p className="text-ink-muted">{t.redacted}</p>
      </div>
      <ol className="grid overflow-hidden rounded-md border border-line">
        {calls.map((call) => {
          const key = `${call.at}/${call.operation}/${call.url}`;
          const standing = outcomeStanding(call.outcome, lang);
          const shown = open === key;
          return (
            <li key={key} className="border-b border-line last:border-b-0">
              <div className="grid grid-cols-[4.5rem_minmax(0,1fr)_auto] items-center gap-x-4 px-3 py-1.5 md:grid-cols-[4.5rem_12rem_8rem_4rem_5rem_minmax(0,1fr)_auto]">
                <time dateTime={call.at} className="text-ink-muted tabular-nums">
                  {formatTime(call.at, PLATFORM_ZONE)}
                </time>
                <span className="truncate font-medium">{call.operation}</span>
                <span className="hidden md:block">
                  <Status tone={standing.tone}>{standing.text}</Status>
                </span>
                <span className="hidden tabular-nums md:block">{call.status ?? '–'}</span>
                <span className="hidden text-right tabular-nums md:block">
                  {t.ms(call.latency_ms)}
                </span>
                <span className="hidden truncate text-ink-muted md:block" title={call.url}>
                  {call.url}
                </span>
                <Button
                  look="quiet"
                  size="sm"
                  aria-expanded={shown}
                  onClick={() => setOpen(shown ? null : key)}
                >
                  {t.bodies}
                </Button>
                <span className="col-span-3 flex flex-wrap gap-x-4 pb-1 text-ink-muted md:hidden">
                  <Status tone={standing.tone}>{standing.text}</Status>
                  <span className="tabular-nums">{call.status ?? '–'}</span>
                  <span className="tabular-nums">{t.ms(call.latency_ms)}</span>
                </span>
              </div>
              {shown && (
                <dl className="grid gap-3 border-t border-line bg-surface-2 p-3 lg:grid-cols-2">
                  <Body name={t.request} text={call.request} />
                  <Body name={t.answer} text={call.answer} />
                </dl>
              )}
            </li>
          );
        })}
      </ol>
    </section>
  );
}

function Body({ name, text }: { name: string; text: string }) {
  const t = useTexts(texts);
  return (
    <div className="grid min-w-0 content-start gap-1">
      <dt className="text-xs text-ink-muted">{name}</dt>
      <dd>
        <pre className="max-h-64 overflow-auto font-mono text-xs break-all whitespace-pre-wrap">
          {pretty(text) || t.noBody}
        </pre>
      </dd>
    </div>
  );
}

/** JSON is set out in lines; what was cut short is shown as it came. */
function pretty(text: string): string {
  try {
    return JSON.stringify(JSON.parse(text), null, 2);
  } catch {
    return text;
  }
}
