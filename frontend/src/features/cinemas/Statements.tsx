import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { Download } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import { useLocale, useLocalized } from '@/i18n/lang';
import { useTexts } from '@/i18n/texts';
import { serverNow } from '@/lib/clock';
import { formatMoney } from '@/lib/money';
import { useQueryParams } from '@/lib/navigation';
import {
  addDays,
  businessDay,
  formatDateTime,
  formatDay,
  formatTime,
  PLATFORM_ZONE,
} from '@/lib/time';
import { Button } from '@/ui/Button';
import { DayInput } from '@/ui/DayRange';
import { Empty } from '@/ui/Empty';
import { ErrorLine, ErrorPanel } from '@/ui/ErrorPanel';
import { Skeleton } from '@/ui/Skeleton';
import { Status } from '@/ui/Status';
import { Head, ScrollFrame } from '@/ui/Table';
import { toast } from '@/ui/Toast';
import {
  type CinemaStatement,
  type CinemaSystem,
  saveRawStatement,
  statementLinesQuery,
  statementsQuery,
  useFetchStatement,
} from './queries';
import { texts } from './texts';

interface StatementsProps {
  system: CinemaSystem;
  mayWrite: boolean;
}

/** What the cinema states for each day, kept as it came, with its lines. */
export function Statements({ system, mayWrite }: StatementsProps) {
  const t = useTexts(texts);
  const [params, change] = useQueryParams();
  const today = businessDay(serverNow(), PLATFORM_ZONE);
  const from = params.get('from') ?? addDays(today, -29);
  const to = params.get('to') ?? today;
  const shown = params.get('day');
  const { data, error, refetch } = useQuery(statementsQuery(system.cinema_id, from, to));
  return (
    <>
      <div className="flex flex-wrap items-end gap-3">
        <DayInput label={t.from} value={from} max={to} onChange={(day) => change({ from: day })} />
        <DayInput label={t.to} value={to} max={today} onChange={(day) => change({ to: day })} />
        {mayWrite && system.gateway === 'remote' && (
          <FetchOne id={system.cinema_id} yesterday={addDays(today, -1)} />
        )}
      </div>
      {!data && error ? (
        <ErrorPanel error={error} onRetry={() => void refetch()} />
      ) : !data ? (
        <Skeleton className="h-64" />
      ) : data.items.length === 0 ? (
        <Empty title={t.noStatements}>{t.noStatementsWhy}</Empty>
      ) : (
        <StatementsTable
          system={system}
          items={data.items}
          shown={shown}
          onShow={(day) => change({ day })}
        />
      )}
      {shown && data?.items.some((one) => one.business_on === shown) && (
        <Lines key={shown} id={system.cinema_id} day={shown} />
      )}
    </>
  );
}

function FetchOne({ id, yesterday }: { id: string; yesterday: string }) {
  const t = useTexts(texts);
  const [day, setDay] = useState(yesterday);
  const fetch = useFetchStatement(id);
  return (
    <div className="flex flex-wrap items-end gap-3 md:ml-auto">
      <DayInput label={t.fetchDay} value={day} max={yesterday} onChange={setDay} />
      <Button
        look="secondary"
        busy={fetch.isPending}
        onClick={() => fetch.mutate(day, { onSuccess: () => toast(t.fetched) })}
      >
        {t.fetchNow}
      </Button>
      <div className="basis-full empty:hidden">
        <ErrorLine error={fetch.error} />
      </div>
    </div>
  );
}

interface TableProps {
  system: CinemaSystem;
  items: CinemaStatement[];
  shown: string | null;
  onShow: (day: string | null) => void;
}

function StatementsTable({ system, items, shown, onShow }: TableProps) {
  const t = useTexts(texts);
  const locale = useLocale();
  const say = useLocalized();
  return (
    <ScrollFrame label={t.tabStatements}>
      <table className="w-full border-separate border-spacing-0 whitespace-nowrap tabular-nums">
        <thead>
          <tr>
            <Head>{t.day}</Head>
            <Head>{t.state}</Head>
            <Head right>{t.lines}</Head>
            <Head right>{t.sales}</Head>
            <Head right>{t.refunds}</Head>
            <Head>{t.fetchedAt}</Head>
            <Head>{t.acknowledged}</Head>
            <Head right>{t.raw}</Head>
          </tr>
        </thead>
        <tbody>
          {items.map((one) => (
            <tr
              key={one.id}
              className="[&>*]:border-b [&>*]:border-line [&>*]:px-3 [&>*]:py-1.5 hover:bg-surface-2"
            >
              <th scope="row" className="text-left font-normal">
                <button
                  type="button"
                  aria-expanded={shown === one.business_on}
                  onClick={() => onShow(shown === one.business_on ? null : one.business_on)}
                  className="min-h-9 underline underline-offset-4"
                >
                  {formatDay(one.business_on, locale)}
                </button>
              </th>
              <td>
                {one.status === 'whole' ? (
                  <Status tone="ok">{t.whole}</Status>
                ) : (
                  <>
                    <Status tone="bad">{t.broken}</Status>
                    <ul className="max-w-96 text-xs whitespace-normal text-ink-muted">
                      {one.problems.map((problem) => (
                        <li key={problem.en}>{say(problem)}</li>
                      ))}
                    </ul>
                  </>
                )}
              </td>
              <td className="text-right">{one.line_count}</td>
              <td className="text-right">
                {formatMoney(one.sale_amount, locale, true)}
                <span className="ml-2 text-ink-muted">{one.sale_count}</span>
              </td>
              <td className="text-right">
                {formatMoney(one.refund_amount, locale, true)}
                <span className="ml-2 text-ink-muted">{one.refund_count}</span>
              </td>
              <td className="text-ink-muted">
                {formatDateTime(one.fetched_at, PLATFORM_ZONE, locale)}
              </td>
              <td className="text-ink-muted">
                {one.acknowledged_at
                  ? formatDateTime(one.acknowledged_at, PLATFORM_ZONE, locale)
                  : '–'}
              </td>
              <td className="text-right" title={`SHA-256 ${one.sha256}`}>
                <RawButton system={system} day={one.business_on} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollFrame>
  );
}

function RawButton({ system, day }: { system: CinemaSystem; day: string }) {
  const t = useTexts(texts);
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const save = async () => {
    setBusy(true);
    setError(null);
    try {
      await saveRawStatement(system.cinema_id, system.cinema_code, day);
    } catch (cause) {
      setError(cause);
    } finally {
      setBusy(false);
    }
  };
  return (
    <>
      <Button look="quiet" size="sm" busy={busy} onClick={() => void save()}>
        <Download className="size-4" aria-hidden="true" />
        {t.raw}
        <span className="sr-only">{day}</span>
      </Button>
      <ErrorLine error={error} />
    </>
  );
}

function Lines({ id, day }: { id: string; day: string }) {
  const t = useTexts(texts);
  const locale = useLocale();
  const lines = useInfiniteQuery(statementLinesQuery(id, day));
  const items = lines.data?.pages.flatMap((page) => page.items);
  const cell = (children: ReactNode, right = false) => (
    <td className={right ? 'text-right' : ''}>{children}</td>
  );
  return (
    <section className="grid grid-cols-[minmax(0,1fr)] gap-2">
      <h2 className="font-semibold">{t.linesOf(formatDay(day, locale))}</h2>
      {lines.error && <ErrorPanel error={lines.error} onRetry={() => void lines.refetch()} />}
      {!items && !lines.error && <Skeleton className="h-48" />}
      {items && (
        <ScrollFrame label={t.linesOf(formatDay(day, locale))}>
          <table className="w-full border-separate border-spacing-0 whitespace-nowrap tabular-nums">
            <thead>
              <tr>
                <Head right>{t.number}</Head>
                <Head>{t.time}</Head>
                <Head>{t.kind}</Head>
                <Head>{t.ticketNo}</Head>
                <Head>{t.session}</Head>
                <Head>{t.seat}</Head>
                <Head right>{t.ticket}</Head>
                <Head right>{t.screenFee}</Head>
                <Head right>{t.serviceFee}</Head>
                <Head>{t.order}</Head>
              </tr>
            </thead>
            <tbody>
              {items.map((line) => (
                <tr
                  key={line.number_by_day}
                  className="[&>td]:border-b [&>td]:border-line [&>td]:px-3 [&>td]:py-1 hover:bg-surface-2"
                >
                  {cell(line.number_by_day, true)}
                  {cell(formatTime(line.at, PLATFORM_ZONE))}
                  {cell(line.operation === 'sale' ? t.opSale : t.opRefund)}
                  {cell(line.ticket_no)}
                  {cell(line.session_code)}
                  {cell(line.seat_code)}
                  {cell(formatMoney(line.ticket, locale, true), true)}
                  {cell(formatMoney(line.screen_fee, locale, true), true)}
                  {cell(formatMoney(line.service_fee, locale, true), true)}
                  {cell(line.order_ref)}
                </tr>
              ))}
            </tbody>
          </table>
        </ScrollFrame>
      )}
      {lines.hasNextPage && (
        <div>
          <Button
            look="secondary"
            busy={lines.isFetchingNextPage}
            onClick={() => void lines.fetchNextPage()}
          >
            {t.more}
          </Button>
        </div>
      )}
    </section>
  );
}
