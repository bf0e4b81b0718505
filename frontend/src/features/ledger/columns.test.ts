import { expect, test } from 'vitest';
import { addTotals, categoriesOf } from './columns';

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
