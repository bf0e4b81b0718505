import { useQuery } from '@tanstack/react-query';
import { CircleCheck, CircleHelp, CircleX, Undo2 } from 'lucide-react';
import type { ReactNode } from 'react';
import { useEffect, useState } from 'react';
import { useLocation, useParams, useSearch } from 'wouter';
import { useLang, useLocale } from '@/i18n/lang';
import { useTexts } from '@/i18n/texts';
import { useServerNow } from '@/lib/countdown';
import { formatMoney } from '@/lib/money';
import { paths } from '@/lib/paths';
import { shownPhone } from '@/lib/phone';
import { formatTime } from '@/lib/time';
import { useTitle } from '@/lib/title';
import { ButtonLink, Spinner } from '@/ui/Button';
import { ErrorPanel } from '@/ui/ErrorPanel';
import { Skeleton } from '@/ui/Skeleton';
import { OrderCard } from './OrderCard';
import { isOpen, type Outcome, outcomeOf } from './outcome';
import { type Order, orderQuery, type Payment, paymentQuery } from './queries';
import { StatusTag } from './StatusTag';
import { texts } from './texts';
import { refundReason, refusalWord } from './words';

/** First every second and a half, after half a minute every four seconds. */
function useAskAgain(open: boolean): number | false {
  const [slow, setSlow] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setSlow(true), 30_000);
    return () => clearTimeout(timer);
  }, []);
  if (!open) return false;
  return slow ? 4000 : 1500;
}

/** Where the bank sends people back to: one of three honest answers, asked for until it is final. */
export default function PaymentReturnPage() {
  const { id = '' } = useParams<{ id: string }>();
  const t = useTexts(texts);
  useTitle(t.payment);
  const now = useServerNow(1000);
  const [open, setOpen] = useState(true);
  const every = useAskAgain(open);
  const payment = useQuery({ ...paymentQuery(id), refetchInterval: every });
  const orderId = payment.data?.order_id ?? '';
  const order = useQuery({
    ...orderQuery(orderId),
    enabled: orderId !== '',
    refetchInterval: every,
  });
  const outcome = payment.data && order.data ? outcomeOf(payment.data, order.data, now) : undefined;
  useEffect(() => {
    if (outcome) setOpen(isOpen(outcome));
  }, [outcome]);

  // The bank hangs its own message on the address. It proves nothing here, and it should not stay in the history.
  const [path, navigate] = useLocation();
  const search = useSearch();
  useEffect(() => {
    if (search) navigate(path, { replace: true });
  }, [search, path, navigate]);

  const error = (payment.data ? null : payment.error) ?? (order.data ? null : order.error);
  if (error) {
    return (
      <div className="column py-8">
        <ErrorPanel error={error} onRetry={() => void payment.refetch()} />
      </div>
    );
  }
  if (!payment.data || !order.data || !outcome) {
    return (
      <div
        className="column lg:ml-[max(0px,calc((100%-75rem)/2))] grid max-w-2xl gap-4 py-8"
        aria-busy="true"
      >
        <Skeleton className="h-10 w-56" />
        <Skeleton className="h-20 w-full" />
        <Skeleton className="h-56 w-full" />
      </div>
    );
  }
  return (
    <div className="column lg:ml-[max(0px,calc((100%-75rem)/2))] grid max-w-2xl grid-cols-[minmax(0,1fr)] gap-8 py-8">
      <div role="status" aria-live="polite">
        <Answer
          outcome={outcome}
          payment={payment.data}
          order={order.data}
          askedAt={payment.dataUpdatedAt}
        />
      </div>
      <OrderCard
        showtime={order.data.showtime}
        seats={order.data.seats}
        price={order.data.price}
        corner={<StatusTag status={order.data.status} />}
      />
    </div>
  );
}

type AnswerProps = { outcome: Outcome; payment: Payment; order: Order; askedAt: number };

function Answer({ outcome, payment, order, askedAt }: AnswerProps) {
  const t = useTexts(texts);
  const lang = useLang();
  const locale = useLocale();
  const zone = order.showtime.cinema.timezone;
  const amount = formatMoney(order.refunds.at(-1)?.amount ?? payment.amount, locale, true);
  const until = formatTime(order.payable_until, zone);
  const why = refundReason(order.refunds.at(-1)?.reason, lang);
  const seeOrder = (
    <ButtonLink href={paths.order(order.id)} look="secondary">
      {t.seeOrder}
    </ButtonLink>
  );
  switch (outcome) {
    case 'ticketed':
      return (
        <Said
          icon={<CircleCheck className="size-8 text-ok" aria-hidden="true" />}
          title={t.doneTitle}
          actions={
            <>
              <ButtonLink href={paths.ticket(order.id)}>{t.seeTicket}</ButtonLink>
              {seeOrder}
            </>
          }
        >
          <p>{t.doneDetail(shownPhone(order.phone))}</p>
        </Said>
      );
    case 'paid':
      return (
        <Said icon={<Spinner />} title={t.paidTitle} actions={seeOrder}>
          <p>{t.paidDetail}</p>
          {order.needs_operator && <p>{t.operator}</p>}
        </Said>
      );
    case 'failed':
    case 'failed_over': {
      const again = outcome === 'failed';
      return (
        <Said
          icon={<CircleX className="size-8 text-bad" aria-hidden="true" />}
          title={t.failedTitle}
          actions={
            <>
              {again ? (
                <ButtonLink href={paths.checkout(order.seat_lock_id)}>{t.tryAgain}</ButtonLink>
              ) : (
                <ButtonLink href={paths.seats(order.showtime.id)}>{t.chooseAgain}</ButtonLink>
              )}
              {seeOrder}
            </>
          }
        >
          {payment.failure && <p>{t.bankSaid(payment.failure.detail)}</p>}
          <p>{again ? t.failedDetail(until) : t.failedOver}</p>
        </Said>
      );
    }
    case 'refunding':
      return (
        <Said icon={<Spinner />} title={t.refundingTitle} actions={seeOrder}>
          {why && <p>{why}</p>}
          <p>{t.refundingDetail(amount)}</p>
          {order.needs_operator && <p>{t.operator}</p>}
        </Said>
      );
    case 'refunded':
      return (
        <Said
          icon={<Undo2 className="size-8 text-ink-muted" aria-hidden="true" />}
          title={t.refundedTitle}
          actions={
            <ButtonLink href={paths.film(order.showtime.film.id)}>{t.chooseAgain}</ButtonLink>
          }
        >
          {why && <p>{why}</p>}
          <p>{t.refundedDetail(amount)}</p>
        </Said>
      );
    case 'quarantined':
      return (
        <Said
          icon={<CircleHelp className="size-8 text-warn" aria-hidden="true" />}
          title={refusalWord('payment_running', lang)}
          actions={seeOrder}
        >
          <p>{t.unknownMoney}</p>
          <p>{t.operator}</p>
        </Said>
      );
    case 'unknown':
      return (
        <Said
          icon={<CircleHelp className="size-8 text-warn" aria-hidden="true" />}
          title={t.unknownTitle}
          actions={
            <>
              {payment.status === 'pending' && (
                <ButtonLink href={paths.checkout(order.seat_lock_id)} look="secondary">
                  {t.unknownBack}
                </ButtonLink>
              )}
              {seeOrder}
            </>
          }
        >
          <p>{t.unknownWhat}</p>
          <p>{t.unknownUntil(until)}</p>
          <p>{t.unknownMoney}</p>
          <p className="flex items-center gap-2 text-sm tabular-nums">
            <Spinner /> {t.checked(formatTime(askedAt, zone))}
          </p>
        </Said>
      );
  }
}

type SaidProps = { icon: ReactNode; title: string; children: ReactNode; actions: ReactNode };

function Said({ icon, title, children, actions }: SaidProps) {
  return (
    <div className="grid grid-cols-[2rem_minmax(0,1fr)] gap-x-4">
      <span className="grid h-9 place-items-center">{icon}</span>
      <div className="grid grid-cols-[minmax(0,1fr)] gap-3">
        <h1 className="text-xl font-semibold">{title}</h1>
        <div className="grid max-w-prose gap-2 text-ink-muted">{children}</div>
        <div className="mt-2 flex flex-wrap gap-3">{actions}</div>
      </div>
    </div>
  );
}
