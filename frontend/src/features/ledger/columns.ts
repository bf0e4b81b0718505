/** Categories as columns: which ones there are, and each day's amount in them. Pure. */
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
    if (sum && sum.amount.currency !== total.amount.currency) {
      throw new Error(`${sum.amount.currency} and ${total.amount.currency} do not add up`);
    }
    sums.set(total.category, {
      category: total.category,
      count: (sum?.count ?? 0) + total.count,
      amount: {
        amount: (sum?.amount.amount ?? 0) + total.amount.amount,
        currency: total.amount.currency,
      },
    });
  }
  return [...sums.values()];
}
