import { useInfiniteQuery } from '@tanstack/react-query';
import { useTexts } from '@/i18n/texts';
import { Empty } from '@/ui/Empty';
import { ErrorPanel } from '@/ui/ErrorPanel';
import { MoreButton } from '@/ui/MoreButton';
import { EntriesTable } from './EntriesTable';
import { type EntryFilter, entriesQuery } from './queries';
import { texts } from './texts';

interface EntriesProps {
  filter: EntryFilter;
  isOn?: boolean;
  isOneDay?: boolean;
}

/** The entries page by page, with the totals of all pages. */
export function Entries({ filter, isOn = true, isOneDay = false }: EntriesProps) {
  const t = useTexts(texts);
  const entries = useInfiniteQuery({ ...entriesQuery(filter), enabled: isOn });
  if (entries.error && !entries.data) {
    return <ErrorPanel error={entries.error} onRetry={() => void entries.refetch()} />;
  }
  const list = entries.data?.pages.flatMap((page) => page.items);
  const totals = entries.data?.pages[0]?.totals ?? [];
  const all = totals.reduce((sum, total) => sum + total.count, 0);
  if (list?.length === 0) return <Empty title={t.emptyEntries} />;
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-3">
      <EntriesTable entries={list} totals={totals} isOneDay={isOneDay} />
      {list && (
        <MoreButton list={entries} label={t.more(Math.max(1, Math.min(100, all - list.length)))} />
      )}
    </div>
  );
}
