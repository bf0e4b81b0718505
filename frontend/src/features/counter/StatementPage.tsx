import { useQuery } from '@tanstack/react-query';
import { Copy, Printer } from 'lucide-react';
import { useStaffCinema } from '@/api/staffCinema';
import { useLocale } from '@/i18n/lang';
import { useTexts } from '@/i18n/texts';
import { serverNow } from '@/lib/clock';
import { addMoney, formatMoney } from '@/lib/money';
import { useQueryParams } from '@/lib/navigation';
import { businessDay, formatDateTime, formatDay, formatTime, PLATFORM_ZONE } from '@/lib/time';
import { useTitle } from '@/lib/title';
import { Button } from '@/ui/Button';
import { Chips } from '@/ui/Chips';
import { Empty } from '@/ui/Empty';
import { ErrorPanel } from '@/ui/ErrorPanel';
import { Skeleton } from '@/ui/Skeleton';
import { StaffPage } from '@/ui/StaffPage';
import { Status } from '@/ui/Status';
import { FOOT, Head, ScrollFrame } from '@/ui/Table';
import { toast } from '@/ui/Toast';
import { statementCsv } from './csv';
import { DaySteps } from './DaySteps';
import { type DayStatement, statementQuery } from './queries';
import { texts } from './texts';

type Channel = DayStatement['totals'][number]['channel'];

/** A business day's tickets over both channels: totals that stay in sight, and every line. */
export default function StatementPage() {
  const t = useTexts(texts);
  useTitle(t.statementTitle);
  const locale = useLocale();
  const cinema = useStaffCinema();
  const [params, change] = useQueryParams();
  const today = businessDay(serverNow(), PLATFORM_ZONE);
  const date = params.get('date') ?? today;
  const asked = params.get('channel');
  const channel: Channel | null = asked === 'platform' || asked === 'counter' ? asked : null;
  const { data, error, refetch } = useQuery(statementQuery(cinema, date));
  const lines = data?.lines.filter((line) => !channel || line.channel === channel) ?? [];
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(statementCsv(lines));
      toast(t.copied);
    } catch {
      toast(t.notCopied, 'bad');
    }
  };
  return (
    <StaffPage
      title={t.statementTitle}
      lead={formatDay(date, locale)}
      cinema={cinema}
      actions={
        <>
          <DaySteps
            date={date}
            today={today}
            onChange={(next) => change({ date: next === today ? null : next })}
          />
          <Button look="secondary" disabled={lines.length === 0} onClick={() => void copy()}>
            <Copy className="size-4" aria-hidden="true" />
            {t.copyCsv}
          </Button>
          <Button look="secondary" disabled={!data} onClick={() => window.print()}>
            <Printer className="size-4" aria-hidden="true" />
            {t.print}
          </Button>
        </>
      }
    >
      {!data && error ? (
        <ErrorPanel error={error} onRetry={() => void refetch()} />
      ) : !data ? (
        <>
          <Skeleton className="h-36" />
          <Skeleton className="h-72" />
        </>
      ) : (
        <>
          <div className="flex flex-wrap gap-x-6 gap-y-1">
            <Status tone={data.is_final ? 'ok' : 'quiet'}>
              {data.is_final ? t.final : t.open}
            </Status>
            {data.acknowledged_at && (
              <Status tone="ok">
                {t.acknowledged(formatDateTime(data.acknowledged_at, PLATFORM_ZONE, locale))}
              </Status>
            )}
          </div>
          <Totals statement={data} />
          <div className="print:hidden">
            <Chips
              label={t.channel}
              all={t.allChannels}
              value={channel}
              onChange={(value) => change({ channel: value })}
              items={[
                { value: 'platform', label: t.platform },
                { value: 'counter', label: t.counter },
              ]}
            />
          </div>
          {lines.length === 0 ? (
            <Empty title={t.noLines}>{t.noLinesWhy}</Empty>
          ) : (
            <Lines lines={lines} />
          )}
        </>
      )}
    </StaffPage>
  );
}

function Totals({ statement }: { statement: DayStatement }) {
  const t = useTexts(texts);
  const locale = useLocale();
  const names: Record<Channel, string> = { platform: t.platform, counter: t.counter };
  const zero = { amount: 0, currency: 'CNY' as const };
  const sum = statement.totals.reduce(
    (all, one) => ({
      sale_count: all.sale_count + one.sale_count,
      sale_amount: addMoney(all.sale_amount, one.sale_amount),
      refund_count: all.refund_count + one.refund_count,
      refund_amount: addMoney(all.refund_amount, one.refund_amount),
      net: addMoney(all.net, one.net),
    }),
    { sale_count: 0, sale_amount: zero, refund_count: 0, refund_amount: zero, net: zero },
  );
  const cells = (row: typeof sum) => [
    String(row.sale_count),
    formatMoney(row.sale_amount, locale, true),
    String(row.refund_count),
    formatMoney(row.refund_amount, locale, true),
    formatMoney(row.net, locale, true),
  ];
  return (
    <div className="sticky top-0 z-20 bg-surface-0 print:static">
      <ScrollFrame label={t.both}>
        <table className="w-full border-separate border-spacing-0 whitespace-nowrap tabular-nums">
          <thead>
            <tr>
              <Head>{t.channel}</Head>
              <Head right>{t.salesCount}</Head>
              <Head right>{t.salesAmount}</Head>
              <Head right>{t.refundCount}</Head>
              <Head right>{t.refundAmount}</Head>
              <Head right>{t.net}</Head>
            </tr>
          </thead>
          <tbody>
            {statement.totals.map((row) => (
              <tr key={row.channel}>
                <th scope="row" className="border-b border-line px-3 py-1.5 text-left font-normal">
                  {names[row.channel]}
                </th>
                {cells(row).map((text, index) => (
                  <td key={index} className="border-b border-line px-3 py-1.5 text-right">
                    {text}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
          <tfoot>
            <tr>
              <th scope="row" className={`${FOOT} text-left`}>
                {t.both}
              </th>
              {cells(sum).map((text, index) => (
                <td key={index} className={`${FOOT} text-right`}>
                  {text}
                </td>
              ))}
            </tr>
          </tfoot>
        </table>
      </ScrollFrame>
    </div>
  );
}

function Lines({ lines }: { lines: DayStatement['lines'] }) {
  const t = useTexts(texts);
  const locale = useLocale();
  return (
    <ScrollFrame label={t.lines}>
      <table className="w-full border-separate border-spacing-0 whitespace-nowrap tabular-nums">
        <thead>
          <tr>
            <Head right>{t.number}</Head>
            <Head>{t.time}</Head>
            <Head>{t.operation}</Head>
            <Head>{t.channel}</Head>
            <Head>{t.ticketNo}</Head>
            <Head>{t.sessionCode}</Head>
            <Head>{t.seat}</Head>
            <Head right>{t.ticket}</Head>
            <Head right>{t.screenFee}</Head>
            <Head right>{t.serviceFee}</Head>
            <Head>{t.orderRef}</Head>
          </tr>
        </thead>
        <tbody>
          {lines.map((line) => (
            <tr
              key={`${line.channel}/${line.number_by_day}`}
              className="[&>td]:border-b [&>td]:border-line [&>td]:px-3 [&>td]:py-1 hover:bg-surface-2"
            >
              <td className="text-right text-ink-muted">{line.number_by_day}</td>
              <td>{formatTime(line.at, PLATFORM_ZONE)}</td>
              <td>
                {line.operation === 'sale' ? (
                  t.opSale
                ) : (
                  <b className="font-semibold text-bad">{t.opRefund}</b>
                )}
              </td>
              <td>{line.channel === 'platform' ? t.platform : t.counter}</td>
              <td>{line.ticket_no}</td>
              <td className="text-ink-muted">{line.session_code}</td>
              <td>{line.seat_code}</td>
              <td className="text-right font-medium">{formatMoney(line.ticket, locale, true)}</td>
              <td className="text-right">{formatMoney(line.screen_fee, locale, true)}</td>
              <td className="text-right">{formatMoney(line.service_fee, locale, true)}</td>
              <td className="text-ink-muted">{line.order_ref}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollFrame>
  );
}
