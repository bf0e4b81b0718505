import { useInfiniteQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { type StaffCinema, useStaffCinema } from '@/api/staffCinema';
import { useLang, useLocale, useLocalized } from '@/i18n/lang';
import { useTexts } from '@/i18n/texts';
import { serverNow } from '@/lib/clock';
import { addMoney, formatMoney, type Money } from '@/lib/money';
import { useQueryParams } from '@/lib/navigation';
import { paths } from '@/lib/paths';
import { seatNamesOf } from '@/lib/seats';
import { businessDay, formatDay, formatTime, PLATFORM_ZONE } from '@/lib/time';
import { useTitle } from '@/lib/title';
import { Button, ButtonLink } from '@/ui/Button';
import { Dialog } from '@/ui/Dialog';
import { Empty } from '@/ui/Empty';
import { ErrorLine, ErrorPanel } from '@/ui/ErrorPanel';
import { MoreButton } from '@/ui/MoreButton';
import { Skeleton } from '@/ui/Skeleton';
import { StaffPage } from '@/ui/StaffPage';
import { Status } from '@/ui/Status';
import { FOOT, Head, ScrollFrame } from '@/ui/Table';
import { toast } from '@/ui/Toast';
import { DaySteps } from './DaySteps';
import { type Sale, salesQuery, useRefundSale } from './queries';
import { texts } from './texts';

/** What the counter sold on a business day, and taking it back. */
export default function SalesPage() {
  const t = useTexts(texts);
  useTitle(t.salesTitle);
  const locale = useLocale();
  const cinema = useStaffCinema();
  const [params, change] = useQueryParams();
  const today = businessDay(serverNow(), PLATFORM_ZONE);
  const date = params.get('date') ?? today;
  const sales = useInfiniteQuery(salesQuery(cinema, date));
  const [asking, setAsking] = useState<Sale | null>(null);
  const items = sales.data?.pages.flatMap((page) => page.items);
  return (
    <StaffPage
      title={t.salesTitle}
      lead={formatDay(date, locale)}
      cinema={cinema}
      actions={
        <DaySteps
          date={date}
          today={today}
          onChange={(next) => change({ date: next === today ? null : next })}
        />
      }
    >
      {!items && sales.error ? (
        <ErrorPanel error={sales.error} onRetry={() => void sales.refetch()} />
      ) : !items ? (
        <Skeleton className="h-72" />
      ) : items.length === 0 ? (
        <Empty
          title={t.noSales}
          action={<ButtonLink href={paths.schedule()}>{t.backToSchedule}</ButtonLink>}
        >
          {t.noSalesWhy}
        </Empty>
      ) : (
        <SalesTable sales={items} onRefund={setAsking} />
      )}
      <MoreButton list={sales} label={t.more} />
      {asking && <RefundDialog cinema={cinema} sale={asking} onClose={() => setAsking(null)} />}
    </StaffPage>
  );
}

const seatsOf = (sale: Sale, lang: 'zh' | 'en') =>
  seatNamesOf(
    sale.tickets.map((ticket) => ({ section: 'main', row: ticket.row, seat: ticket.seat })),
    lang,
  );

const isUsed = (sale: Sale) => sale.tickets.some((ticket) => ticket.state === 'checked_in');

function SalesTable({ sales, onRefund }: { sales: Sale[]; onRefund: (sale: Sale) => void }) {
  const t = useTexts(texts);
  const lang = useLang();
  const locale = useLocale();
  const lz = useLocalized();
  const nothing: Money = { amount: 0, currency: 'CNY' };
  const net = sales
    .filter((sale) => !sale.refunded_at)
    .reduce<Money>((sum, sale) => addMoney(sum, sale.total), nothing);
  return (
    <ScrollFrame label={t.salesTitle}>
      <table className="w-full border-separate border-spacing-0 whitespace-nowrap tabular-nums">
        <thead>
          <tr>
            <Head>{t.time}</Head>
            <Head>{t.film}</Head>
            <Head>{t.hall}</Head>
            <Head>{t.seats}</Head>
            <Head>{t.pickupCode}</Head>
            <Head>{t.tender}</Head>
            <Head right>{t.amount}</Head>
            <Head>{t.state}</Head>
            <Head right>{t.action}</Head>
          </tr>
        </thead>
        <tbody>
          {sales.map((sale) => (
            <tr
              key={sale.sale_id}
              className="[&>td]:border-b [&>td]:border-line [&>td]:px-3 [&>td]:py-1.5 hover:bg-surface-2"
            >
              <td>
                <time dateTime={sale.sold_at}>{formatTime(sale.sold_at, PLATFORM_ZONE)}</time>
              </td>
              <td className="font-medium">
                {lz(sale.film)}{' '}
                <span className="font-normal text-ink-muted">
                  {formatTime(sale.starts_at, PLATFORM_ZONE)}
                </span>
              </td>
              <td>{lz(sale.hall)}</td>
              <td className="max-w-64 truncate" title={seatsOf(sale, lang)}>
                {seatsOf(sale, lang)}
              </td>
              <td className="text-ink-muted">{sale.pickup_code}</td>
              <td>{sale.tender === 'cash' ? t.cash : t.card}</td>
              <td className="text-right font-medium">{formatMoney(sale.total, locale, true)}</td>
              <td>
                {sale.refunded_at ? (
                  <Status tone="quiet">
                    {t.stateRefunded(formatTime(sale.refunded_at, PLATFORM_ZONE))}
                  </Status>
                ) : isUsed(sale) ? (
                  <Status tone="quiet">{t.stateUsed}</Status>
                ) : (
                  <Status tone="ok">{t.statePaid}</Status>
                )}
              </td>
              <td className="text-right">
                <Button
                  look="quiet"
                  size="sm"
                  disabled={Boolean(sale.refunded_at) || isUsed(sale)}
                  onClick={() => onRefund(sale)}
                >
                  {t.refund}
                  <span className="sr-only">{seatsOf(sale, lang)}</span>
                </Button>
              </td>
            </tr>
          ))}
        </tbody>
        <tfoot>
          <tr>
            <th scope="row" colSpan={6} className={`${FOOT} text-left`}>
              {t.total} <span className="font-normal text-ink-muted">{t.sum(sales.length)}</span>
            </th>
            <td className={`${FOOT} text-right`}>{formatMoney(net, locale, true)}</td>
            <td colSpan={2} className={FOOT} />
          </tr>
        </tfoot>
      </table>
    </ScrollFrame>
  );
}

interface RefundDialogProps {
  cinema: StaffCinema;
  sale: Sale;
  onClose: () => void;
}

function RefundDialog({ cinema, sale, onClose }: RefundDialogProps) {
  const t = useTexts(texts);
  const lang = useLang();
  const locale = useLocale();
  const refund = useRefundSale(cinema);
  const amount = formatMoney(sale.total, locale, true);
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={t.refundTitle}
      actions={
        <>
          <Button
            look="danger"
            block
            busy={refund.isPending}
            onClick={() =>
              refund.mutate(sale.sale_id, {
                onSuccess: () => {
                  toast(t.refunded);
                  onClose();
                },
              })
            }
          >
            {t.refundGo(amount)}
          </Button>
          <Button look="secondary" onClick={onClose}>
            {t.keep}
          </Button>
        </>
      }
    >
      <p>{t.refundLead(seatsOf(sale, lang), amount, sale.tender === 'cash' ? t.cash : t.card)}</p>
      <ErrorLine error={refund.error} />
    </Dialog>
  );
}
