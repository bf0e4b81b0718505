import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { Link, useLocation } from 'wouter';
import { nameIn, useLang, useLocale, useLocalized } from '@/i18n/lang';
import { orderNames } from '@/i18n/statuses';
import { useTexts } from '@/i18n/texts';
import { decimalOf, formatMoney } from '@/lib/money';
import { paths } from '@/lib/paths';
import { formatDateTime, formatTime, PLATFORM_ZONE } from '@/lib/time';
import { type Column, DataTable } from '@/ui/Table';
import { cinemaNamesQuery, type LedgerEntry, type LedgerTotal } from './queries';
import { accountNames, categoryNames, eventNames, texts } from './texts';

interface EntriesTableProps {
  /** Undefined while the first page is on its way. */
  entries: LedgerEntry[] | undefined;
  /** Totals of all pages. */
  totals: readonly LedgerTotal[];
  /** Entries of one day need no date. */
  isOneDay?: boolean;
  tools?: ReactNode;
}

/** Entries in the order of posting. */
export function EntriesTable({ entries, totals, isOneDay, tools }: EntriesTableProps) {
  const t = useTexts(texts);
  const lang = useLang();
  const locale = useLocale();
  const lz = useLocalized();
  const [, navigate] = useLocation();
  const cinemas = useQuery(cinemaNamesQuery);
  const cinemaName = (id: string | null | undefined) => {
    const cinema = cinemas.data?.items.find((one) => one.id === id);
    return cinema ? lz(cinema.name) : '';
  };
  const all = totals.reduce((sum, total) => sum + total.count, 0);
  const account = (code: string) => nameIn(accountNames, code, lang);
  const columns: Column<LedgerEntry>[] = [
    {
      key: 'time',
      head: t.time,
      cell: (entry) => (
        <Link href={paths.ledgerEntry(entry.id)} className="underline-offset-4 hover:underline">
          <time dateTime={entry.posted_at}>
            {isOneDay
              ? formatTime(entry.posted_at, PLATFORM_ZONE)
              : formatDateTime(entry.posted_at, PLATFORM_ZONE, locale)}
          </time>
        </Link>
      ),
      text: (entry) => entry.posted_at,
      isRowHead: true,
    },
    {
      key: 'event',
      head: t.event,
      cell: (entry) => nameIn(eventNames, entry.event, lang),
      text: (entry) => nameIn(eventNames, entry.event, lang),
    },
    {
      key: 'category',
      head: t.category,
      cell: (entry) => nameIn(categoryNames, entry.category, lang),
      text: (entry) => nameIn(categoryNames, entry.category, lang),
    },
    {
      key: 'debit',
      head: t.debit,
      cell: (entry) => <Account code={entry.debit_account} name={account(entry.debit_account)} />,
      text: (entry) => entry.debit_account,
    },
    {
      key: 'credit',
      head: t.credit,
      cell: (entry) => <Account code={entry.credit_account} name={account(entry.credit_account)} />,
      text: (entry) => entry.credit_account,
    },
    {
      key: 'amount',
      head: t.amount,
      right: true,
      cell: (entry) => (
        <span className="font-medium">{formatMoney(entry.amount, locale, true)}</span>
      ),
      text: (entry) => decimalOf(entry.amount),
    },
    {
      key: 'order',
      head: t.orderNo,
      cell: (entry) =>
        entry.order_id && entry.order_no ? (
          <Link
            href={paths.adminOrder(entry.order_id)}
            className="underline-offset-4 hover:underline"
          >
            {entry.order_no}
          </Link>
        ) : (
          ''
        ),
      text: (entry) => entry.order_no ?? '',
      muted: true,
    },
    {
      key: 'status',
      head: t.status,
      cell: (entry) => (entry.order_status ? nameIn(orderNames, entry.order_status, lang) : ''),
      text: (entry) => entry.order_status ?? '',
      muted: true,
    },
    {
      key: 'cinema',
      head: t.cinema,
      cell: (entry) => cinemaName(entry.cinema_id),
      text: (entry) => cinemaName(entry.cinema_id),
      muted: true,
    },
  ];
  return (
    <DataTable
      caption={t.entryList}
      columns={columns}
      rows={entries}
      rowKey={(entry) => entry.id}
      onOpen={(entry) => navigate(paths.ledgerEntry(entry.id))}
      summary={entries && t.shownOf(entries.length, all)}
      tools={tools}
      expect={12}
    />
  );
}

export function Account({ code, name }: { code: string; name: string }) {
  if (code === name) return code;
  return (
    <>
      <span className="mr-1.5 text-ink-muted">{code}</span>
      {name}
    </>
  );
}
