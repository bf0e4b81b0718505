import { expect, test } from 'vitest';
import { change, concernsOf, isUnsealed } from './concerns';
import type { Overview } from './queries';

const now = Date.parse('2027-03-06T02:00:00Z');
const before = (minutes: number) => new Date(now - minutes * 60_000).toISOString();
const yuan = (amount: number) => ({ amount, currency: 'CNY' }) as Overview['sales_today'];

const well: Overview = {
  as_of: before(0),
  paid_without_ticket_or_refund: 0,
  needs_operator: 0,
  orders_today: 3,
  tickets_today: 6,
  sales_today: yuan(20_000),
  sales_same_day_last_week: yuan(10_000),
  refunds_today: yuan(0),
  outbox_waiting: 0,
  sales_by_hour: [],
  queues: [
    { queue: 'confirms', waiting: 1, oldest_at: before(1) },
    { queue: 'payments_to_ask', waiting: 4, oldest_at: before(14) },
    { queue: 'messages', waiting: 0, oldest_at: null },
  ],
  cinemas: [
    {
      cinema_id: 'a',
      name: { zh: '甲', en: 'A' },
      is_available: true,
      breaker: 'closed',
      sync: 'ok',
      open_findings: 2,
    },
  ],
  gateways: [
    {
      gateway: 'unionpay',
      last_answer_at: before(1),
      open_payments: 4,
      unknown: 1,
      oldest_unknown_at: before(1),
    },
  ],
  invariants: [{ code: 'I1', holds: true, count: 0 }],
  open_breaks: 0,
  oldest_break_days: null,
  sealed_until: '2027-03-05',
  ledger_check: {
    checked_at: before(6 * 60),
    entry_count: 12,
    sealed_until: '2027-03-05',
    finding: null,
  },
};
const keys = (overview: Partial<Overview>) =>
  concernsOf({ ...well, ...overview }, now, 'en').map((one) => one.key);

test('what is under way is no concern', () => {
  expect(keys({})).toEqual([]);
});

test('money without an end comes first', () => {
  const found = concernsOf(
    { ...well, paid_without_ticket_or_refund: 2, open_breaks: 1, oldest_break_days: 4 },
    now,
    'en',
  );
  expect(found.map((one) => [one.key, one.tone])).toEqual([
    ['stuck', 'bad'],
    ['breaks', 'warn'],
  ]);
  expect(found[0]?.text).toBe('2 orders paid, with neither tickets nor refund');
  expect(found[1]?.text).toBe('1 difference unsettled, the oldest for 4 days');
});

test('a rule that is broken is named with its cases', () => {
  const [one] = concernsOf(
    { ...well, invariants: [{ code: 'I1', holds: false, count: 3 }] },
    now,
    'en',
  );
  expect(one?.text).toBe('A seat was sold twice (3 cases)');
});

test('a queue is a concern when its oldest waits too long, and each has its own patience', () => {
  expect(keys({ queues: [{ queue: 'confirms', waiting: 1, oldest_at: before(3) }] })).toEqual([
    'confirms',
  ]);
  expect(
    keys({ queues: [{ queue: 'payments_to_ask', waiting: 9, oldest_at: before(29) }] }),
  ).toEqual([]);
  expect(
    keys({ queues: [{ queue: 'of_a_later_build', waiting: 9, oldest_at: before(999) }] }),
  ).toEqual([]);
});

test('a bank that does not know for minutes, and cinemas that are silent', () => {
  const bank = { ...well.gateways[0], oldest_unknown_at: before(6) } as Overview['gateways'][0];
  expect(keys({ gateways: [bank] })).toEqual(['bank-unionpay']);
  const silent = { ...well.cinemas[0], is_available: false } as Overview['cinemas'][0];
  const [one] = concernsOf({ ...well, cinemas: [silent, silent] }, now, 'en');
  expect(one?.text).toBe('A and 1 more do not answer');
});

test('the books may be open for the day just over, not for the one before', () => {
  expect(isUnsealed('2027-03-05', now)).toBe(false);
  expect(isUnsealed('2027-03-04', now)).toBe(false);
  expect(isUnsealed('2027-03-03', now)).toBe(true);
  expect(isUnsealed(null, now)).toBe(false);
});

test('today is held against last week in whole percents', () => {
  expect(change(15_000, 10_000)).toBe(50);
  expect(change(5_000, 10_000)).toBe(-50);
  expect(change(5_000, 0)).toBeNull();
});

test('books that nobody checked last night are a concern, and so is what was found in them', () => {
  const check = { checked_at: before(27 * 60), entry_count: 12, sealed_until: null, finding: null };
  expect(keys({ ledger_check: check })).toEqual(['check']);
  expect(keys({ ledger_check: null })).toEqual([]);
  const [one] = concernsOf(
    { ...well, invariants: [{ code: 'I5', holds: false, count: 1 }] },
    now,
    'en',
  );
  expect(one?.text).toBe('The books are not as they were written (1 case)');
});
