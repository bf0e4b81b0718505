/** What the codes of an order's records mean to an operator. Pure. */
import { type Lang, pick } from '@/i18n/lang';
import { orderNames, paymentNames, refundNames } from '@/i18n/statuses';
import { seatNameOf, seatNamesOf, upperFirst } from '@/lib/seats';
import type { Tone } from '@/ui/Status';
import { bankSaid, type Told, unquote } from './bankWords';
import type { AdminOrder, OrderStatus, TimelineEvent } from './queries';
import { texts } from './texts';

export const STATUSES: readonly OrderStatus[] = [
  'awaiting_payment',
  'paid',
  'ticketed',
  'refunding',
  'refunded',
  'cancelled',
  'expired',
];

const tones: Record<OrderStatus, Tone> = {
  awaiting_payment: 'quiet',
  paid: 'warn',
  ticketed: 'ok',
  refunding: 'warn',
  refunded: 'ok',
  cancelled: 'quiet',
  expired: 'quiet',
};

export const statusName = (status: OrderStatus, lang: Lang): string =>
  pick(orderNames[status], lang);

/** An order that waits for a person is that first of all. */
export function standing(
  order: { status: OrderStatus; needs_operator: boolean },
  lang: Lang,
): { tone: Tone; text: string } {
  const name = statusName(order.status, lang);
  if (order.needs_operator) return { tone: 'bad', text: `${name} · ${texts[lang].waits}` };
  return { tone: tones[order.status], text: name };
}

type Both = Record<Lang, string>;

const paymentStates: Record<string, Both & { tone: Tone }> = {
  created: { tone: 'quiet', ...paymentNames.created },
  pending: { tone: 'quiet', ...paymentNames.pending },
  unknown: { tone: 'warn', ...paymentNames.unknown },
  succeeded: { tone: 'ok', ...paymentNames.succeeded },
  failed: { tone: 'quiet', ...paymentNames.failed },
  closed: { tone: 'quiet', ...paymentNames.closed },
  quarantined: { tone: 'bad', ...paymentNames.quarantined },
};

const refundStates: Record<string, Both & { tone: Tone }> = {
  requested: { tone: 'warn', ...refundNames.requested },
  submitted: { tone: 'warn', ...refundNames.submitted },
  unknown: { tone: 'warn', ...refundNames.unknown },
  succeeded: { tone: 'ok', ...refundNames.succeeded },
  rejected: { tone: 'quiet', ...refundNames.rejected },
  needs_manual: { tone: 'bad', ...refundNames.needs_manual },
};

const ticketStates: Record<string, Both & { tone: Tone }> = {
  issued: { tone: 'ok', zh: '有效', en: 'Good' },
  collected: { tone: 'ok', zh: '已取票', en: 'Collected' },
  checked_in: { tone: 'ok', zh: '已入场', en: 'Checked in' },
  refunded: { tone: 'quiet', zh: '已收回', en: 'Taken back' },
};

const states = { payment: paymentStates, refund: refundStates, ticket: ticketStates };

export function stateOf(
  what: keyof typeof states,
  state: string,
  lang: Lang,
): { tone: Tone; text: string } {
  const found = states[what][state];
  return { tone: found?.tone ?? 'quiet', text: found?.[lang] ?? state };
}

const refundReasons: Record<string, Both> = {
  customer_request: { zh: '顾客退票', en: 'Asked for by the customer' },
  operator_request: { zh: '管理员代退', en: 'Given back by an administrator' },
  cinema_refused: { zh: '影院没能出票', en: 'The cinema could not sell' },
  paid_too_late: { zh: '到账时座位已无', en: 'Paid when the seats were gone' },
  paid_twice: { zh: '重复付款', en: 'Paid twice' },
  showtime_cancelled: { zh: '影院取消场次', en: 'The cinema cancelled' },
};

export const reasonName = (reason: string, lang: Lang): string =>
  refundReasons[reason]?.[lang] ?? reason;

const recordKinds: Record<string, Both> = {
  notification: { zh: '通知', en: 'Notification' },
  bill_payment: { zh: '账单·付款', en: 'Bill: payment' },
  bill_refund: { zh: '账单·退款', en: 'Bill: refund' },
  bill_void: { zh: '账单·撤销', en: 'Bill: void' },
  bill_dispute: { zh: '账单·争议', en: 'Bill: dispute' },
  sale: { zh: '售出', en: 'Sold' },
  refund: { zh: '收回', en: 'Taken back' },
};

export const recordKind = (kind: string, lang: Lang): string =>
  recordKinds[kind]?.[lang] ?? kind.replaceAll('_', ' ');

const ledgerEvents: Record<string, Both> = {
  payment_succeeded: { zh: '收到票款', en: 'Payment came' },
  payment_quarantined: { zh: '款项隔离', en: 'Payment set aside' },
  order_ticketed: { zh: '出票', en: 'Tickets issued' },
  refund_requested: { zh: '应退', en: 'Refund owed' },
  refund_succeeded: { zh: '已退', en: 'Refund paid' },
};

export const ledgerEvent = (event: string, lang: Lang): string =>
  ledgerEvents[event]?.[lang] ?? event.replaceAll('_', ' ');

const breakClasses: Record<string, Both> = {
  bank_missing: { zh: '银行没有这笔', en: 'The bank does not have it' },
  platform_missing: { zh: '平台没有这笔', en: 'We do not have it' },
  status_mismatch: { zh: '状态不一致', en: 'States differ' },
  amount_mismatch: { zh: '金额不一致', en: 'Amounts differ' },
  fee_mismatch: { zh: '手续费不一致', en: 'Fees differ' },
  duplicate_pay: { zh: '重复付款', en: 'Paid twice' },
  late_arrival: { zh: '核销后又到账', en: 'Came after the write-off' },
  refund_missing: { zh: '银行没有这笔退款', en: 'The bank has no such refund' },
  refund_extra: { zh: '银行多一笔退款', en: 'The bank has one more refund' },
  cinema_not_ticketed: { zh: '影院没有出票', en: 'The cinema did not sell' },
  cinema_extra: { zh: '影院多一笔', en: 'The cinema has one more' },
  seat_mismatch: { zh: '座位不一致', en: 'Seats differ' },
  price_mismatch: { zh: '票价不一致', en: 'Prices differ' },
};

export const breakName = (kind: string, lang: Lang): string =>
  breakClasses[kind]?.[lang] ?? kind.replaceAll('_', ' ');

type Seats = AdminOrder['seats'];

/** A seat as people call it; one that is not the order's keeps the cinema's code. */
export function seatName(seats: Seats, code: string, lang: Lang): string {
  const seat = seats.find((one) => one.seat_code === code);
  return seat ? upperFirst(seatNameOf(seat, lang)) : code;
}

/** The same for a list with commas between; names only if all of them are known. */
function seatList(seats: Seats, list: string, lang: Lang): string {
  const codes = list.split(', ');
  const known = seats.filter((seat) => codes.includes(seat.seat_code));
  return known.length === codes.length ? upperFirst(seatNamesOf(known, lang)) : list;
}

const events: Record<string, Both> = {
  seats_locked: { zh: '请求锁座', en: 'Seats asked for' },
  order_created: { zh: '生成订单', en: 'Order made' },
  order_cancelled: { zh: '订单取消，座位放回', en: 'Order cancelled, seats given back' },
  order_expired: { zh: '超时未付，座位放回', en: 'Time to pay ran out, seats given back' },
  cancel_requested: { zh: '顾客要求取消', en: 'The customer asked to cancel' },
  refund_given_by_hand: {
    zh: '账单里的人工退款已认领',
    en: 'A refund given at the bank, as its bill says',
  },
  given_up: {
    zh: '金额不符，两人决定取消并退款',
    en: 'Wrong amount: two people decided to give it up and the money back',
  },
  payment_started: { zh: '发起付款', en: 'Payment begun' },
  payment_pending: { zh: '银行处理中', en: 'Payment pending' },
  payment_unknown: { zh: '银行未给出结果', en: 'The bank gave no result' },
  payment_succeeded: { zh: '银行确认收款', en: 'The bank confirmed the payment' },
  payment_failed: { zh: '付款未通过', en: 'Payment declined' },
  payment_closed: { zh: '付款关闭', en: 'Payment closed' },
  payment_quarantined: { zh: '款项不符，隔离', en: 'Money set aside' },
  notification: { zh: '银行通知', en: 'The bank’s notification' },
  bill_payment: { zh: '银行账单列出付款', en: 'The bank’s bill lists the payment' },
  bill_refund: { zh: '银行账单列出退款', en: 'The bank’s bill lists the refund' },
  bill_void: { zh: '银行账单列出撤销', en: 'The bank’s bill lists a void' },
  bill_dispute: { zh: '银行账单列出争议', en: 'The bank’s bill lists a dispute' },
  confirm_sent: { zh: '通知影院出票', en: 'The cinema was told to sell' },
  confirm_not_sent: { zh: '联系不上影院', en: 'The cinema cannot be reached' },
  confirm_unknown: { zh: '影院没有回答', en: 'The cinema did not answer' },
  confirm_refused: { zh: '影院拒绝', en: 'The cinema refused' },
  ticketed: { zh: '影院出票', en: 'The cinema issued tickets' },
  relock_sent: { zh: '重新锁座', en: 'Seats asked for once more' },
  relock_held: { zh: '重新锁到座位', en: 'Seats kept again' },
  relock_refused: { zh: '座位已无', en: 'The seats are gone' },
  relock_unknown: { zh: '影院没有回答', en: 'The cinema did not answer' },
  refund_requested: { zh: '发起退款', en: 'Refund begun' },
  refund_submitted: { zh: '退款交给银行', en: 'Refund handed to the bank' },
  refund_unknown: { zh: '银行未给出退款结果', en: 'The bank gave no result for the refund' },
  refund_succeeded: { zh: '银行确认退款', en: 'The bank confirmed the refund' },
  refund_rejected: { zh: '退款未被接受', en: 'The refund was refused' },
  refund_needs_manual: { zh: '退款需人工处理', en: 'The refund needs a person' },
  tickets_taken_back: { zh: '影院收回票', en: 'The cinema took the tickets back' },
  take_back_refused: { zh: '影院不收回票', en: 'The cinema keeps the tickets' },
  take_back_unknown: { zh: '影院未答复退票', en: 'The cinema did not answer about the tickets' },
  showtime_cancelled: { zh: '影院取消场次', en: 'The cinema cancelled the showtime' },
  operator_called: { zh: '需要人处理', en: 'A person was called' },
  asked_again: { zh: '管理员再次询问', en: 'An administrator asked again' },
  sale_asked: { zh: '影院答复销售状态', en: 'The cinema told about its sale' },
  message_sent: { zh: '短信发出', en: 'Message sent' },
  message_failed: { zh: '短信未送达', en: 'Message failed' },
  statement_sale: { zh: '影院对账单列出售票', en: 'The cinema’s statement lists the sale' },
  statement_refund: { zh: '影院对账单列出退票', en: 'The cinema’s statement lists the return' },
  ticket_collected: { zh: '取票', en: 'Ticket collected' },
  ticket_checked_in: { zh: '入场', en: 'Checked in' },
  tickets_collected: { zh: '取票', en: 'Tickets collected' },
  checked_in: { zh: '检票入场', en: 'Checked in' },
};

export const eventName = (kind: string, lang: Lang): string =>
  events[kind]?.[lang] ?? kind.replaceAll('_', ' ');

/** Words in the record of an event; numbers, amounts and whatever else stands there stay. */
const recorded: Record<string, Both> = {
  'notification:': { zh: '通知：', en: 'notification:' },
  'query:': { zh: '查询：', en: 'query:' },
  paid: { zh: '已付', en: 'paid' },
  returned: { zh: '已退', en: 'returned' },
  as: { zh: '流水号', en: 'as' },
  tickets: { zh: '取票短信', en: 'tickets' },
};

/** Events whose record names seats by the cinema's code. */
const SEAT_EVENTS = /^(statement_|ticket_)/;

/** What else is known of an event, in the reader's words; empty when its name says it already. */
export function eventDetail(
  { side, kind, detail }: Pick<TimelineEvent, 'side' | 'kind' | 'detail'>,
  seats: Seats,
  lang: Lang,
): Told {
  if (detail === kind) return { said: '' };
  if (kind === 'seats_locked') return { said: seatList(seats, detail, lang) };
  const namesSeats = SEAT_EVENTS.test(kind);
  const inWords = (text: string) =>
    text.replace(/\S+/g, (word) => {
      const known = (recorded[word] ?? refundReasons[word])?.[lang];
      return known ?? (namesSeats ? seatName(seats, word, lang) : word);
    });
  if (side !== 'bank') return { said: inWords(detail) };
  // What the bank sent is a whole text of its kind; our history of it has words of ours in front.
  const isBanks = kind === 'notification' || kind.startsWith('bill_');
  return isBanks ? bankSaid(detail, lang) : unquote(detail, lang, inWords);
}

export type Action = 'ask_again' | 'refund' | 'resend_message';
const ACTIONS: readonly Action[] = ['ask_again', 'resend_message', 'refund'];

/** The buttons that are safe now, in a fixed order; what this build does not know has none. */
export const actionsOf = (order: Pick<AdminOrder, 'actions'>): Action[] =>
  ACTIONS.filter((action) => order.actions.includes(action));

/** Events with a heading where the day changes. */
export function byDay<E extends { at: string }>(
  list: readonly E[],
  dayOf: (at: string) => string,
): { day: string; events: E[] }[] {
  const days: { day: string; events: E[] }[] = [];
  for (const event of list) {
    const day = dayOf(event.at);
    const last = days.at(-1);
    if (last?.day === day) last.events.push(event);
    else days.push({ day, events: [event] });
  }
  return days;
}
