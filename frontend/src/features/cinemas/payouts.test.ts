import { expect, test } from 'vitest';
import { type CinemaPayout, emptyBecause, lacking, openOf, type Payable, stateOf } from './payouts';

const fen = (amount: number) => ({ amount, currency: 'CNY' as const });

const payable = (due: number, claims: number): Payable => ({
  through_on: '2027-03-06',
  due: fen(due),
  claims: fen(claims),
  amount: fen(Math.max(0, due - claims)),
  waiting: fen(0),
  blocked_by: null,
});

test('nothing payable has its reason', () => {
  expect(emptyBecause(payable(9000, 0))).toBeNull();
  expect(emptyBecause(payable(9000, 4500))).toBeNull();
  expect(emptyBecause(payable(4500, 4500))).toBe('claims');
  expect(emptyBecause(payable(4500, 9000))).toBe('claims');
  expect(emptyBecause(payable(0, 0))).toBe('nothing');
  expect(emptyBecause(payable(0, 4500))).toBe('nothing');
});

test('a proposal names its transfer and says why', () => {
  expect(lacking({ transferRef: ' ', note: 'week' })).toBe('transferRef');
  expect(lacking({ transferRef: 'x'.repeat(65), note: 'week' })).toBe('transferRefLong');
  expect(lacking({ transferRef: 'ICBC 1', note: ' ' })).toBe('note');
  expect(lacking({ transferRef: 'ICBC 1', note: 'week' })).toBeNull();
});

test('the one without a verdict waits', () => {
  const one = (id: string, verdict: CinemaPayout['verdict']) => ({ id, verdict }) as CinemaPayout;
  const items = [one('4', 'withdrawn'), one('3', 'rejected'), one('2', null), one('1', 'approved')];
  expect(items.map(stateOf)).toEqual(['withdrawn', 'rejected', 'open', 'approved']);
  expect(openOf(items)?.id).toBe('2');
  expect(openOf([])).toBeUndefined();
});
