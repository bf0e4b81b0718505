import { useQuery } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { useLocation, useParams } from 'wouter';
import { ApiError } from '@/api/errors';
import { useSession } from '@/api/session';
import { useLang, useLocale, useLocalized } from '@/i18n/lang';
import { useTexts } from '@/i18n/texts';
import { useCountdown } from '@/lib/countdown';
import { formatMoney } from '@/lib/money';
import { paths } from '@/lib/paths';
import { isMobile, localNumber } from '@/lib/phone';
import { formatTime } from '@/lib/time';
import { useTitle } from '@/lib/title';
import { Button, ButtonLink, Spinner } from '@/ui/Button';
import { Empty } from '@/ui/Empty';
import { ErrorLine, ErrorPanel } from '@/ui/ErrorPanel';
import { Field } from '@/ui/Field';
import { Skeleton } from '@/ui/Skeleton';
import { toast } from '@/ui/Toast';
import { CancelDialog } from './CancelDialog';
import { isPaymentOpen, orderCan } from './can';
import { LockCountdown } from './LockCountdown';
import { followNextAction } from './nextAction';
import { OrderCard } from './OrderCard';
import {
  lockQuery,
  methodsQuery,
  type Order,
  orderQuery,
  paymentQuery,
  type SeatLock,
  useCancelOrder,
  useCreateOrder,
  useCreatePayment,
  useReleaseLock,
} from './queries';
import { texts } from './texts';
import { refusalWord } from './words';

/** From kept seats to the bank: the order as a ticket, the phone for the code, one button. */
export default function CheckoutPage() {
  const { id = '' } = useParams<{ id: string }>();
  const t = useTexts(texts);
  useTitle(t.checkout);
  const lock = useQuery(lockQuery(id));
  const orderId = lock.data?.order_id ?? '';
  const order = useQuery({ ...orderQuery(orderId), enabled: orderId !== '' });
  const error = lock.error ?? (order.data ? null : order.error);
  if (error) {
    return (
      <div className="column py-8">
        <ErrorPanel error={error} onRetry={() => void lock.refetch()} />
      </div>
    );
  }
  if (!lock.data || (orderId && !order.data)) {
    return (
      <div
        className="column lg:ml-[max(0px,calc((100%-75rem)/2))] grid max-w-2xl gap-4 py-6"
        aria-busy="true"
      >
        <Skeleton className="h-8 w-40" />
        <Skeleton className="h-64 w-full" />
        <Skeleton className="h-32 w-full" />
      </div>
    );
  }
  return <Checkout lock={lock.data} order={order.data} />;
}

function Checkout({ lock, order }: { lock: SeatLock; order: Order | undefined }) {
  const t = useTexts(texts);
  const until = order?.payable_until ?? lock.expires_at ?? lock.created_at;
  const left = useCountdown(until);
  const again = paths.seats(lock.showtime.id);
  if (lock.status === 'locking') {
    return (
      <div
        className="column lg:ml-[max(0px,calc((100%-75rem)/2))] grid max-w-2xl gap-4 py-8"
        role="status"
      >
        <p className="flex items-center gap-3 text-lg font-semibold">
          <Spinner /> {t.locking}
        </p>
        <p className="max-w-prose text-ink-muted">{t.lockingDetail}</p>
      </div>
    );
  }
  const ended = endOf(lock, order, left.over);
  if (ended) {
    const told = {
      rejected: [t.lockRejected, t.lockRejectedDetail],
      released: [t.lockReleased, t.lockOverDetail],
      expired: [t.lockOver, t.lockOverDetail],
      settled: [t.reasonAlreadyPaid, ''],
    }[ended];
    return (
      <div className="column lg:ml-[max(0px,calc((100%-75rem)/2))] max-w-2xl py-8">
        <Empty
          title={ended === 'settled' ? t.reasonAlreadyPaid : (told[0] ?? '')}
          action={
            <div className="flex flex-wrap gap-3">
              {order ? <ButtonLink href={paths.order(order.id)}>{t.seeOrder}</ButtonLink> : null}
              {ended !== 'settled' && (
                <ButtonLink href={again} look={order ? 'secondary' : 'primary'}>
                  {t.chooseAgain}
                </ButtonLink>
              )}
            </div>
          }
        >
          {ended !== 'settled' && told[1]}
        </Empty>
      </div>
    );
  }
  return (
    <div className="column lg:ml-[max(0px,calc((100%-75rem)/2))] grid max-w-2xl gap-6 py-6 lg:max-w-5xl lg:grid-cols-2 lg:items-start lg:gap-8">
      <div className="grid gap-4">
        <h1 className="text-xl font-semibold">{t.checkout}</h1>
        <OrderCard
          showtime={lock.showtime}
          seats={lock.seats}
          price={order?.price ?? lock.price}
          corner={<LockCountdown until={until} since={lock.created_at} />}
        />
        <RefundTerms lock={lock} />
      </div>
      <PayForm lock={lock} order={order} until={until} />
    </div>
  );
}

/** How this purchase has ended, if it has. */
function endOf(lock: SeatLock, order: Order | undefined, over: boolean) {
  if (order && order.status !== 'awaiting_payment') {
    return order.status === 'cancelled'
      ? 'released'
      : order.status === 'expired'
        ? 'expired'
        : 'settled';
  }
  switch (lock.status) {
    case 'rejected':
      return 'rejected';
    case 'released':
      return 'released';
    case 'expired':
      return 'expired';
    case 'sold':
      return 'settled';
    default:
      return over ? 'expired' : null;
  }
}

function RefundTerms({ lock }: { lock: SeatLock }) {
  const t = useTexts(texts);
  const lz = useLocalized();
  return (
    <section className="grid gap-2 text-sm">
      <h2 className="font-semibold">{t.refundTerms}</h2>
      <ul className="grid gap-1 text-ink-muted">
        {lock.refund_policy.lines.slice(0, 3).map((line) => (
          <li key={line.en}>{lz(line)}</li>
        ))}
      </ul>
      <p>{t.acceptByPaying}</p>
    </section>
  );
}

function PayForm({
  lock,
  order,
  until,
}: {
  lock: SeatLock;
  order: Order | undefined;
  until: string;
}) {
  const t = useTexts(texts);
  const locale = useLocale();
  const lang = useLang();
  const session = useSession();
  // The account's own number comes with its middle hidden; untouched, it means "the number I signed up with".
  const own = localNumber(order?.phone ?? session.user?.phone ?? '');
  const [phone, setPhone] = useState(own);
  const [phoneError, setPhoneError] = useState<string | null>(null);
  const { methods, method, setMethod } = useMethods();
  const pay = usePay(lock, order, method);
  const amount = formatMoney((order?.price ?? lock.price).total, locale, true);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const other = phone.trim() === own ? null : phone.trim();
    const bad = other === null || isMobile(other) ? null : t.phoneBad;
    setPhoneError(bad);
    if (!bad) void pay.start(other === null ? null : localNumber(other));
  };
  const going = order?.payment?.status === 'created' || order?.payment?.status === 'pending';
  return (
    <form onSubmit={submit} className="grid gap-6 lg:sticky lg:top-22" noValidate>
      <Field
        label={t.phone}
        hint={t.phoneHint}
        error={phoneError ?? (pay.error instanceof ApiError ? pay.error.field('/phone') : null)}
        type="tel"
        inputMode="numeric"
        autoComplete="tel-national"
        figures
        required
        disabled={order !== undefined}
        value={phone}
        onFocus={(event) => event.currentTarget.select()}
        onChange={(event) => setPhone(event.currentTarget.value)}
      />
      <fieldset className="grid gap-2">
        <legend className="mb-2 text-sm font-medium">{t.method}</legend>
        {methods.map((one) => (
          <Method
            key={one.method}
            name={lang === 'zh' ? one.name.zh : one.name.en}
            checked={one.method === method}
            onChoose={() => setMethod(one.method)}
          />
        ))}
      </fieldset>
      <div className="grid gap-3">
        <ErrorLine error={pay.error} />
        <Button type="submit" size="lg" block busy={pay.busy} disabled={!method}>
          {pay.busy ? t.paying : going ? t.payOn(amount) : t.pay(amount)}
        </Button>
        <p className="text-sm text-ink-muted">
          {t.keptUntil(formatTime(until, lock.showtime.cinema.timezone))} · {t.payNote}
        </p>
        <GiveBack lock={lock} order={order} />
      </div>
    </form>
  );
}

function Method({
  name,
  checked,
  onChoose,
}: {
  name: string;
  checked: boolean;
  onChoose: () => void;
}) {
  return (
    <label className="flex min-h-13 cursor-pointer items-center gap-3 rounded-md border border-line-strong bg-surface-1 px-4 has-checked:border-accent has-checked:bg-accent-soft">
      <input
        type="radio"
        name="method"
        checked={checked}
        onChange={onChoose}
        className="size-5 accent-accent"
      />
      <span className="font-medium">{name}</span>
    </label>
  );
}

function useMethods() {
  const { data } = useQuery(methodsQuery);
  const [chosen, setMethod] = useState<string>();
  const methods = data?.items ?? [];
  return { methods, method: chosen ?? methods[0]?.method, setMethod };
}

/** Order, payment, bank: each step with its own key, so that pressing again repeats nothing. */
function usePay(lock: SeatLock, order: Order | undefined, method: string | undefined) {
  const [, navigate] = useLocation();
  const createOrder = useCreateOrder(lock.id);
  const createPayment = useCreatePayment();
  const openId = order?.payment?.id ?? '';
  const open = useQuery({ ...paymentQuery(openId), enabled: openId !== '' });
  const [leaving, setLeaving] = useState(false);

  const start = async (phone: string | null) => {
    if (!method) return;
    try {
      const known = open.data;
      // An attempt that is still open is gone on with; the bank would refuse a second one anyway.
      const going = known && (known.status === 'created' || known.status === 'pending');
      if (known?.status === 'unknown') return navigate(paths.paymentReturn(known.id));
      const payment = going
        ? known
        : await createPayment.mutateAsync({
            order: order ?? (await createOrder.mutateAsync(phone)),
            method,
          });
      setLeaving(true);
      if (!followNextAction(payment)) navigate(paths.paymentReturn(payment.id));
    } catch (error) {
      // The mutation keeps the error and the form shows it; anything else is a fault of this page.
      if (!(error instanceof ApiError)) throw error;
    }
  };
  return {
    start,
    busy: leaving || createOrder.isPending || createPayment.isPending,
    error: createOrder.error ?? createPayment.error,
  };
}

function GiveBack({ lock, order }: { lock: SeatLock; order: Order | undefined }) {
  const t = useTexts(texts);
  const lang = useLang();
  const [, navigate] = useLocation();
  const [open, setOpen] = useState(false);
  const cancel = useCancelOrder(order?.id ?? '');
  const release = useReleaseLock(lock.id);
  const work = order ? cancel : release;
  const can = order ? orderCan.cancel(order) : { allowed: true as const };
  const confirm = () =>
    work.mutate(undefined, {
      onSuccess: (ended) => {
        setOpen(false);
        // The order's page tells what it waits for when the bank has to answer first.
        if (ended?.status === 'awaiting_payment') return navigate(paths.order(ended.id));
        toast(t.cancelDone);
        navigate(paths.seats(lock.showtime.id));
      },
    });
  return (
    <>
      <Button look="quiet" block disabled={!can.allowed} onClick={() => setOpen(true)}>
        {t.giveBack}
      </Button>
      {!can.allowed && <p className="text-sm text-ink-muted">{refusalWord(can.reason, lang)}</p>}
      <CancelDialog
        open={open}
        onOpenChange={setOpen}
        seats={lock.seats}
        paymentOpen={order !== undefined && isPaymentOpen(order)}
        busy={work.isPending}
        error={work.error}
        onConfirm={confirm}
      />
    </>
  );
}
