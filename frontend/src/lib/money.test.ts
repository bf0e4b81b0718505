import { expect, test } from 'vitest';
import { addMoney, decimalOf, formatMoney, parseAmount, timesMoney } from './money';

const cny = (amount: number) => ({ amount, currency: 'CNY' });

test('whole yuan lose their fen, others keep both digits', () => {
  expect(formatMoney(cny(4500), 'zh-CN')).toBe('¥45');
  expect(formatMoney(cny(4550), 'zh-CN')).toBe('¥45.50');
  expect(formatMoney(cny(5), 'en')).toBe('¥0.05');
});

test('books always show the fen and group thousands', () => {
  expect(formatMoney(cny(123_456_700), 'zh-CN', true)).toBe('¥1,234,567.00');
});

test('a negative amount keeps its sign', () => {
  expect(formatMoney(cny(-4550), 'en')).toBe('-¥45.50');
  expect(decimalOf(cny(-5))).toBe('-0.05');
});

test('amounts beyond what a float can divide stay exact', () => {
  expect(decimalOf(cny(9_007_199_254_740_991))).toBe('90071992547409.91');
});

test('a currency without minor units is not divided', () => {
  expect(formatMoney({ amount: 1200, currency: 'JPY' }, 'en')).toBe('¥1,200');
});

test('sums stay in one currency', () => {
  expect(addMoney(cny(1), timesMoney(cny(2), 3))).toEqual(cny(7));
  expect(() => addMoney(cny(1), { amount: 1, currency: 'USD' })).toThrow();
});

test('what people type becomes fen exactly, or nothing', () => {
  expect(
    ['45', '45.5', ' ¥45.50 ', '0.29', '1234567.89'].map((typed) => parseAmount(typed)),
  ).toEqual([4500, 4550, 4550, 29, 123_456_789]);
  for (const bad of ['', '-3', '1,000', '4.505', '4.', '.5', '1e3', '12345678']) {
    expect(parseAmount(bad), bad).toBeNull();
  }
});
