import { expect, test } from 'vitest';
import { actionsOf, byDay, eventDetail, eventName, standing, stateOf } from './words';

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

test('the record of an event is told in the reader’s words, and its numbers are left alone', () => {
  const paid = { kind: 'payment_succeeded', detail: 'notification: paid 50.00 as 7826' };
  expect(eventDetail(paid, 'zh')).toBe('通知： 已付 50.00 流水号 7826');
  expect(eventDetail(paid, 'en')).toBe(paid.detail);
  expect(eventDetail({ kind: 'refund', detail: 'R1 42.00 customer_request' }, 'en')).toBe(
    'R1 42.00 Asked for by the customer',
  );
  expect(eventDetail({ kind: 'ticketed', detail: 'ticketed' }, 'zh')).toBe('');
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
