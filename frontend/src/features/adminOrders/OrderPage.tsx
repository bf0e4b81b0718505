import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useParams } from 'wouter';
import { useSession } from '@/api/session';
import { useLang, useLocale, useLocalized } from '@/i18n/lang';
import { useTexts } from '@/i18n/texts';
import { formatMoney } from '@/lib/money';
import { paths } from '@/lib/paths';
import { seatNamesOf, upperFirst } from '@/lib/seats';
import { useTitle } from '@/lib/title';
import { ButtonLink } from '@/ui/Button';
import { DateTime } from '@/ui/DateTime';
import { ErrorPanel } from '@/ui/ErrorPanel';
import { Skeleton } from '@/ui/Skeleton';
import { StaffPage } from '@/ui/StaffPage';
import { Status } from '@/ui/Status';
import { Actions } from './Actions';
import { Breaks, Entries, Messages } from './Books';
import { Disclosure } from './Disclosure';
import { type AdminOrder, orderQuery } from './queries';
import { Records } from './Records';
import { Timeline } from './Timeline';
import { texts } from './texts';
import { standing } from './words';

/** All that is known about one order, from three sides, and the few things that are safe to do. */
export default function OrderPage() {
  const { id = '' } = useParams<{ id: string }>();
  const t = useTexts(texts);
  const lang = useLang();
  const session = useSession();
  const { data: order, error, refetch } = useQuery(orderQuery(id));
  useTitle(order?.summary.order_no ?? t.title);
  const back = (
    <ButtonLink href={paths.adminOrders()} look="secondary">
      {t.all}
    </ButtonLink>
  );
  if (!order) {
    return (
      <StaffPage title={t.title}>
        {error ? (
          <ErrorPanel error={error} onRetry={() => void refetch()} action={back} />
        ) : (
          <>
            <Skeleton className="h-32" />
            <Skeleton className="h-96" />
          </>
        )}
      </StaffPage>
    );
  }
  const state = standing(order.summary, lang);
  return (
    <StaffPage
      title={order.summary.order_no}
      lead={<Status tone={state.tone}>{state.text}</Status>}
      actions={back}
    >
      <Summary order={order} mayDisclose={session.user?.role === 'administrator'} />
      <Actions order={order} role={session.user?.role} />
      <div className="grid grid-cols-[minmax(0,1fr)] items-start gap-8 xl:grid-cols-[24rem_minmax(0,1fr)]">
        <Part title={t.timeline}>
          <Timeline order={order} />
        </Part>
        <div className="grid grid-cols-[minmax(0,1fr)] gap-8">
          <Part title={t.records}>
            <Records order={order} />
          </Part>
          <Part title={t.entries}>
            <Entries entries={order.entries} />
          </Part>
          <div className="grid items-start gap-8 md:grid-cols-2">
            <Part title={t.breaks}>
              <Breaks breaks={order.breaks} />
            </Part>
            <Part title={t.messages}>
              <Messages messages={order.messages} />
            </Part>
          </div>
        </div>
      </div>
    </StaffPage>
  );
}

function Part({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section className="grid grid-cols-[minmax(0,1fr)] gap-3" aria-label={title}>
      <h2 className="text-base font-semibold">{title}</h2>
      {children}
    </section>
  );
}

function Summary({ order, mayDisclose }: { order: AdminOrder; mayDisclose: boolean }) {
  const t = useTexts(texts);
  const lang = useLang();
  const locale = useLocale();
  const lz = useLocalized();
  const { summary } = order;
  const money = (amount: AdminOrder['price']['total']) => formatMoney(amount, locale, true);
  return (
    <dl className="grid grid-cols-2 gap-x-6 gap-y-3 rounded-md border border-line bg-surface-1 p-4 md:grid-cols-4">
      <Fact name={t.film}>{lz(summary.film)}</Fact>
      <Fact name={t.cinema}>{lz(summary.cinema)}</Fact>
      <Fact name={t.starts}>
        <DateTime at={summary.starts_at} />
      </Fact>
      <Fact name={t.seats}>
        <span className="tabular-nums">{upperFirst(seatNamesOf(order.seats, lang))}</span>
      </Fact>
      <Fact name={t.total}>
        <span className="tabular-nums">{money(order.price.total)}</span>
        <span className="block text-xs text-ink-muted tabular-nums">
          {t.price} {money(order.price.tickets)} · {t.fee} {money(order.price.service_fee)}
        </span>
      </Fact>
      <Fact name={t.created}>
        <DateTime at={summary.created_at} />
      </Fact>
      <Fact name={t.paidAt}>{summary.paid_at ? <DateTime at={summary.paid_at} /> : '–'}</Fact>
      <Fact name={t.phone}>
        <Disclosure id={summary.id} masked={summary.phone} isAllowed={mayDisclose} />
      </Fact>
      <Fact name={t.lockRef}>
        <Reference>{order.lock_ref}</Reference>
      </Fact>
      <Fact name={t.saleRef}>
        <Reference>{order.cinema_order_ref}</Reference>
      </Fact>
      {summary.client_id && (
        <Fact name={t.soldBy}>
          <Reference>{summary.client_id}</Reference>
        </Fact>
      )}
    </dl>
  );
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div className="grid min-w-0 content-start gap-0.5">
      <dt className="text-xs text-ink-muted">{name}</dt>
      <dd className="min-w-0">{children}</dd>
    </div>
  );
}

const Reference = ({ children }: { children: string | null | undefined }) => (
  <span className="break-all tabular-nums">{children || '–'}</span>
);
