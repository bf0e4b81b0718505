import { useQuery } from '@tanstack/react-query';
import { Download } from 'lucide-react';
import { useState } from 'react';
import { Link } from 'wouter';
import { useLang, useLocale } from '@/i18n/lang';
import { useTexts } from '@/i18n/texts';
import { serverNow } from '@/lib/clock';
import { formatMoney } from '@/lib/money';
import { useQueryParams } from '@/lib/navigation';
import { paths } from '@/lib/paths';
import { addDays, dayOf, formatDay, PLATFORM_ZONE } from '@/lib/time';
import { useTitle } from '@/lib/title';
import { Button } from '@/ui/Button';
import { Empty } from '@/ui/Empty';
import { ErrorLine, ErrorPanel } from '@/ui/ErrorPanel';
import { inputClass } from '@/ui/Field';
import { Skeleton } from '@/ui/Skeleton';
import { FOOT, Head, ScrollFrame } from '@/ui/Table';
import { toast } from '@/ui/Toast';
import { addTotals, categoriesOf } from './columns';
import { Overview } from './Overview';
import { daysQuery, type LedgerTotal, saveCsv } from './queries';
import { categoryNames, nameIn, texts } from './texts';

/** The days of the books: one line a day, one column a category, totals at the foot. */
export default function LedgerPage() {
  const t = useTexts(texts);
  useTitle(t.title);
  const [params, change] = useQueryParams();
  const today = dayOf(serverNow(), PLATFORM_ZONE);
  const from = params.get('from') ?? addDays(today, -29);
  const to = params.get('to') ?? today;
  const inOrder = from <= to;
  const days = useQuery({ ...daysQuery(from, to), enabled: inOrder });
  return (
    <div className="grid gap-5 p-4 lg:p-6">
      <h1 className="text-lg font-semibold">{t.title}</h1>
      <Overview />
      <div className="flex flex-wrap items-end gap-3">
        <DayField
          label={t.from}
          value={from}
          max={today}
          onChange={(value) => change({ from: value })}
        />
        <DayField label={t.to} value={to} max={today} onChange={(value) => change({ to: value })} />
        <CsvButton from={from} to={to} disabled={!inOrder} />
      </div>
      {!inOrder && (
        <p role="alert" className="text-bad">
          {t.badRange}
        </p>
      )}
      {days.error && <ErrorPanel error={days.error} onRetry={() => void days.refetch()} />}
      {inOrder && days.isPending && <Skeleton className="h-72 w-full" />}
      {days.data &&
        (days.data.items.length === 0 ? (
          <Empty title={t.emptyDays}>{t.emptyDaysDetail}</Empty>
        ) : (
          <DaysTable days={days.data.items} />
        ))}
      <p className="text-ink-muted">{t.readOnly}</p>
    </div>
  );
}

type Day = { date: string; entry_count: number; totals: LedgerTotal[] };

function DaysTable({ days }: { days: Day[] }) {
  const t = useTexts(texts);
  const lang = useLang();
  const locale = useLocale();
  const categories = categoriesOf(days);
  const sums = addTotals(days);
  const amount = (totals: LedgerTotal[], category: string) => {
    const total = totals.find((one) => one.category === category);
    return total ? formatMoney(total.amount, locale, true) : '–';
  };
  return (
    <ScrollFrame label={t.title}>
      <table className="w-full border-separate border-spacing-0 whitespace-nowrap tabular-nums">
        <thead>
          <tr>
            <Head>{t.day}</Head>
            <Head right>{t.entries}</Head>
            {categories.map((category) => (
              <Head key={category} right>
                {nameIn(categoryNames, category, lang)}
              </Head>
            ))}
          </tr>
        </thead>
        <tbody>
          {days.map((day) => (
            <tr key={day.date} className="hover:bg-surface-2">
              <th scope="row" className="border-b border-line text-left font-normal">
                <Link
                  href={paths.ledgerDay(day.date)}
                  className="block px-3 py-2 underline-offset-4 hover:underline"
                >
                  {formatDay(day.date, locale)}
                </Link>
              </th>
              <Cell>{day.entry_count}</Cell>
              {categories.map((category) => (
                <Cell key={category}>{amount(day.totals, category)}</Cell>
              ))}
            </tr>
          ))}
        </tbody>
        <tfoot>
          <tr>
            <th scope="row" className={`${FOOT} text-left`}>
              {t.total}
            </th>
            <td className={`${FOOT} text-right`}>
              {days.reduce((sum, day) => sum + day.entry_count, 0)}
            </td>
            {categories.map((category) => (
              <td key={category} className={`${FOOT} text-right`}>
                {amount(sums, category)}
              </td>
            ))}
          </tr>
        </tfoot>
      </table>
    </ScrollFrame>
  );
}

function Cell({ children }: { children: string | number }) {
  return <td className="border-b border-line px-3 py-2 text-right">{children}</td>;
}

type DayFieldProps = {
  label: string;
  value: string;
  max: string;
  onChange: (value: string) => void;
};

function DayField({ label, value, max, onChange }: DayFieldProps) {
  return (
    <label className="grid gap-1">
      <span className="text-ink-muted">{label}</span>
      <input
        type="date"
        value={value}
        max={max}
        required
        onChange={(event) => event.currentTarget.value && onChange(event.currentTarget.value)}
        className={`${inputClass} text-sm tabular-nums`}
      />
    </label>
  );
}

export function CsvButton({
  from,
  to,
  disabled,
}: {
  from: string;
  to: string;
  disabled?: boolean;
}) {
  const t = useTexts(texts);
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const save = async () => {
    setBusy(true);
    setError(null);
    try {
      await saveCsv(from, to);
      toast(t.saved);
    } catch (cause) {
      setError(cause);
    } finally {
      setBusy(false);
    }
  };
  return (
    <>
      <Button look="secondary" busy={busy} disabled={disabled ?? false} onClick={() => void save()}>
        <Download className="size-4" aria-hidden="true" />
        {t.csv}
      </Button>
      <ErrorLine error={error} />
    </>
  );
}
