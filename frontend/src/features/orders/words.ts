/** Sayings chosen by state, so that every page says the same about the same state. */
import type { Lang } from '@/i18n/lang';
import type { OrderStatus, Refusal } from './can';
import { texts } from './texts';

export function statusWord(status: OrderStatus, lang: Lang): string {
  const t = texts[lang];
  const words: Record<OrderStatus, string> = {
    awaiting_payment: t.stateAwaiting,
    paid: t.statePaid,
    ticketed: t.stateTicketed,
    cancelled: t.stateCancelled,
    expired: t.stateExpired,
    refunding: t.stateRefunding,
    refunded: t.stateRefunded,
  };
  return words[status];
}

export function refusalWord(reason: Refusal, lang: Lang): string {
  const t = texts[lang];
  const words: Record<Refusal, string> = {
    already_over: t.reasonAlreadyOver,
    already_paid: t.reasonAlreadyPaid,
    payment_running: t.reasonPaymentRunning,
    pay_window_over: t.reasonPayWindowOver,
    not_paid: t.reasonNotPaid,
    ticket_pending: t.reasonTicketPending,
    being_refunded: t.reasonBeingRefunded,
    refunded: t.reasonRefunded,
    policy_forbids: t.reasonPolicyForbids,
    refund_window_over: t.reasonRefundWindowOver,
  };
  return words[reason];
}
