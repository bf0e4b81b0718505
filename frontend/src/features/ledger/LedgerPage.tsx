import { useQuery } from '@tanstack/react-query';
import { Printer, Scale } from 'lucide-react';
import { useTexts } from '@/i18n/texts';
import { serverNow } from '@/lib/clock';
import { paths } from '@/lib/paths';
import { dayOf, PLATFORM_ZONE } from '@/lib/time';
import { useTitle } from '@/lib/title';
import { useFilters } from '@/lib/useFilters';
import { Button, ButtonLink } from '@/ui/Button';
import { Chips } from '@/ui/Chips';
import { DayRange } from '@/ui/DayRange';
import { Empty } from '@/ui/Empty';
import { ErrorPanel } from '@/ui/ErrorPanel';
import { StaffPage } from '@/ui/StaffPage';
import { BillCharts } from './BillCharts';
import { addTotals } from './columns';
import { DaysTable } from './DaysTable';
import { Entries } from './Entries';
import { ExportButtons } from './ExportButton';
import { FilterBar } from './FilterBar';
import { asked, billFilters } from './filters';
import { daysQuery } from './queries';
import { TotalsBar } from './TotalsBar';
import { texts } from './texts';

/** Bill details: what was booked in some days, narrowed, added up, drawn, and taken away as a file. */
export default function LedgerPage() {
  const t = useTexts(texts);
  useTitle(t.title);
  const today = dayOf(serverNow(), PLATFORM_ZONE);
  const { values, set, isSet, clear } = useFilters(billFilters(today));
  const inOrder = values.from <= values.to;
  const filter = asked(values, values);
  const days = useQuery({ ...daysQuery(filter), enabled: inOrder });
  const isNarrowed = isSet('from', 'to', 'view');
  const found = days.data?.items;
  return (
    <StaffPage
      title={t.title}
      lead={t.lead}
      actions={
        <>
          <ButtonLink href={paths.trialBalance()} look="quiet">
            <Scale className="size-4" aria-hidden="true" />
            {t.accountsTitle}
          </ButtonLink>
          <Button look="quiet" onClick={() => print()}>
            <Printer className="size-4" aria-hidden="true" />
            {t.print}
          </Button>
          <ExportButtons filter={filter} disabled={!inOrder} />
        </>
      }
    >
      <div className="grid gap-4">
        <DayRange from={values.from} to={values.to} today={today} onChange={set} />
        <FilterBar
          values={values}
          set={set}
          isSet={isNarrowed}
          clear={() => clear('from', 'to', 'view')}
        />
      </div>
      {days.error && !found ? (
        <ErrorPanel error={days.error} onRetry={() => void days.refetch()} />
      ) : found?.length === 0 ? (
        <Empty
          title={t.emptyDays}
          action={
            isNarrowed && (
              <Button look="secondary" onClick={() => clear('from', 'to', 'view')}>
                {t.clear}
              </Button>
            )
          }
        >
          {t.emptyDaysDetail}
        </Empty>
      ) : (
        <>
          <TotalsBar totals={addTotals(found ?? [])} />
          {found && <BillCharts filter={filter} days={found} cinemas={days.data?.cinemas ?? []} />}
          <div className="print:hidden">
            <Chips
              label={t.view}
              all={t.byDay}
              value={values.view}
              onChange={(view) => set({ view: view === 'entries' ? 'entries' : null })}
              items={[{ value: 'entries', label: t.byEntry }]}
            />
          </div>
          {values.view === 'entries' ? (
            <Entries filter={filter} isOn={inOrder} />
          ) : (
            <DaysTable days={found} />
          )}
        </>
      )}
    </StaffPage>
  );
}
