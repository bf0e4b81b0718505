import { useQueries, useQuery } from '@tanstack/react-query';
import { useLang, useLocale, useLocalized } from '@/i18n/lang';
import { useTexts } from '@/i18n/texts';
import { formatMoney } from '@/lib/money';
import { formatDay } from '@/lib/time';
import { BarChart, ShareChart } from '@/ui/charts';
import { addTotals, incomeOf } from './columns';
import { cinemaNamesQuery, daysQuery, type EntryFilter, type LedgerDay } from './queries';
import { categoryNames, nameIn, texts } from './texts';

/** More cinemas than that would be a table, and one question each. */
const CINEMAS_AT_MOST = 12;

interface BillChartsProps {
  filter: EntryFilter;
  days: readonly LedgerDay[];
}

/** Where the money came from: day by day, and cinema by cinema. */
export function BillCharts({ filter, days }: BillChartsProps) {
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
      {!filter.cinema_id && <CinemaShares filter={filter} money={money} />}
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

function CinemaShares({ filter, money }: { filter: EntryFilter; money: (fen: number) => string }) {
  const t = useTexts(texts);
  const lz = useLocalized();
  const category = filter.category ?? 'ticket';
  const cinemas = useQuery(cinemaNamesQuery).data?.items.slice(0, CINEMAS_AT_MOST) ?? [];
  const answers = useQueries({
    queries: cinemas.map((cinema) => daysQuery({ ...filter, category, cinema_id: cinema.id })),
  });
  if (cinemas.length < 2 || answers.some((answer) => answer.isPending)) return null;
  const parts = cinemas.map((cinema, place) => ({
    key: cinema.id,
    name: lz(cinema.name),
    value: addTotals(answers[place]?.data?.items ?? [])[0]?.amount.amount ?? 0,
  }));
  const found = parts.filter((part) => part.value > 0).sort((a, b) => b.value - a.value);
  if (found.length === 0) return null;
  return (
    <div className="grid content-start gap-3">
      <ShareChart title={t.share} parts={found} format={money} />
      <p className="text-xs text-ink-muted">{t.shareWhy}</p>
    </div>
  );
}
