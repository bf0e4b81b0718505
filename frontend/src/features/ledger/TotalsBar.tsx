import { nameIn, useLang, useLocale } from '@/i18n/lang';
import { useTexts } from '@/i18n/texts';
import { formatMoney } from '@/lib/money';
import type { LedgerTotal } from './queries';
import { categoryNames, texts } from './texts';

/** What the whole selection adds up to, category by category. Categories are not added to each other:
 * a ticket's money is in the payment that brought it. */
export function TotalsBar({ totals }: { totals: readonly LedgerTotal[] }) {
  const t = useTexts(texts);
  const lang = useLang();
  const locale = useLocale();
  if (totals.length === 0) return null;
  return (
    <dl
      aria-label={t.totals}
      className="flex flex-wrap gap-px overflow-hidden rounded-md border border-line bg-line"
    >
      {totals.map((total) => (
        <div
          key={total.category}
          className="flex grow basis-32 flex-col-reverse justify-end gap-0.5 bg-surface-1 px-4 py-3"
        >
          <dt className="text-ink-muted">
            {nameIn(categoryNames, total.category, lang)}
            <span className="block text-xs tabular-nums">{t.entriesOf(total.count)}</span>
          </dt>
          <dd className="figures text-lg">{formatMoney(total.amount, locale, true)}</dd>
        </div>
      ))}
    </dl>
  );
}
