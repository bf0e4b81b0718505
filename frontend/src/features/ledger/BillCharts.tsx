import { useQuery } from '@tanstack/react-query';
import { nameIn, useLang, useLocale, useLocalized } from '@/i18n/lang';
import { useTexts } from '@/i18n/texts';
import { formatMoney } from '@/lib/money';
import { formatDay } from '@/lib/time';
import { BarChart, ShareChart } from '@/ui/charts';
import { incomeOf } from './columns';
import { type CinemaTotal, cinemaNamesQuery, type EntryFilter, type LedgerDay } from './queries';
import { categoryNames, texts } from './texts';

/** More cinemas than that would be a table. */
const CINEMAS_AT_MOST = 12;

interface BillChartsProps {
  filter: EntryFilter;
  days: readonly LedgerDay[];
  cinemas: readonly CinemaTotal[];
}

/** Where the money came from: day by day, and cinema by cinema. */
export function BillCharts({ filter, days, cinemas }: BillChartsProps) {
  const t = useTexts(texts);
  const lang = useLang();
  const locale = useLocale();
  const income = incomeOf(days, filter, filter.category ?? null);
  const money = (fen: number) => formatMoney({ amount: fen, currency: 'CNY' }, locale, true);
  if (income.categories.length === 0) return null;
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-8 xl:grid-cols-[minmax(0,2fr)_minmax(0,1fr)] print:hidden">
      <BarChart
        title={income.isByMonth ? t.incomeByMonth : t.income}
        axis={income.isByMonth ? t.month : t.day}
        series={income.categories.map((category) => nameIn(categoryNames, category, lang))}
        points={income.points.map(({ key, values }) => ({
          key,
          values,
          label: income.isByMonth ? key : key.slice(5).replace('-', '/'),
          ...(income.isByMonth ? {} : { title: formatDay(key, locale) }),
        }))}
        format={money}
        formatAxis={(fen) => compactMoney(fen, locale)}
        sum={t.net}
      />
      {!filter.cinema_id && <CinemaShares totals={cinemas} money={money} />}
    </div>
  );
}

/** "¥1.2万", "¥12k": an axis needs to be short, the table is exact. */
export function compactMoney(fen: number, locale: string): string {
  return new Intl.NumberFormat(locale, {
    style: 'currency',
    currency: 'CNY',
    currencyDisplay: 'narrowSymbol',
    notation: 'compact',
    minimumFractionDigits: 0,
    maximumFractionDigits: 1,
  }).format(fen / 100);
}

interface CinemaSharesProps {
  totals: readonly CinemaTotal[];
  money: (fen: number) => string;
}

function CinemaShares({ totals, money }: CinemaSharesProps) {
  const t = useTexts(texts);
  const lz = useLocalized();
  const cinemas = useQuery(cinemaNamesQuery).data?.items;
  if (!cinemas) return null;
  const found = totals
    .map(({ cinema_id, amount }) => ({
      key: cinema_id,
      name: lz(cinemas.find((cinema) => cinema.id === cinema_id)?.name ?? { zh: '—', en: '—' }),
      value: amount.amount,
    }))
    .sort((a, b) => b.value - a.value)
    .slice(0, CINEMAS_AT_MOST);
  if (found.length === 0) return null;
  return (
    <div className="grid content-start gap-3">
      <ShareChart title={t.share} parts={found} format={money} />
      <p className="text-xs text-ink-muted">{t.shareWhy}</p>
    </div>
  );
}
