import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { ArrowLeft, ChevronLeft, ChevronRight, CircleCheck, TriangleAlert } from 'lucide-react';
import { Link, useParams } from 'wouter';
import { useLang, useLocale, useLocalized } from '@/i18n/lang';
import { useTexts } from '@/i18n/texts';
import { serverNow } from '@/lib/clock';
import { formatMoney } from '@/lib/money';
import { useQueryParams } from '@/lib/navigation';
import { paths } from '@/lib/paths';
import { addDays, dayOf, formatDay, PLATFORM_ZONE } from '@/lib/time';
import { useTitle } from '@/lib/title';
import { Button } from '@/ui/Button';
import { Empty } from '@/ui/Empty';
import { ErrorPanel } from '@/ui/ErrorPanel';
import { inputClass } from '@/ui/Field';
import { Skeleton } from '@/ui/Skeleton';
import { EntriesTable } from './EntriesTable';
import { CsvButton } from './LedgerPage';
import { cinemaNamesQuery, dayQuery, entriesQuery } from './queries';
import { accountNames, categoryNames, nameIn, texts } from './texts';

/** One day of the books: every entry, filtered by the URL, and the day's balances. */
export default function LedgerDayPage() {
  const { date = '' } = useParams<{ date: string }>();
  const t = useTexts(texts);
  const locale = useLocale();
  useTitle(t.dayTitle(date));
  const [params, change] = useQueryParams();
  const filter = {
    from: date,
    to: date,
    category: params.get('category') ?? undefined,
    cinema_id: params.get('cinema') ?? undefined,
    order_id: params.get('order') ?? undefined,
  };
  const filtered = Boolean(filter.category || filter.cinema_id || filter.order_id);
  const entries = useInfiniteQuery(entriesQuery(filter));
  const list = entries.data?.pages.flatMap((page) => page.items) ?? [];
  const totals = entries.data?.pages[0]?.totals ?? [];
  const all = totals.reduce((sum, total) => sum + total.count, 0);
  const today = dayOf(serverNow(), PLATFORM_ZONE);
  return (
    <div className="grid gap-5 p-4 lg:p-6">
      <div className="flex flex-wrap items-center justify-between gap-3">
        <div className="grid gap-1">
          <Link
            href={paths.ledger()}
            className="flex items-center gap-1.5 text-ink-muted hover:text-ink"
          >
            <ArrowLeft className="size-4" aria-hidden="true" />
            {t.back}
          </Link>
          <h1 className="text-lg font-semibold">{formatDay(date, locale)}</h1>
        </div>
        <div className="flex items-center gap-2">
          <DayStep to={addDays(date, -1)} label={t.previousDay} icon={ChevronLeft} />
          <DayStep
            to={addDays(date, 1)}
            label={t.nextDay}
            icon={ChevronRight}
            off={date >= today}
          />
          <CsvButton from={date} to={date} />
        </div>
      </div>
      <Filters filter={filter} filtered={filtered} change={change} />
      {entries.error && !entries.data && (
        <ErrorPanel error={entries.error} onRetry={() => void entries.refetch()} />
      )}
      {entries.isPending && <Skeleton className="h-96 w-full" />}
      {entries.data && list.length === 0 && <Empty title={t.emptyEntries} />}
      {list.length > 0 && <EntriesTable entries={list} totals={totals} />}
      {entries.hasNextPage && (
        <div>
          <Button
            look="secondary"
            busy={entries.isFetchingNextPage}
            onClick={() => void entries.fetchNextPage()}
          >
            {t.more(Math.max(1, all - list.length))}
          </Button>
        </div>
      )}
      <Balances date={date} />
    </div>
  );
}

type StepProps = { to: string; label: string; icon: typeof ChevronLeft; off?: boolean };

function DayStep({ to, label, icon: Icon, off }: StepProps) {
  if (off) return null;
  return (
    <Link
      href={paths.ledgerDay(to)}
      aria-label={label}
      title={label}
      className="grid size-11 place-items-center rounded-md bg-surface-2 hover:bg-surface-3"
    >
      <Icon className="size-5" aria-hidden="true" />
    </Link>
  );
}

type FiltersProps = {
  filter: {
    category?: string | undefined;
    cinema_id?: string | undefined;
    order_id?: string | undefined;
  };
  filtered: boolean;
  change: (changes: Record<string, string | null | undefined>) => void;
};

function Filters({ filter, filtered, change }: FiltersProps) {
  const t = useTexts(texts);
  const lang = useLang();
  const lz = useLocalized();
  const cinemas = useQuery(cinemaNamesQuery);
  return (
    <div className="flex flex-wrap items-end gap-3">
      <label className="grid gap-1">
        <span className="text-ink-muted">{t.category}</span>
        <select
          value={filter.category ?? ''}
          onChange={(event) => change({ category: event.currentTarget.value })}
          className={`${inputClass} text-sm`}
        >
          <option value="">{t.all}</option>
          {Object.keys(categoryNames).map((category) => (
            <option key={category} value={category}>
              {nameIn(categoryNames, category, lang)}
            </option>
          ))}
        </select>
      </label>
      <label className="grid gap-1">
        <span className="text-ink-muted">{t.cinema}</span>
        <select
          value={filter.cinema_id ?? ''}
          onChange={(event) => change({ cinema: event.currentTarget.value })}
          className={`${inputClass} max-w-60 text-sm`}
        >
          <option value="">{t.all}</option>
          {cinemas.data?.items.map((cinema) => (
            <option key={cinema.id} value={cinema.id}>
              {lz(cinema.name)}
            </option>
          ))}
        </select>
      </label>
      <label className="grid gap-1">
        <span className="text-ink-muted">{t.order}</span>
        <input
          type="search"
          defaultValue={filter.order_id ?? ''}
          key={filter.order_id ?? ''}
          spellCheck={false}
          onKeyDown={(event) => {
            if (event.key === 'Enter') change({ order: event.currentTarget.value.trim() });
          }}
          onBlur={(event) => change({ order: event.currentTarget.value.trim() })}
          className={`${inputClass} w-80 max-w-full text-sm tabular-nums`}
        />
      </label>
      {filtered && (
        <Button look="quiet" onClick={() => change({ category: null, cinema: null, order: null })}>
          {t.clear}
        </Button>
      )}
    </div>
  );
}

function Balances({ date }: { date: string }) {
  const t = useTexts(texts);
  const lang = useLang();
  const locale = useLocale();
  const { data } = useQuery(dayQuery(date));
  if (!data || data.balances.length === 0) return null;
  const sum = (side: 'debit' | 'credit') =>
    data.balances.reduce((total, balance) => total + balance[side].amount, 0);
  const even = sum('debit') === sum('credit');
  const currency = data.balances[0]?.debit.currency ?? 'CNY';
  const money = (amount: number) => formatMoney({ amount, currency }, locale, true);
  return (
    <section className="grid max-w-3xl gap-3">
      <div className="flex flex-wrap items-center gap-3">
        <h2 className="font-semibold">{t.balances}</h2>
        <span className={`flex items-center gap-1.5 ${even ? 'text-ok' : 'text-bad'}`}>
          {even ? (
            <CircleCheck className="size-4" aria-hidden="true" />
          ) : (
            <TriangleAlert className="size-4" aria-hidden="true" />
          )}
          {even ? t.balanced : t.unbalanced}
        </span>
      </div>
      <div className="overflow-x-auto rounded-md border border-line">
        <table className="w-full whitespace-nowrap tabular-nums">
          <thead className="bg-surface-2 text-left">
            <tr>
              <th scope="col" className="px-3 py-2">
                {t.account}
              </th>
              <th scope="col" className="px-3 py-2 text-right">
                {t.debit}
              </th>
              <th scope="col" className="px-3 py-2 text-right">
                {t.credit}
              </th>
            </tr>
          </thead>
          <tbody>
            {data.balances.map((balance) => (
              <tr key={balance.account} className="border-t border-line">
                <th scope="row" className="px-3 py-2 text-left font-normal">
                  <span className="mr-2 text-ink-muted">{balance.account}</span>
                  {balance.name[lang] || nameIn(accountNames, balance.account, lang)}
                </th>
                <td className="px-3 py-2 text-right">{formatMoney(balance.debit, locale, true)}</td>
                <td className="px-3 py-2 text-right">
                  {formatMoney(balance.credit, locale, true)}
                </td>
              </tr>
            ))}
          </tbody>
          <tfoot>
            <tr className="border-t border-line-strong bg-surface-2 font-semibold">
              <th scope="row" className="px-3 py-2 text-left">
                {t.total}
              </th>
              <td className="px-3 py-2 text-right">{money(sum('debit'))}</td>
              <td className="px-3 py-2 text-right">{money(sum('credit'))}</td>
            </tr>
          </tfoot>
        </table>
      </div>
    </section>
  );
}
