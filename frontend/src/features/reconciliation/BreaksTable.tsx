import type { ReactNode } from 'react';
import { Link, useLocation } from 'wouter';
import { nameIn, useLang } from '@/i18n/lang';
import { useTexts } from '@/i18n/texts';
import { decimalOf } from '@/lib/money';
import { paths } from '@/lib/paths';
import { Status } from '@/ui/Status';
import { type Column, DataTable } from '@/ui/Table';
import { ageTone, stateTone } from './board';
import { Differing } from './Differing';
import type { BreakSummary } from './queries';
import { classNames, stateNames, texts } from './texts';

interface BreaksTableProps {
  breaks: BreakSummary[] | undefined;
  summary?: ReactNode;
  /** How a source is called. */
  sourceName: (source: string) => string;
  /** In a batch everything is of one day and one source. */
  isOfBatch?: boolean;
}

/** Differences, one a line: what, since when, how much, whose. */
export function BreaksTable({ breaks, summary, sourceName, isOfBatch }: BreaksTableProps) {
  const t = useTexts(texts);
  const lang = useLang();
  const [, navigate] = useLocation();
  const pathOf = (one: BreakSummary) => paths.reconciliationBreak(one.reconciliation_id, one.id);
  const ageOf = (one: BreakSummary) => (one.age_days === 0 ? t.ageToday : t.ageDays(one.age_days));
  const columns: Column<BreakSummary>[] = [
    {
      key: 'class',
      head: t.class,
      cell: (one) => (
        <Link href={pathOf(one)} className="font-medium underline-offset-4 hover:underline">
          {nameIn(classNames, one.class, lang)}
        </Link>
      ),
      text: (one) => nameIn(classNames, one.class, lang),
    },
    {
      key: 'state',
      head: t.state,
      cell: (one) => (
        <Status tone={stateTone(one.state)}>{nameIn(stateNames, one.state, lang)}</Status>
      ),
      text: (one) => nameIn(stateNames, one.state, lang),
    },
    {
      key: 'age',
      head: t.age,
      cell: (one) =>
        one.state === 'resolved' ? (
          <span className="text-ink-muted">{ageOf(one)}</span>
        ) : (
          <Status tone={ageTone(one.age)}>{ageOf(one)}</Status>
        ),
      text: (one) => String(one.age_days),
    },
    {
      key: 'difference',
      head: t.difference,
      right: true,
      cell: (one) => <Differing amount={one.difference} />,
      text: (one) => decimalOf(one.difference),
    },
    { key: 'day', head: t.day, cell: (one) => one.day, text: (one) => one.day },
    {
      key: 'source',
      head: t.source,
      cell: (one) => sourceName(one.source),
      text: (one) => sourceName(one.source),
      muted: true,
    },
    {
      key: 'order',
      head: t.order,
      cell: (one) =>
        one.order_id ? (
          <Link
            href={paths.adminOrder(one.order_id)}
            className="underline-offset-4 hover:underline"
          >
            {one.order_no ?? one.order_id}
          </Link>
        ) : (
          ''
        ),
      text: (one) => one.order_no ?? '',
      muted: true,
    },
    {
      key: 'reference',
      head: t.reference,
      cell: (one) => one.reference,
      text: (one) => one.reference,
      muted: true,
    },
    {
      key: 'owner',
      head: t.owner,
      cell: (one) => one.owner?.display_name ?? <span className="text-ink-muted">{t.nobody}</span>,
      text: (one) => one.owner?.display_name ?? '',
    },
  ];
  return (
    <DataTable
      caption={t.breaksCaption}
      columns={columns.filter(
        (column) => !isOfBatch || (column.key !== 'day' && column.key !== 'source'),
      )}
      rows={breaks}
      rowKey={(one) => one.id}
      onOpen={(one) => navigate(pathOf(one))}
      summary={summary}
    />
  );
}
