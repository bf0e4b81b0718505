import { expect, test } from 'vitest';
import { actionsOf, byDay, eventDetail, eventName, seatName, standing, stateOf } from './words';

test('an order that waits for a person says so whatever its state', () => {
  expect(standing({ status: 'ticketed', needs_operator: false }, 'en')).toEqual({
    tone: 'ok',
    text: 'Tickets issued',
  });
  expect(standing({ status: 'paid', needs_operator: true }, 'en')).toEqual({
    tone: 'bad',
    text: 'Paid, awaiting tickets · Waits for a person',
  });
});

test('only buttons that the server calls safe are offered, in a fixed order', () => {
  expect(actionsOf({ actions: ['refund', 'ask_again'] })).toEqual(['ask_again', 'refund']);
  expect(actionsOf({ actions: ['launch_rocket'] })).toEqual([]);
  expect(actionsOf({ actions: [] })).toEqual([]);
});

test('what this build does not know is told by its own word', () => {
  expect(eventName('ticketed', 'zh')).toBe('影院出票');
  expect(eventName('moon_landed', 'en')).toBe('moon landed');
  expect(stateOf('refund', 'needs_manual', 'en').tone).toBe('bad');
  expect(stateOf('payment', 'new_state', 'en')).toEqual({ tone: 'quiet', text: 'new_state' });
});

const place = (seat_code: string, row: string, seat: string) => ({
  seat_code,
  row,
  seat,
  section: 'main',
  zone: 'standard',
  kind: 'normal' as const,
  price: { amount: 4500, currency: 'CNY' as const },
});
const seats = [place('0305', '3', '5'), place('0306', '3', '6')];

test('the record of an event is told in the reader’s words, and its numbers are left alone', () => {
  const detail = 'notification: paid 50.00 as 7826';
  const paid = { side: 'bank', kind: 'payment_succeeded', detail };
  expect(eventDetail(paid, seats, 'zh')).toEqual({ said: '通知： 已付 50.00 流水号 7826' });
  expect(eventDetail(paid, seats, 'en')).toEqual({ said: detail });
  const refund = { side: 'platform', kind: 'refund', detail: 'R1 42.00 customer_request' };
  expect(eventDetail(refund, seats, 'en')).toEqual({ said: 'R1 42.00 Asked for by the customer' });
  const ticketed = { side: 'cinema', kind: 'ticketed', detail: 'ticketed' };
  expect(eventDetail(ticketed, seats, 'zh')).toEqual({ said: '' });
});

test('an answer that says no keeps the bank’s own words apart', () => {
  const event = { side: 'bank', kind: 'payment_failed', detail: 'query: failed 61 card limit' };
  expect(eventDetail(event, seats, 'zh')).toEqual({
    said: '查询： 未成功',
    quoted: { by: 'bank', words: '61 card limit' },
  });
});

test('a seat is called by row and number; only one that is not the order’s keeps its code', () => {
  expect(seatName(seats, '0305', 'zh')).toBe('3排5座');
  expect(seatName(seats, '0305', 'en')).toBe('Row 3 seat 5');
  expect(seatName(seats, '0901', 'en')).toBe('0901');
  const said = (kind: string, detail: string, lang: 'zh' | 'en') =>
    eventDetail({ side: 'cinema', kind, detail }, seats, lang).said;
  expect(said('seats_locked', '0306, 0305', 'zh')).toBe('3排5座、3排6座');
  expect(said('seats_locked', '0305, 0901', 'en')).toBe('0305, 0901');
  expect(said('statement_sale', 'T7 0306 45.00', 'en')).toBe('T7 Row 3 seat 6 45.00');
  expect(said('ticket_collected', 'T7 0305', 'zh')).toBe('T7 3排5座');
  // Elsewhere the same figures are something else.
  expect(said('ticketed', '0305', 'zh')).toBe('0305');
});

test('a timeline is cut where the day changes', () => {
  const events = ['2027-03-05T23:00Z', '2027-03-06T01:00Z', '2027-03-06T02:00Z'];
  const days = byDay(
    events.map((at) => ({ at })),
    (at) => at.slice(0, 10),
  );
  expect(days.map(({ day, events }) => [day, events.length])).toEqual([
    ['2027-03-05', 1],
    ['2027-03-06', 2],
  ]);
});
