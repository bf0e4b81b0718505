import { useQuery } from '@tanstack/react-query';
import { Building2, Clapperboard, Landmark } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import { useParams } from 'wouter';
import { useLang, useLocale } from '@/i18n/lang';
import { useTexts } from '@/i18n/texts';
import { useServerNow } from '@/lib/countdown';
import { formatMoney } from '@/lib/money';
import { paths } from '@/lib/paths';
import { shownPhone } from '@/lib/phone';
import { formatDateTime, formatTime } from '@/lib/time';
import { useTitle } from '@/lib/title';
import { Button, ButtonLink } from '@/ui/Button';
import { ErrorLine, ErrorPanel } from '@/ui/ErrorPanel';
import { Skeleton } from '@/ui/Skeleton';
import { toast } from '@/ui/Toast';
import { CancelDialog } from './CancelDialog';
import { type Can, isPaymentOpen, orderCan } from './can';
import { LockCountdown } from './LockCountdown';
import { OrderCard } from './OrderCard';
import { type Order, orderQuery, timelineQuery, useCancelOrder, useResendMessage } from './queries';
import { RefundDialog } from './RefundDialog';
import { StatusTag } from './StatusTag';
import { texts } from './texts';
import { eventWord, refundReason, refusalWord } from './words';

/** One order: where it stands, what can be done, and everything that happened to it. */
export default function OrderPage() {
  const { id = '' } = useParams<{ id: string }>();
  const t = useTexts(texts);
  useTitle(t.order);
  const { data: order, error, refetch } = useQuery(orderQuery(id));
  if (!order && error) {
    return (
      <div className="column py-8">
        <ErrorPanel error={error} onRetry={() => void refetch()} />
      </div>
    );
  }
  if (!order) {
    return (
      <div
        className="column lg:ml-[max(0px,calc((100%-75rem)/2))] grid max-w-4xl gap-4 py-6"
        aria-busy="true"
      >
        <Skeleton className="h-8 w-56" />
        <Skeleton className="h-64 w-full" />
      </div>
    );
  }
  return (
    <div className="column lg:ml-[max(0px,calc((100%-75rem)/2))] grid max-w-5xl gap-8 py-6 lg:grid-cols-[minmax(0,1fr)_20rem] lg:items-start lg:gap-x-12 lg:py-10">
      <div className="grid gap-4">
        <div className="grid gap-1">
          <h1 className="text-xl font-semibold">{t.order}</h1>
          <p className="text-sm text-ink-muted tabular-nums">{t.orderNo(order.order_no)}</p>
        </div>
        <OrderCard
          showtime={order.showtime}
          seats={order.seats}
          price={order.price}
          corner={
            order.status === 'awaiting_payment' ? (
              <LockCountdown until={order.payable_until} since={order.created_at} />
            ) : (
              <StatusTag status={order.status} />
            )
          }
        />
        <StateNote order={order} />
      </div>
      <Actions order={order} />
      <Timeline order={order} />
    </div>
  );
}

/** What the state means for money and seats, where the word alone does not say it. */
function StateNote({ order }: { order: Order }) {
  const t = useTexts(texts);
  const lang = useLang();
  const locale = useLocale();
  const amount = formatMoney(order.refunds.at(-1)?.amount ?? order.price.total, locale, true);
  const notes: Partial<Record<Order['status'], [string, string]>> = {
    paid: [t.paidTitle, t.paidDetail],
    refunding: [
      t.refundingTitle,
      `${refundReason(order.refunds.at(-1)?.reason, lang)} ${t.refundingDetail(amount)}`.trim(),
    ],
    refunded: [t.refundedTitle, t.refundedDetail(amount)],
    cancelled: [t.cancelledTitle, t.endedDetail],
    expired: [t.expiredTitle, t.endedDetail],
  };
  const { data: timeline } = useQuery(timelineQuery(order.id, order.status));
  const cancelAsked = timeline?.items.some((event) => event.kind === 'cancel_requested');
  if (cancelAsked) notes.awaiting_payment = [t.cancelAskedTitle, t.cancelAskedDetail];
  const note = goneNote(order, amount, t) ?? notes[order.status];
  if (!note && !order.needs_operator) return null;
  return (
    <div role="status" className="grid gap-1 border-l-2 border-line-strong py-1 pl-4">
      {note && <p className="font-semibold">{note[0]}</p>}
      {note && <p className="max-w-prose text-ink-muted">{note[1]}</p>}
      {order.needs_operator && <p className="max-w-prose text-ink-muted">{t.operator}</p>}
    </div>
  );
}

type Words = (typeof texts)['zh'];

/** A showtime that the cinema took off comes first: that it did, and where the money is. */
function goneNote(order: Order, amount: string, t: Words): [string, string] | undefined {
  if (order.showtime.status !== 'cancelled') return undefined;
  switch (order.status) {
    case 'awaiting_payment':
    case 'cancelled':
    case 'expired':
      return [t.showGoneTitle, t.showGoneOpen];
    case 'paid':
    case 'ticketed':
    case 'refunding':
      return [t.showGoneTitle, t.showGonePaid(amount)];
    case 'refunded':
      return [t.showGoneTitle, t.showGoneBack(amount)];
  }
}

function Actions({ order }: { order: Order }) {
  const t = useTexts(texts);
  const locale = useLocale();
  const now = useServerNow(1000);
  const [asking, setAsking] = useState<'cancel' | 'refund' | null>(null);
  const cancel = useCancelOrder(order.id);
  const resend = useResendMessage(order.id);
  const open = order.status === 'awaiting_payment';
  const amount = formatMoney(order.price.total, locale, true);
  const close = () => setAsking(null);
  return (
    <section aria-label={t.actions} className="grid gap-3 lg:row-span-2">
      {open ? (
        <Allowed can={orderCan.pay(order, now)}>
          {(can) =>
            can.allowed ? (
              <ButtonLink href={paths.checkout(order.seat_lock_id)} block size="lg">
                {t.pay(amount)}
              </ButtonLink>
            ) : (
              <ButtonLink href={paths.seats(order.showtime.id)} block>
                {t.chooseAgain}
              </ButtonLink>
            )
          }
        </Allowed>
      ) : (
        <>
          <Allowed can={orderCan.showTicket(order)}>
            {(can) =>
              can.allowed && (
                <ButtonLink href={paths.ticket(order.id)} block size="lg">
                  {t.seeTicket}
                </ButtonLink>
              )
            }
          </Allowed>
          <Allowed can={orderCan.resendMessage(order)}>
            {(can) => (
              <Button
                look="secondary"
                block
                disabled={!can.allowed}
                busy={resend.isPending}
                onClick={() =>
                  resend.mutate(undefined, {
                    onSuccess: (queued) => toast(t.resent(shownPhone(queued.to))),
                  })
                }
              >
                {t.resend}
              </Button>
            )}
          </Allowed>
          <ErrorLine error={resend.error} />
          <Allowed can={orderCan.refund(order, now)} told>
            {(can) => (
              <Button
                look="secondary"
                block
                disabled={!can.allowed}
                onClick={() => setAsking('refund')}
              >
                {t.refund}
              </Button>
            )}
          </Allowed>
        </>
      )}
      {open && (
        <Allowed can={orderCan.cancel(order)} told>
          {(can) => (
            <Button
              look="secondary"
              block
              disabled={!can.allowed}
              onClick={() => setAsking('cancel')}
            >
              {t.cancelOrder}
            </Button>
          )}
        </Allowed>
      )}
      <CancelDialog
        open={asking === 'cancel'}
        onOpenChange={close}
        seats={order.seats}
        paymentOpen={isPaymentOpen(order)}
        busy={cancel.isPending}
        error={cancel.error}
        onConfirm={() =>
          cancel.mutate(undefined, {
            onSuccess: (ended) => {
              close();
              if (ended.status === 'cancelled') toast(t.cancelDone);
            },
          })
        }
      />
      <RefundDialog order={order} open={asking === 'refund'} onClose={close} />
    </section>
  );
}

/** An action with the reason why it cannot be done now, where it cannot. */
function Allowed({
  can,
  told,
  children,
}: {
  can: Can;
  told?: boolean;
  children: (can: Can) => ReactNode;
}) {
  const lang = useLang();
  return (
    <div className="grid gap-1">
      {children(can)}
      {told && !can.allowed && (
        <p className="text-sm text-ink-muted">{refusalWord(can.reason, lang)}</p>
      )}
    </div>
  );
}

const sideIcons = { platform: Clapperboard, cinema: Building2, bank: Landmark };

function Timeline({ order }: { order: Order }) {
  const t = useTexts(texts);
  const lang = useLang();
  const locale = useLocale();
  const { data } = useQuery(timelineQuery(order.id, order.status));
  const zone = order.showtime.cinema.timezone;
  const sides: Record<string, string> = {
    platform: t.sidePlatform,
    cinema: t.sideCinema,
    bank: t.sideBank,
  };
  if (!data || data.items.length === 0) return null;
  return (
    <section className="grid gap-3">
      <h2 className="text-sm font-medium text-ink-muted">{t.timeline}</h2>
      <ol className="grid">
        {data.items.map((event) => {
          const Icon = sideIcons[event.side as keyof typeof sideIcons] ?? Clapperboard;
          return (
            <li
              key={`${event.at}/${event.side}/${event.kind}`}
              className="grid grid-cols-[1.25rem_1fr] gap-x-3 border-l border-line pb-4 pl-4 last:pb-0"
            >
              <Icon className="mt-0.5 size-4 text-ink-muted" aria-hidden="true" />
              <div>
                <p className="text-sm">
                  <span className="font-medium">{sides[event.side] ?? event.side}</span>{' '}
                  <time
                    dateTime={event.at}
                    title={formatDateTime(event.at, zone, locale)}
                    className="text-ink-muted tabular-nums"
                  >
                    {formatTime(event.at, zone)}
                  </time>
                </p>
                <p className="text-sm text-ink-muted">{eventWord(event, lang)}</p>
              </div>
            </li>
          );
        })}
      </ol>
    </section>
  );
}
