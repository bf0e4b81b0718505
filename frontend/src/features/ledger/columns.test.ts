import { expect, test } from 'vitest';
import { addTotals, categoriesOf, incomeOf } from './columns';

const total = (category: string, count: number, amount: number) => ({
  category,
  count,
  amount: { amount, currency: 'CNY' as const },
});

test('categories stand in the order of the books, strangers last', () => {
  const days = [
    { totals: [total('zebra', 1, 1), total('service_fee', 1, 300)] },
    { totals: [total('payment', 1, 4800), total('service_fee', 1, 300)] },
  ];
  expect(categoriesOf(days)).toEqual(['payment', 'service_fee', 'zebra']);
});

test('totals of days add up in integers', () => {
  const days = [
    { totals: [total('payment', 2, 9600), total('service_fee', 2, 600)] },
    { totals: [total('payment', 1, 4801)] },
  ];
  expect(addTotals(days)).toEqual([total('payment', 3, 14401), total('service_fee', 2, 600)]);
});

test('every day of the range has a point, and what goes back counts against income', () => {
  const days = [
    { date: '2026-11-02', totals: [total('ticket', 2, 9000), total('payment', 2, 9600)] },
    { date: '2026-11-04', totals: [total('ticket', 1, 4500), total('ticket_refund', 1, 9000)] },
  ];
  const range = { from: '2026-11-01', to: '2026-11-04' };
  expect(incomeOf(days, range, null)).toEqual({
    isByMonth: false,
    categories: ['ticket', 'ticket_refund'],
    points: [
      { key: '2026-11-01', values: [0, 0] },
      { key: '2026-11-02', values: [9000, 0] },
      { key: '2026-11-03', values: [0, 0] },
      { key: '2026-11-04', values: [4500, -9000] },
    ],
  });
  expect(incomeOf(days, range, 'payment').points.map((point) => point.values)).toEqual([
    [0],
    [9600],
    [0],
    [0],
  ]);
});

test('a long range is drawn by month', () => {
  const days = [
    { date: '2026-08-31', totals: [total('ticket', 1, 100)] },
    { date: '2026-11-01', totals: [total('ticket', 1, 20)] },
    { date: '2026-11-30', totals: [total('ticket', 1, 3)] },
  ];
  const income = incomeOf(days, { from: '2026-08-15', to: '2026-11-30' }, null);
  expect(income.isByMonth).toBe(true);
  expect(income.points).toEqual([
    { key: '2026-08', values: [100] },
    { key: '2026-09', values: [0] },
    { key: '2026-10', values: [0] },
    { key: '2026-11', values: [23] },
  ]);
});
