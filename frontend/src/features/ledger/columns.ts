/** Categories as columns, and days as points of a chart. Pure. */
import { addMoney } from '@/lib/money';
import { addDays, daysBetween } from '@/lib/time';
import type { LedgerTotal } from './queries';
import { categoryNames } from './texts';

type Totalled = { totals: readonly LedgerTotal[] };

/** In the order of the books, then unknown ones by name. */
export function categoriesOf(days: readonly Totalled[]): string[] {
  const found = new Set(days.flatMap((day) => day.totals.map((total) => total.category)));
  const known = Object.keys(categoryNames).filter((category) => found.has(category));
  return [...known, ...[...found].filter((category) => !known.includes(category)).sort()];
}

/** Adds the totals of several days, category by category. */
export function addTotals(days: readonly Totalled[]): LedgerTotal[] {
  const sums = new Map<string, LedgerTotal>();
  for (const total of days.flatMap((day) => day.totals)) {
    const sum = sums.get(total.category);
    sums.set(total.category, {
      category: total.category,
      count: (sum?.count ?? 0) + total.count,
      amount: sum
        ? { ...total.amount, amount: addMoney(sum.amount, total.amount).amount }
        : total.amount,
    });
  }
  return [...sums.values()];
}

/** What customers pay for, and what they get back of it, which counts against it. */
const INCOME: Record<string, 1 | -1> = {
  ticket: 1,
  service_fee: 1,
  ticket_refund: -1,
  service_fee_refund: -1,
};

/** Above so many days, months are drawn. */
const DAYS_AT_MOST = 92;

export interface Income {
  /** Whether points are months instead of days. */
  isByMonth: boolean;
  categories: string[];
  /** Every day or month of the range, also those on which nothing was booked; amounts in fen. */
  points: { key: string; values: number[] }[];
}

/** Income of each day of a range; of one category alone if that is all that was asked for. */
export function incomeOf(
  days: readonly (Totalled & { date: string })[],
  range: { from: string; to: string },
  only: string | null,
): Income {
  const isByMonth = daysBetween(range.from, range.to) >= DAYS_AT_MOST;
  const keyOf = (date: string) => (isByMonth ? date.slice(0, 7) : date);
  const found = categoriesOf(days);
  const categories = only ? [only] : Object.keys(INCOME).filter((one) => found.includes(one));
  const points = new Map<string, number[]>();
  for (let day = range.from; day <= range.to; day = addDays(day, 1)) {
    if (!points.has(keyOf(day)))
      points.set(
        keyOf(day),
        categories.map(() => 0),
      );
  }
  for (const day of days) {
    const values = points.get(keyOf(day.date));
    for (const total of day.totals) {
      const place = categories.indexOf(total.category);
      if (!values || place < 0) continue;
      const sign = only ? 1 : (INCOME[total.category] ?? 1);
      values[place] = (values[place] ?? 0) + sign * total.amount.amount;
    }
  }
  return { isByMonth, categories, points: [...points].map(([key, values]) => ({ key, values })) };
}
