import { useQuery } from '@tanstack/react-query';
import { ArrowRight, CircleCheck, TriangleAlert } from 'lucide-react';
import type { ReactNode } from 'react';
import { Link } from 'wouter';
import { useLang, useLocale, useLocalized } from '@/i18n/lang';
import { useTexts } from '@/i18n/texts';
import { sinceText, spanText } from '@/lib/ago';
import { useServerNow } from '@/lib/countdown';
import { cx } from '@/lib/cx';
import { formatMoney } from '@/lib/money';
import { paths } from '@/lib/paths';
import { formatTime, PLATFORM_ZONE } from '@/lib/time';
import { useTitle } from '@/lib/title';
import { BarChart } from '@/ui/charts';
import { Day } from '@/ui/DateTime';
import { ErrorPanel } from '@/ui/ErrorPanel';
import { Skeleton } from '@/ui/Skeleton';
import { StaffPage } from '@/ui/StaffPage';
import { Status } from '@/ui/Status';
import {
  type Concern,
  change,
  concernsOf,
  gatewayName,
  isInTrouble,
  isSlow,
  queueName,
} from './concerns';
import { type CinemaState, type Overview, overviewQuery } from './queries';
import { texts } from './texts';

/** Whether all is well, and if not, what is to be done: the front page of administration. */
export default function OverviewPage() {
  const t = useTexts(texts);
  const lang = useLang();
  useTitle(t.title);
  const now = useServerNow(1_000);
  const { data, error, refetch } = useQuery(overviewQuery);
  if (!data) {
    return (
      <StaffPage title={t.title}>
        {error ? (
          <ErrorPanel error={error} onRetry={() => void refetch()} />
        ) : (
          <>
            <Skeleton className="h-40" />
            <Skeleton className="h-68" />
            <Skeleton className="h-52" />
          </>
        )}
      </StaffPage>
    );
  }
  return (
    <StaffPage
      title={t.title}
      lead={
        error ? <Status tone="warn">{t.stale}</Status> : t.asOf(sinceText(data.as_of, now, lang))
      }
    >
      <Verdict overview={data} now={now} />
      <Sales overview={data} />
      <div className="grid grid-cols-[minmax(0,1fr)] items-start gap-x-8 gap-y-6 xl:grid-cols-2">
        <Queues overview={data} now={now} />
        <Cinemas cinemas={data.cinemas} />
        <div className="grid gap-6">
          <Banks overview={data} now={now} />
          <Books overview={data} now={now} />
        </div>
        <Rules overview={data} />
      </div>
    </StaffPage>
  );
}

/** The figure that must be zero, and everything that asks for somebody. */
function Verdict({ overview, now }: { overview: Overview; now: number }) {
  const t = useTexts(texts);
  const lang = useLang();
  const concerns = concernsOf(overview, now, lang);
  const stuck = overview.paid_without_ticket_or_refund;
  return (
    <section
      aria-label={t.live}
      className="grid overflow-hidden rounded-md border border-line bg-surface-1 md:grid-cols-[16rem_minmax(0,1fr)]"
    >
      <div
        className={cx(
          'grid content-start gap-2 border-line p-5 max-md:border-b md:border-r',
          stuck > 0 && 'bg-bad-soft',
        )}
      >
        <p
          data-figure="stuck"
          className={cx('headline text-2xl leading-none', stuck === 0 ? 'text-ok' : 'text-bad')}
        >
          {stuck}
        </p>
        <p className="font-semibold">{t.live}</p>
        <p className="text-xs text-ink-muted">{t.liveNote}</p>
      </div>
      <div className="grid content-start gap-3 p-5">
        <h2 className="flex items-center gap-2 text-lg font-semibold">
          {concerns.length === 0 ? (
            <CircleCheck className="size-5 text-ok" aria-hidden="true" />
          ) : (
            <TriangleAlert
              className={cx(
                'size-5',
                concerns.some((one) => one.tone === 'bad') ? 'text-bad' : 'text-warn',
              )}
              aria-hidden="true"
            />
          )}
          {concerns.length === 0 ? t.well : t.todo(concerns.length)}
        </h2>
        {concerns.length === 0 ? (
          <p className="text-ink-muted">{t.wellWhy}</p>
        ) : (
          <ul className="grid">
            {concerns.map((one) => (
              <ConcernLine key={one.key} concern={one} />
            ))}
          </ul>
        )}
      </div>
    </section>
  );
}

function ConcernLine({ concern }: { concern: Concern }) {
  return (
    <li className="border-line not-first:border-t">
      <Link
        href={concern.href}
        className="group flex min-h-11 items-center justify-between gap-4 py-2"
      >
        <span className="grid gap-0.5">
          <span className="[&>span]:whitespace-normal">
            <Status tone={concern.tone}>{concern.text}</Status>
          </span>
          <span className="pl-5.5 text-ink-muted">{concern.todo}</span>
        </span>
        <ArrowRight
          className="size-4 shrink-0 text-ink-muted group-hover:text-ink"
          aria-hidden="true"
        />
      </Link>
    </li>
  );
}

function Sales({ overview }: { overview: Overview }) {
  const t = useTexts(texts);
  const locale = useLocale();
  const money = (amount: number) => formatMoney({ amount, currency: 'CNY' }, locale);
  const before = overview.sales_same_day_last_week;
  const percent = change(overview.sales_today.amount, before.amount);
  const points = overview.sales_by_hour.map((one) => ({
    key: one.hour,
    label: formatTime(one.hour, PLATFORM_ZONE).slice(0, 2),
    title: `${formatTime(one.hour, PLATFORM_ZONE)} · ${t.ordersIn(one.orders)}`,
    values: [one.amount.amount],
  }));
  return (
    <section className="grid grid-cols-[minmax(0,1fr)] gap-4" aria-label={t.salesToday}>
      <dl className="grid grid-cols-2 gap-px overflow-hidden rounded-md border border-line bg-line lg:grid-cols-4">
        <Figure
          label={t.salesToday}
          note={
            percent === null
              ? t.noLastWeek
              : `${t.lastWeek(money(before.amount))} · ${
                  percent > 0 ? t.more(percent) : percent < 0 ? t.less(-percent) : t.same
                }`
          }
        >
          {money(overview.sales_today.amount)}
        </Figure>
        <Figure label={t.ticketsToday}>{overview.tickets_today}</Figure>
        <Figure label={t.ordersToday}>{overview.orders_today}</Figure>
        <Figure label={t.refundsToday}>{money(overview.refunds_today.amount)}</Figure>
      </dl>
      {points.every((point) => point.values[0] === 0) ? (
        // An axis without a bar says nothing.
        <p className="text-ink-muted">{t.nothingYet}</p>
      ) : (
        <BarChart
          title={t.byHour}
          points={points}
          series={[t.sales]}
          format={(value) => formatMoney({ amount: value, currency: 'CNY' }, locale, true)}
          formatAxis={money}
          axis={t.hour}
        />
      )}
    </section>
  );
}

function Figure({ label, note, children }: { label: string; note?: string; children: ReactNode }) {
  return (
    <div className="flex flex-col-reverse justify-end gap-1 bg-surface-1 p-4">
      <dt className="text-ink-muted">
        {label}
        {note && <span className="block text-xs">{note}</span>}
      </dt>
      <dd className="figures text-xl">{children}</dd>
    </div>
  );
}

function Panel({
  title,
  more,
  children,
}: {
  title: string;
  more?: ReactNode;
  children: ReactNode;
}) {
  return (
    <section className="grid gap-2" aria-label={title}>
      <div className="flex items-baseline justify-between gap-4">
        <h2 className="font-semibold">{title}</h2>
        {more}
      </div>
      {children}
    </section>
  );
}

const LINES = 'grid divide-y divide-line rounded-md border border-line bg-surface-1';
const LINE = 'flex min-h-10 flex-wrap items-center justify-between gap-x-4 gap-y-1 px-3 py-1.5';

function Queues({ overview, now }: { overview: Overview; now: number }) {
  const t = useTexts(texts);
  const lang = useLang();
  return (
    <Panel title={t.queues}>
      <table className="w-full border-separate border-spacing-0 rounded-md border border-line bg-surface-1 tabular-nums [&_td]:border-t [&_td]:border-line [&_td]:px-3 [&_td]:py-2 [&_th]:px-3 [&_th]:py-2">
        <thead>
          <tr className="text-ink-muted [&>th]:font-normal">
            <th scope="col" className="text-left">
              {t.queue}
            </th>
            <th scope="col" className="text-right">
              {t.waiting}
            </th>
            <th scope="col" className="text-right">
              {t.oldest}
            </th>
          </tr>
        </thead>
        <tbody>
          {overview.queues.map((queue) => (
            <tr key={queue.queue}>
              <td>
                {isSlow(queue, now) ? (
                  <Status tone="warn">{queueName(queue.queue, lang)}</Status>
                ) : (
                  queueName(queue.queue, lang)
                )}
              </td>
              <td className="text-right">{queue.waiting}</td>
              <td className="text-right text-ink-muted">
                {queue.oldest_at ? spanText(queue.oldest_at, now, lang) : '–'}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </Panel>
  );
}

/** Cinemas in trouble by name; the others only as a number. */
function Cinemas({ cinemas }: { cinemas: readonly CinemaState[] }) {
  const t = useTexts(texts);
  const lz = useLocalized();
  const troubled = cinemas.filter((one) => isInTrouble(one) || one.open_findings > 0);
  const silent = cinemas.filter(isInTrouble).length;
  return (
    <Panel
      title={t.cinemasTitle}
      more={
        <Link href={paths.cinemaSystems()} className="underline underline-offset-4">
          {t.allCinemas}
        </Link>
      }
    >
      <ul className={LINES}>
        <li className={LINE}>
          <Status tone={silent === 0 ? 'ok' : 'warn'}>
            {silent === 0 ? t.cinemasWell(cinemas.length) : t.cinemasSome(silent, cinemas.length)}
          </Status>
        </li>
        {troubled.map((one) => (
          <li key={one.cinema_id} className={LINE}>
            <Link
              href={paths.cinemaSystem(one.cinema_id)}
              className="min-w-0 underline-offset-4 hover:underline"
            >
              {lz(one.name)}
            </Link>
            <span className="flex flex-wrap gap-x-4">
              {one.open_findings > 0 && <span>{t.findings(one.open_findings)}</span>}
              <Status tone={isInTrouble(one) ? 'bad' : 'ok'}>
                {!one.is_available
                  ? t.silent
                  : one.breaker === 'open'
                    ? t.pausing
                    : one.sync === 'failing'
                      ? t.syncFailing
                      : t.answers}
              </Status>
            </span>
          </li>
        ))}
      </ul>
    </Panel>
  );
}

function Banks({ overview, now }: { overview: Overview; now: number }) {
  const t = useTexts(texts);
  const lang = useLang();
  return (
    <Panel title={t.banks}>
      <ul className={LINES}>
        {overview.gateways.map((bank) => (
          <li key={bank.gateway} className={LINE}>
            <span>
              {gatewayName(bank.gateway, lang)}
              <span className="text-ink-muted">
                {' · '}
                {bank.last_answer_at
                  ? t.lastAnswer(sinceText(bank.last_answer_at, now, lang))
                  : t.neverAnswered}
              </span>
            </span>
            <span className="flex flex-wrap gap-x-4">
              <span>{t.openPayments(bank.open_payments)}</span>
              <Status tone={bank.unknown > 0 ? 'warn' : 'ok'}>
                {t.unknownPayments(bank.unknown)}
              </Status>
            </span>
          </li>
        ))}
      </ul>
    </Panel>
  );
}

function Books({ overview, now }: { overview: Overview; now: number }) {
  const t = useTexts(texts);
  const lang = useLang();
  const say = useLocalized();
  const check = overview.ledger_check;
  return (
    <Panel title={t.books}>
      <ul className={LINES}>
        <li className={LINE}>
          <Link href={paths.reconciliations()} className="underline-offset-4 hover:underline">
            {t.openBreaks}
          </Link>
          <Status tone={overview.open_breaks === 0 ? 'ok' : 'warn'}>
            {overview.open_breaks === 0
              ? t.none
              : t.breaks(overview.open_breaks, overview.oldest_break_days ?? 0)}
          </Status>
        </li>
        <li className={LINE}>
          <Link href={paths.ledger()} className="underline-offset-4 hover:underline">
            {t.sealedUntil}
          </Link>
          {overview.sealed_until ? (
            <Day day={overview.sealed_until} />
          ) : (
            <span className="text-ink-muted">{t.notSealed}</span>
          )}
        </li>
        <li className={LINE}>
          <span>
            {t.checked}
            {check && (
              <span className="text-ink-muted"> · {sinceText(check.checked_at, now, lang)}</span>
            )}
          </span>
          {check === null ? (
            <span className="text-ink-muted">{t.notChecked}</span>
          ) : check.finding ? (
            <>
              <Status tone="bad">{t.found}</Status>
              <span className="w-full text-sm break-words">
                {t.rowIs(say(check.finding.row), say(check.finding.what))}
              </span>
            </>
          ) : (
            <Status tone="ok">{t.checkedEntries(check.entry_count ?? 0)}</Status>
          )}
        </li>
      </ul>
    </Panel>
  );
}

function Rules({ overview }: { overview: Overview }) {
  const t = useTexts(texts);
  const names: Record<string, string> = {
    I1: t.ruleI1,
    I2: t.ruleI2,
    I3: t.ruleI3,
    I4: t.ruleI4,
    I5: t.ruleI5,
    I6: t.ruleI6,
    I7: t.ruleI7,
  };
  return (
    <Panel title={t.rules}>
      <ul className={LINES}>
        {overview.invariants.map((one) => (
          <li key={one.code} className={LINE}>
            <span>
              {names[one.code] ?? one.code} <span className="text-ink-muted">{one.code}</span>
            </span>
            <Status tone={one.holds ? 'ok' : 'bad'}>
              {one.holds ? t.holds : t.cases(one.count)}
            </Status>
          </li>
        ))}
      </ul>
    </Panel>
  );
}
