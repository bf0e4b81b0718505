import { describe, expect, test } from 'vitest';
import { type Can, isPaymentOpen, type Order, type OrderStatus, orderCan, shelf } from './can';
import { isOpen, outcomeOf } from './outcome';
import type { Payment } from './queries';

const NOW = Date.parse('2026-11-22T12:00:00Z');
const at = (minutes: number) => new Date(NOW + minutes * 60_000).toISOString();

const STATES: OrderStatus[] = [
  'awaiting_payment',
  'paid',
  'ticketed',
  'cancelled',
  'expired',
  'refunding',
  'refunded',
];

type Changes = Partial<Omit<Order, 'showtime'>> & { endsInMin?: number };

/** Only what the table looks at; the rest of an order is not touched by it. */
function order(changes: Changes = {}): Order {
  const { endsInMin = 180, ...rest } = changes;
  return {
    status: 'awaiting_payment',
    payable_until: at(10),
    refund_policy: { refundable: true, refund_until: at(60), lines: [] },
    payment: null,
    refunds: [],
    showtime: { starts_at: at(endsInMin - 120), ends_at: at(endsInMin) },
    ...rest,
  } as unknown as Order;
}

const payment = (status: Payment['status']) => ({
  id: 'p',
  status,
  method: 'unionpay',
  amount: { amount: 1, currency: 'CNY' as const },
});
const said = (can: Can) => (can.allowed ? 'yes' : can.reason);

describe('what can be done with an order', () => {
  test('each state has one answer to each wish', () => {
    const table = Object.fromEntries(
      STATES.map((status) => [
        status,
        [
          orderCan.pay(order({ status }), NOW),
          orderCan.cancel(order({ status })),
          orderCan.showTicket(order({ status })),
          orderCan.refund(order({ status }), NOW),
        ].map(said),
      ]),
    );
    expect(table).toEqual({
      awaiting_payment: ['yes', 'yes', 'not_paid', 'not_paid'],
      paid: ['already_paid', 'already_paid', 'ticket_pending', 'ticket_pending'],
      ticketed: ['already_paid', 'already_paid', 'yes', 'yes'],
      cancelled: ['already_over', 'already_over', 'already_over', 'already_over'],
      expired: ['already_over', 'already_over', 'already_over', 'already_over'],
      refunding: ['being_refunded', 'being_refunded', 'being_refunded', 'being_refunded'],
      refunded: ['refunded', 'refunded', 'refunded', 'refunded'],
    });
  });

  test('the window to pay closes at its very instant', () => {
    expect(said(orderCan.pay(order({ payable_until: at(0) }), NOW))).toBe('pay_window_over');
    expect(said(orderCan.pay(order({ payable_until: at(0) }), NOW - 1))).toBe('yes');
  });

  test('giving seats back may be asked for at any time, and waits for an open payment', () => {
    const open = (status: Parameters<typeof payment>[0]) => {
      const one = order({ payment: payment(status) });
      return [said(orderCan.cancel(one)), isPaymentOpen(one)];
    };
    for (const status of ['pending', 'unknown'] as const)
      expect(open(status)).toEqual(['yes', true]);
    for (const status of ['created', 'failed', 'closed'] as const) {
      expect(open(status)).toEqual(['yes', false]);
    }
  });

  test('refunds follow the policy that was agreed to', () => {
    const ticketed = (refundable: boolean, until: string | null) =>
      order({ status: 'ticketed', refund_policy: { refundable, refund_until: until, lines: [] } });
    expect(said(orderCan.refund(ticketed(false, null), NOW))).toBe('policy_forbids');
    expect(said(orderCan.refund(ticketed(true, at(0)), NOW))).toBe('refund_window_over');
    expect(said(orderCan.refund(ticketed(true, null), NOW))).toBe('yes');
  });

  test('shelves of the wallet', () => {
    expect(shelf(order({ status: 'ticketed' }), NOW)).toBe('upcoming');
    expect(shelf(order({ status: 'ticketed', endsInMin: 0 }), NOW)).toBe('past');
    expect(shelf(order({ status: 'refunded' }), NOW)).toBe('ended');
    expect(shelf(order({ status: 'refunding' }), NOW)).toBe('upcoming');
  });
});

describe('what is known about a payment', () => {
  const outcome = (paid: Payment['status'], status: OrderStatus, changes: Changes = {}) =>
    outcomeOf({ status: paid } as Payment, order({ status, ...changes }), NOW);

  test('the order decides where it knows more than the payment', () => {
    expect(outcome('succeeded', 'ticketed')).toBe('ticketed');
    expect(outcome('succeeded', 'awaiting_payment')).toBe('paid');
    expect(outcome('succeeded', 'refunding')).toBe('refunding');
    expect(outcome('unknown', 'ticketed')).toBe('ticketed');
  });

  test('a failed payment can be tried again while the seats are kept', () => {
    expect(outcome('failed', 'awaiting_payment')).toBe('failed');
    expect(outcome('failed', 'awaiting_payment', { payable_until: at(-1) })).toBe('failed_over');
    expect(outcome('closed', 'expired')).toBe('failed_over');
  });

  test('nobody is told success or failure before it is known', () => {
    for (const status of ['created', 'pending', 'unknown'] as const) {
      expect(outcome(status, 'awaiting_payment')).toBe('unknown');
      expect(outcome(status, 'expired')).toBe('unknown');
    }
    expect(isOpen('unknown')).toBe(true);
    expect(isOpen('failed')).toBe(false);
  });
});
