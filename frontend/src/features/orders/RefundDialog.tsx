import { useQuery } from '@tanstack/react-query';
import { sentences } from '@/api/problems';
import { pick, useLang, useLocale } from '@/i18n/lang';
import { useTexts } from '@/i18n/texts';
import { formatMoney } from '@/lib/money';
import { seatNamesOf, upperFirst } from '@/lib/seats';
import { formatDateTime } from '@/lib/time';
import { Button } from '@/ui/Button';
import { Dialog } from '@/ui/Dialog';
import { ErrorLine } from '@/ui/ErrorPanel';
import { Skeleton } from '@/ui/Skeleton';
import { toast } from '@/ui/Toast';
import { type Order, quoteQuery, useRefund } from './queries';
import { texts } from './texts';

/** Shows what would come back, to the fen, before anything is given up. */
export function RefundDialog({
  order,
  open,
  onClose,
}: {
  order: Order;
  open: boolean;
  onClose: () => void;
}) {
  const t = useTexts(texts);
  const lang = useLang();
  const locale = useLocale();
  const quote = useQuery({ ...quoteQuery(order.id), enabled: open });
  const refund = useRefund(order.id);
  const offer = quote.data;
  const confirm = () =>
    refund.mutate(undefined, {
      onSuccess: () => {
        onClose();
        toast(t.refundStarted);
      },
    });
  return (
    <Dialog
      open={open}
      onOpenChange={(next) => !next && onClose()}
      title={t.refundTitle}
      description={t.refundLead(upperFirst(seatNamesOf(order.seats, lang)))}
      actions={
        <>
          <Button look="secondary" block onClick={onClose}>
            {t.refundKeep}
          </Button>
          <Button
            look="danger"
            block
            busy={refund.isPending}
            disabled={!offer?.refundable}
            onClick={confirm}
          >
            {offer ? t.refundGo(formatMoney(offer.amount, locale, true)) : t.refund}
          </Button>
        </>
      }
    >
      {quote.isPending && <Skeleton className="h-20 w-full" />}
      <ErrorLine error={quote.error ?? refund.error} />
      {offer && !offer.refundable && (
        <p>
          {offer.reason && offer.reason in sentences
            ? pick(sentences[offer.reason as keyof typeof sentences], lang)
            : t.refundNot}
        </p>
      )}
      {offer?.refundable && (
        <dl className="grid grid-cols-[1fr_auto] gap-y-2">
          <dt className="font-semibold">{t.refundAmount}</dt>
          <dd className="figures text-right text-lg">{formatMoney(offer.amount, locale, true)}</dd>
          <dt className="text-ink-muted">{t.refundFee}</dt>
          <dd className="figures text-right">{formatMoney(offer.fee, locale, true)}</dd>
          {offer.refund_until && (
            <dt className="col-span-2 text-sm text-ink-muted">
              {t.refundUntil(
                formatDateTime(offer.refund_until, order.showtime.cinema.timezone, locale),
              )}
            </dt>
          )}
        </dl>
      )}
    </Dialog>
  );
}
