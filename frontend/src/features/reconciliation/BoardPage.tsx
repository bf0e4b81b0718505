import { useQuery } from '@tanstack/react-query';
import { CircleDashed, CircleX, ListTodo, Play } from 'lucide-react';
import { useState } from 'react';
import { Link } from 'wouter';
import { useSession } from '@/api/session';
import { nameIn, useLang, useLocale, useLocalized } from '@/i18n/lang';
import { useTexts } from '@/i18n/texts';
import { serverNow } from '@/lib/clock';
import { paths } from '@/lib/paths';
import { addDays, dayOf, formatDay, nameDay, PLATFORM_ZONE } from '@/lib/time';
import { useTitle } from '@/lib/title';
import { dayOr, useFilters } from '@/lib/useFilters';
import { Button, ButtonLink } from '@/ui/Button';
import { DayRange } from '@/ui/DayRange';
import { ErrorPanel } from '@/ui/ErrorPanel';
import { Skeleton } from '@/ui/Skeleton';
import { StaffPage } from '@/ui/StaffPage';
import { ScrollFrame } from '@/ui/Table';
import { BatchState, stateIcons } from './BatchState';
import { cellKey, cellsOf, daysOf, type Source, sourcesOf } from './board';
import { Differing } from './Differing';
import { boardQuery, cinemaNamesQuery, type Reconciliation } from './queries';
import { RunDialog } from './RunDialog';
import { statusNames, texts } from './texts';

/** Days down, sources across: one look tells what is compared, what differs and what is missing. */
export default function BoardPage() {
  const t = useTexts(texts);
  useTitle(t.title);
  const session = useSession();
  const today = dayOf(serverNow(), PLATFORM_ZONE);
  const { values, set } = useFilters({ from: dayOr(addDays(today, -6)), to: dayOr(today) });
  const inOrder = values.from <= values.to;
  const batches = useQuery({ ...boardQuery(values.from, values.to), enabled: inOrder });
  const cinemas = useQuery(cinemaNamesQuery);
  const [running, setRunning] = useState<{ day: string; source: string } | null>(null);
  const bank = { key: 'unionpay', name: { zh: texts.zh.unionpay, en: texts.en.unionpay } };
  const sources = sourcesOf(batches.data ?? [], cinemas.data?.items ?? [], bank);
  const mayRun = session.user?.role === 'administrator';
  return (
    <StaffPage
      title={t.title}
      lead={t.lead}
      actions={
        <>
          <ButtonLink href={paths.breaks()} look="secondary">
            <ListTodo className="size-4" aria-hidden="true" />
            {t.workList}
          </ButtonLink>
          {mayRun && (
            <Button onClick={() => setRunning({ day: addDays(today, -1), source: bank.key })}>
              <Play className="size-4" aria-hidden="true" />
              {t.run}
            </Button>
          )}
        </>
      }
    >
      <DayRange from={values.from} to={values.to} today={today} onChange={set} />
      {batches.error && !batches.data ? (
        <ErrorPanel error={batches.error} onRetry={() => void batches.refetch()} />
      ) : !batches.data || cinemas.isPending ? (
        <Skeleton className="h-96" />
      ) : (
        <Board
          days={daysOf(values.from, values.to)}
          sources={sources}
          batches={batches.data}
          today={today}
          onRun={mayRun ? (day, source) => setRunning({ day, source }) : null}
        />
      )}
      <Legend />
      {running && (
        <RunDialog
          sources={sources}
          today={today}
          first={running}
          onClose={() => setRunning(null)}
        />
      )}
    </StaffPage>
  );
}

interface BoardProps {
  days: string[];
  sources: Source[];
  batches: Reconciliation[];
  today: string;
  onRun: ((day: string, source: string) => void) | null;
}

function Board({ days, sources, batches, today, onRun }: BoardProps) {
  const t = useTexts(texts);
  const locale = useLocale();
  const lz = useLocalized();
  const cells = cellsOf(batches);
  return (
    <ScrollFrame label={t.boardCaption}>
      <table className="w-full border-separate border-spacing-0 bg-surface-1">
        <caption className="sr-only">{t.boardCaption}</caption>
        <thead>
          <tr>
            <th
              scope="col"
              className="sticky top-0 left-0 z-20 border-r border-b border-line-strong bg-surface-2 px-3 py-2 text-left font-semibold"
            >
              {t.day}
            </th>
            {sources.map((source) => (
              <th
                key={source.key}
                scope="col"
                className="sticky top-0 z-10 min-w-36 border-b border-line-strong bg-surface-2 px-3 py-2 text-left align-bottom leading-tight font-semibold"
              >
                {lz(source.name)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {days.map((day) => {
            const { name, date } = nameDay(day, today, locale);
            return (
              <tr key={day}>
                <th
                  scope="row"
                  className="sticky left-0 z-[5] border-r border-b border-line bg-surface-1 px-3 py-2 text-left font-medium whitespace-nowrap"
                >
                  <time dateTime={day} className="grid tabular-nums leading-tight">
                    {date}
                    <span className="text-xs font-normal text-ink-muted">{name}</span>
                  </time>
                </th>
                {sources.map((source) => (
                  <td key={source.key} className="border-b border-line p-1 align-top">
                    <Cell
                      batch={cells.get(cellKey(day, source.key))}
                      label={t.runOne(formatDay(day, locale), lz(source.name))}
                      onRun={onRun && (() => onRun(day, source.key))}
                    />
                  </td>
                ))}
              </tr>
            );
          })}
        </tbody>
      </table>
    </ScrollFrame>
  );
}

interface CellProps {
  batch: Reconciliation | undefined;
  label: string;
  onRun: (() => void) | null;
}

function Cell({ batch, label, onRun }: CellProps) {
  const t = useTexts(texts);
  if (!batch) {
    return onRun ? (
      <button
        type="button"
        title={label}
        onClick={onRun}
        className="group flex min-h-13 w-full items-center gap-1.5 rounded-sm px-2 text-ink-muted hover:bg-surface-2 hover:text-ink"
      >
        <CircleDashed className="size-4 shrink-0 group-hover:hidden" aria-hidden="true" />
        <Play className="hidden size-4 shrink-0 group-hover:block" aria-hidden="true" />
        {t.notYet}
        <span className="sr-only">{label}</span>
      </button>
    ) : (
      <span className="flex min-h-13 items-center gap-1.5 px-2 text-ink-muted">
        <CircleDashed className="size-4 shrink-0" aria-hidden="true" />
        {t.notYet}
      </span>
    );
  }
  return (
    <Link
      href={paths.reconciliation(batch.id)}
      className="grid min-h-13 content-center gap-0.5 rounded-sm px-2 py-1 hover:bg-surface-2"
    >
      <BatchState batch={batch} />
      <span className="flex flex-wrap gap-x-2 pl-5.5 text-xs text-ink-muted">
        {batch.open_breaks > 0 && <span>{t.breaksIn(batch.open_breaks)}</span>}
        {batch.difference.amount !== 0 && <Differing amount={batch.difference} />}
        {batch.open_breaks === 0 && batch.difference.amount === 0 && batch.matched > 0 && (
          <span className="tabular-nums">{t.matchedIn(batch.matched)}</span>
        )}
      </span>
    </Link>
  );
}

function Legend() {
  const t = useTexts(texts);
  const lang = useLang();
  return (
    <section aria-label={t.legend} className="text-xs text-ink-muted">
      <ul className="flex flex-wrap gap-x-5 gap-y-1.5">
        {Object.entries(stateIcons).map(([status, Icon]) => (
          <li key={status} className="flex items-center gap-1.5">
            <Icon className="size-3.5" aria-hidden="true" />
            {nameIn(statusNames, status, lang)}
          </li>
        ))}
        <li className="flex items-center gap-1.5">
          <CircleX className="size-3.5" aria-hidden="true" />
          {t.failedWhy}
        </li>
      </ul>
    </section>
  );
}
