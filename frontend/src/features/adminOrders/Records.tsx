import { Building2, Landmark, type LucideIcon, Server } from 'lucide-react';
import type { ReactNode } from 'react';
import { useLang, useLocale } from '@/i18n/lang';
import { useTexts } from '@/i18n/texts';
import { formatMoney, type Money } from '@/lib/money';
import { upperFirst } from '@/lib/seats';
import { DateTime, Day } from '@/ui/DateTime';
import { Status, type Tone } from '@/ui/Status';
import { bankSaid } from './bankWords';
import { Quoted } from './Quoted';
import type { AdminOrder } from './queries';
import { texts } from './texts';
import { reasonName, recordKind, seatName, stateOf } from './words';

/** Ours, the bank's and the cinema's records side by side; below each other on a phone. */
export function Records({ order }: { order: AdminOrder }) {
  const t = useTexts(texts);
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] items-start gap-4 lg:grid-cols-3">
      <Side icon={Server} title={t.ours}>
        <Ours order={order} />
      </Side>
      <Side icon={Landmark} title={t.banks}>
        {order.bank_records.length === 0 ? (
          <Nothing>{t.noBank}</Nothing>
        ) : (
          <BankSide records={order.bank_records} />
        )}
      </Side>
      <Side icon={Building2} title={t.cinemas}>
        {order.cinema_records.length === 0 ? (
          <Nothing>{t.noCinema}</Nothing>
        ) : (
          <CinemaSide order={order} />
        )}
      </Side>
    </div>
  );
}

function Side({
  icon: Icon,
  title,
  children,
}: {
  icon: LucideIcon;
  title: string;
  children: ReactNode;
}) {
  return (
    <section
      aria-label={title}
      className="min-w-0 overflow-hidden rounded-md border border-line bg-surface-1"
    >
      <h3 className="flex items-center gap-2 border-b border-line bg-surface-2 px-3 py-2 font-medium">
        <Icon className="size-4" aria-hidden="true" />
        {title}
      </h3>
      <ul className="divide-y divide-line">{children}</ul>
    </section>
  );
}

const Nothing = ({ children }: { children: string }) => (
  <li className="px-3 py-3 text-ink-muted">{children}</li>
);

interface RecordProps {
  what: string;
  number: string;
  amount?: Money | null;
  state?: { tone: Tone; text: string };
  children?: ReactNode;
}

function RecordLine({ what, number, amount, state, children }: RecordProps) {
  const locale = useLocale();
  return (
    <li className="grid gap-1 px-3 py-2">
      <div className="flex flex-wrap items-baseline justify-between gap-x-3">
        <span className="font-medium">{what}</span>
        {amount && <span className="tabular-nums">{formatMoney(amount, locale, true)}</span>}
      </div>
      <span className="text-xs break-all tabular-nums">{number}</span>
      <div className="flex flex-wrap items-center gap-x-4 gap-y-0.5 text-xs text-ink-muted">
        {state && (
          <span className="text-ink">
            <Status tone={state.tone}>{state.text}</Status>
          </span>
        )}
        {children}
      </div>
    </li>
  );
}

function Ours({ order }: { order: AdminOrder }) {
  const t = useTexts(texts);
  const lang = useLang();
  return (
    <>
      {order.payments.map((payment) => (
        <RecordLine
          key={payment.id}
          what={t.payment}
          number={payment.payment_no}
          amount={payment.amount}
          state={stateOf('payment', payment.status, lang)}
        >
          {payment.bank_ref && <span className="break-all tabular-nums">{payment.bank_ref}</span>}
          {payment.settled_on && (
            <span>
              {t.settled('')}
              <Day day={payment.settled_on} />
            </span>
          )}
          <DateTime at={payment.paid_at ?? payment.txn_time} />
        </RecordLine>
      ))}
      {order.refunds.map((refund) => (
        <RecordLine
          key={refund.id}
          what={`${t.refundOf} · ${reasonName(refund.reason, lang)}`}
          number={refund.refund_no}
          amount={refund.amount}
          state={stateOf('refund', refund.status, lang)}
        >
          {refund.bank_ref && <span className="break-all tabular-nums">{refund.bank_ref}</span>}
          {refund.failure && <Quoted by="other" words={refund.failure} />}
          <DateTime at={refund.succeeded_at ?? refund.created_at} />
        </RecordLine>
      ))}
      {order.tickets.map((ticket) => (
        <RecordLine
          key={ticket.id}
          what={`${t.ticket} ${seatName(order.seats, ticket.seat_code, lang)}`}
          number={ticket.ticket_no}
          state={stateOf('ticket', ticket.state, lang)}
        >
          <DateTime
            at={
              ticket.refunded_at ?? ticket.checked_in_at ?? ticket.collected_at ?? ticket.issued_at
            }
          />
        </RecordLine>
      ))}
    </>
  );
}

function BankSide({ records }: { records: AdminOrder['bank_records'] }) {
  const t = useTexts(texts);
  const lang = useLang();
  return records.map((record, place) => {
    const { said, quoted } = bankSaid(record.text, lang);
    return (
      <RecordLine
        key={place}
        what={recordKind(record.kind, lang)}
        number={record.reference ?? '–'}
        amount={record.amount ?? null}
        {...(record.is_verified === null || record.is_verified === undefined
          ? {}
          : {
              state: record.is_verified
                ? { tone: 'ok' as const, text: t.verified }
                : { tone: 'bad' as const, text: t.unverified },
            })}
      >
        {said && <span className="break-words">{upperFirst(said)}</span>}
        {quoted && <Quoted {...quoted} />}
        <DateTime at={record.at} />
      </RecordLine>
    );
  });
}

function CinemaSide({ order }: { order: AdminOrder }) {
  const lang = useLang();
  return order.cinema_records.map((record) => (
    <RecordLine
      key={`${record.business_on} ${record.number_by_day} ${record.operation}`}
      what={`${recordKind(record.operation, lang)} ${seatName(order.seats, record.seat_code, lang)}`}
      number={record.ticket_no}
      amount={record.ticket}
    >
      <span className="break-all tabular-nums">{record.order_ref}</span>
      <DateTime at={record.at} />
    </RecordLine>
  ));
}
