/** Sayings chosen by state, so that every page says the same about the same state. */
import { type Lang, pick } from '@/i18n/lang';
import { orderNames } from '@/i18n/statuses';
import type { OrderStatus, Refusal } from './can';
import { texts } from './texts';

export const statusWord = (status: OrderStatus, lang: Lang): string =>
  pick(orderNames[status], lang);

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

type Both = Record<Lang, string>;

/** Why a refund was begun without the customer's asking; nothing for those that were asked for. */
const refundReasons: Record<string, Both> = {
  cinema_refused: {
    zh: '影院没能出票，所以全额退款。',
    en: 'The cinema could not issue the tickets, so you get everything back.',
  },
  paid_too_late: {
    zh: '款项到账时座位已经没有了，所以全额退款。',
    en: 'Your payment arrived when the seats were gone, so you get everything back.',
  },
  showtime_cancelled: {
    zh: '影院取消了这个场次，所以全额退款。',
    en: 'The cinema cancelled the showtime, so you get everything back.',
  },
  operator_request: {
    zh: '工作人员替你办理了全额退款。',
    en: 'Our staff gave the order back for you, so you get everything back.',
  },
  paid_twice: {
    zh: '这笔订单收到了两次款项，多付的全额退回。',
    en: 'This order was paid twice; the second payment goes back in full.',
  },
};

export const refundReason = (reason: string | undefined, lang: Lang): string =>
  refundReasons[reason ?? '']?.[lang] ?? '';

/** What a line of the timeline says, by the stable word that the server gives it. */
const events: Record<string, Both> = {
  order_created: { zh: '订单已生成', en: 'The order was made' },
  order_cancelled: {
    zh: '订单已取消，座位放回',
    en: 'The order was cancelled and the seats given back',
  },
  order_expired: {
    zh: '付款时间已过，座位放回',
    en: 'The time to pay ran out and the seats were given back',
  },
  cancel_requested: { zh: '你要求取消', en: 'You asked to cancel' },
  refund_given_by_hand: {
    zh: '银行人工退款，已到账单',
    en: 'The bank returned it by hand, as its bill says',
  },
  given_up: {
    zh: '付来的金额不对，经核实后取消，款项退回',
    en: 'The amount paid was wrong: cancelled after we looked into it, and your money goes back',
  },
  payment_started: { zh: '发起付款', en: 'A payment was begun' },
  payment_pending: { zh: '银行在处理付款', en: 'The bank is working on the payment' },
  payment_unknown: {
    zh: '银行没有给出结果，继续核实',
    en: 'The bank gave no result; we go on asking',
  },
  payment_succeeded: { zh: '银行确认收到票款', en: 'The bank confirmed your payment' },
  payment_failed: { zh: '银行没有通过付款，没有扣款', en: 'The bank declined; no money was taken' },
  payment_closed: { zh: '付款已关闭，没有扣款', en: 'The payment was closed; no money was taken' },
  payment_quarantined: {
    zh: '多收的款项单独存放，由人处理',
    en: 'Money that fits no order was set aside for a person',
  },
  confirm_sent: { zh: '告诉影院座位已付款', en: 'The cinema was told that the seats are paid' },
  confirm_not_sent: {
    zh: '暂时联系不上影院，稍后再试',
    en: 'The cinema cannot be reached; we try again',
  },
  confirm_unknown: { zh: '影院没有回答，继续询问', en: 'The cinema did not answer; we ask again' },
  confirm_refused: { zh: '影院没有接受', en: 'The cinema refused' },
  ticketed: { zh: '影院确认出票', en: 'The cinema issued the tickets' },
  relock_sent: { zh: '重新锁定同样的座位', en: 'The same seats were asked for again' },
  relock_held: { zh: '座位重新锁定了', en: 'The seats are kept again' },
  relock_refused: { zh: '座位已经没有了', en: 'The seats are gone' },
  relock_unknown: { zh: '影院没有回答，继续询问', en: 'The cinema did not answer; we ask again' },
  refund_requested: { zh: '发起退款', en: 'The refund was begun' },
  refund_submitted: { zh: '退款已交给银行', en: 'The refund was handed to the bank' },
  refund_unknown: {
    zh: '银行没有给出退款结果，继续核实',
    en: 'The bank gave no result for the refund; we go on asking',
  },
  refund_succeeded: { zh: '银行确认退款', en: 'The bank confirmed the refund' },
  refund_rejected: {
    zh: '银行没有接受退款，会再试',
    en: 'The bank refused the refund; it will be tried again',
  },
  refund_needs_manual: { zh: '退款由人处理', en: 'A person takes care of the refund' },
  tickets_taken_back: { zh: '影院收回了票', en: 'The cinema took the tickets back' },
  take_back_refused: { zh: '影院不收回这些票', en: 'The cinema would not take the tickets back' },
  take_back_unknown: {
    zh: '影院没有回答退票，继续询问',
    en: 'The cinema did not answer; we ask again',
  },
  showtime_cancelled: { zh: '影院取消了这个场次', en: 'The cinema cancelled the showtime' },
  asked_again: {
    zh: '同事再次核实了银行和影院的结果',
    en: 'A colleague asked bank and cinema again',
  },
  sale_asked: { zh: '影院答复了出票情况', en: 'The cinema told how its sale stands' },
  operator_called: { zh: '请同事来处理', en: 'A colleague was asked to look into it' },
  tickets_collected: { zh: '在影院取了票', en: 'The tickets were collected' },
  checked_in: { zh: '检票入场', en: 'Checked in at the door' },
};

/** A kind that this build does not know is told by its own detail, or by its name. */
export function eventWord(event: { kind: string; detail: string }, lang: Lang): string {
  return events[event.kind]?.[lang] ?? (event.detail || event.kind.replaceAll('_', ' '));
}
