/** Categories as columns: which ones there are, and each day's amount in them. Pure. */
import { addMoney } from '@/lib/money';
import type { LedgerTotal } from './queries';
import { categoryNames } from './texts';

/** In the order of the books, then unknown ones by name. */
export function categoriesOf(days: readonly { totals: readonly LedgerTotal[] }[]): string[] {
  const found = new Set(days.flatMap((day) => day.totals.map((total) => total.category)));
  const known = Object.keys(categoryNames).filter((category) => found.has(category));
  return [...known, ...[...found].filter((category) => !known.includes(category)).sort()];
}

/** Adds the totals of several days, category by category. */
export function addTotals(days: readonly { totals: readonly LedgerTotal[] }[]): LedgerTotal[] {
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
