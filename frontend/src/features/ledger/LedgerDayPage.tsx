import { useQuery } from '@tanstack/react-query';
import { ChevronLeft, ChevronRight } from 'lucide-react';
import { Link, useParams } from 'wouter';
import { useLocale } from '@/i18n/lang';
import { useTexts } from '@/i18n/texts';
import { serverNow } from '@/lib/clock';
import { paths } from '@/lib/paths';
import { addDays, dayOf, formatDay, PLATFORM_ZONE } from '@/lib/time';
import { useTitle } from '@/lib/title';
import { useFilters } from '@/lib/useFilters';
import { Empty } from '@/ui/Empty';
import { ErrorPanel } from '@/ui/ErrorPanel';
import { StaffPage } from '@/ui/StaffPage';
import { BackLink } from './BackLink';
import { BalancesTable } from './BalancesTable';
import { Entries } from './Entries';
import { ExportButtons } from './ExportButton';
import { FilterBar } from './FilterBar';
import { asked, conditions } from './filters';
import { dayQuery } from './queries';
import { SealPanel } from './SealPanel';
import { TotalsBar } from './TotalsBar';
import { texts } from './texts';

/** One day of the books: what it adds up to, its accounts, its seal, and every entry. */
export default function LedgerDayPage() {
  const { date = '' } = useParams<{ date: string }>();
  const t = useTexts(texts);
  const locale = useLocale();
  useTitle(t.dayTitle(date));
  const { values, set, isSet, clear } = useFilters(conditions);
  const day = useQuery(dayQuery(date));
  const filter = asked({ from: date, to: date }, values);
  const today = dayOf(serverNow(), PLATFORM_ZONE);
  const isEmpty = day.data?.entry_count === 0;
  return (
    <div className="grid gap-3">
      <BackLink />
      <StaffPage
        title={/^\d{4}-\d\d-\d\d$/.test(date) ? formatDay(date, locale) : date}
        lead={day.data && t.entriesOf(day.data.entry_count)}
        actions={
          <>
            <DayStep to={addDays(date, -1)} label={t.previousDay} icon={ChevronLeft} />
            {date < today && (
              <DayStep to={addDays(date, 1)} label={t.nextDay} icon={ChevronRight} />
            )}
            <ExportButtons filter={filter} />
          </>
        }
      >
        {day.error && !day.data && (
          <ErrorPanel error={day.error} onRetry={() => void day.refetch()} />
        )}
        {isEmpty && <Empty title={t.emptyEntries} />}
        {!isEmpty && <TotalsBar totals={day.data?.totals ?? []} />}
        <div className="grid grid-cols-[minmax(0,1fr)] gap-8 xl:grid-cols-[minmax(0,3fr)_minmax(0,2fr)]">
          <section className="grid grid-cols-[minmax(0,1fr)] content-start gap-2">
            <h2 className="font-semibold">{t.balances}</h2>
            <BalancesTable caption={t.balances} rows={day.data?.balances} />
          </section>
          {day.data && <SealPanel date={date} seal={day.data.seal ?? null} />}
        </div>
        {!isEmpty && (
          <section className="grid grid-cols-[minmax(0,1fr)] gap-4">
            <h2 className="font-semibold">{t.entryList}</h2>
            <FilterBar values={values} set={set} isSet={isSet()} clear={() => clear()} />
            <Entries filter={filter} isOneDay />
          </section>
        )}
      </StaffPage>
    </div>
  );
}

type StepProps = { to: string; label: string; icon: typeof ChevronLeft };

function DayStep({ to, label, icon: Icon }: StepProps) {
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
