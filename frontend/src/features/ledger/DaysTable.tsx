import { Link, useLocation } from 'wouter';
import { nameIn, useLang, useLocale } from '@/i18n/lang';
import { useTexts } from '@/i18n/texts';
import { decimalOf, formatMoney } from '@/lib/money';
import { paths } from '@/lib/paths';
import { formatDay } from '@/lib/time';
import { Status } from '@/ui/Status';
import { type Column, DataTable } from '@/ui/Table';
import { addTotals, categoriesOf } from './columns';
import type { LedgerDay, LedgerTotal } from './queries';
import { categoryNames, texts } from './texts';

/** One line a day, one column a category, totals at the foot. */
export function DaysTable({ days }: { days: LedgerDay[] | undefined }) {
  const t = useTexts(texts);
  const lang = useLang();
  const locale = useLocale();
  const [, navigate] = useLocation();
  const sums = addTotals(days ?? []);
  const of = (totals: readonly LedgerTotal[], category: string) =>
    totals.find((one) => one.category === category);
  const amount = (totals: readonly LedgerTotal[], category: string) => {
    const total = of(totals, category);
    return total ? formatMoney(total.amount, locale, true) : '–';
  };
  const shown = days ? categoriesOf(days) : ['payment', 'ticket', 'service_fee'];
  const columns: Column<LedgerDay>[] = [
    {
      key: 'day',
      head: t.day,
      cell: (day) => (
        <Link href={paths.ledgerDay(day.date)} className="underline-offset-4 hover:underline">
          {formatDay(day.date, locale)}
        </Link>
      ),
      text: (day) => day.date,
      foot: t.total,
    },
    {
      key: 'sealed',
      head: t.seal,
      cell: (day) => (
        <Status tone={day.sealed_at ? 'ok' : 'quiet'}>{day.sealed_at ? t.sealed : t.open}</Status>
      ),
      text: (day) => day.sealed_at ?? '',
      foot: '',
    },
    {
      key: 'count',
      head: t.entries,
      right: true,
      cell: (day) => day.entry_count,
      text: (day) => String(day.entry_count),
      foot: (days ?? []).reduce((sum, day) => sum + day.entry_count, 0),
    },
    ...shown.map(
      (category): Column<LedgerDay> => ({
        key: category,
        head: nameIn(categoryNames, category, lang),
        right: true,
        cell: (day) => amount(day.totals, category),
        text: (day) => {
          const total = of(day.totals, category);
          return total ? decimalOf(total.amount) : '';
        },
        foot: amount(sums, category),
      }),
    ),
  ];
  return (
    <DataTable
      caption={t.byDay}
      columns={columns}
      rows={days && [...days].reverse()}
      rowKey={(day) => day.date}
      onOpen={(day) => navigate(paths.ledgerDay(day.date))}
      summary={days && t.daysOf(days.length)}
      expect={10}
    />
  );
}
