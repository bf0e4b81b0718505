import { Link } from 'wouter';
import { useLang, useLocale } from '@/i18n/lang';
import { useTexts } from '@/i18n/texts';
import { decimalOf, formatMoney } from '@/lib/money';
import { paths } from '@/lib/paths';
import { formatDateTime, PLATFORM_ZONE } from '@/lib/time';
import { DateTime, Day } from '@/ui/DateTime';
import { Status, type Tone } from '@/ui/Status';
import { type Column, DataTable } from '@/ui/Table';
import type { AdminOrder } from './queries';
import { texts } from './texts';
import { breakName, ledgerEvent } from './words';

type Entry = AdminOrder['entries'][number];

/** What the books say of the order; each entry leads to its proof. */
export function Entries({ entries }: { entries: Entry[] }) {
  const t = useTexts(texts);
  const lang = useLang();
  const locale = useLocale();
  if (entries.length === 0) return <p className="text-ink-muted">{t.noEntries}</p>;
  const columns: Column<Entry>[] = [
    {
      key: 'time',
      head: t.time,
      cell: (entry) => (
        <Link href={paths.ledgerEntry(entry.id)} className="underline-offset-4 hover:underline">
          <time dateTime={entry.posted_at}>
            {formatDateTime(entry.posted_at, PLATFORM_ZONE, locale)}
          </time>
        </Link>
      ),
      text: (entry) => entry.posted_at,
      isRowHead: true,
    },
    {
      key: 'event',
      head: t.event,
      cell: (entry) => ledgerEvent(entry.event, lang),
      text: (entry) => ledgerEvent(entry.event, lang),
    },
    {
      key: 'debit',
      head: t.debit,
      cell: (entry) => entry.debit_account,
      text: (entry) => entry.debit_account,
    },
    {
      key: 'credit',
      head: t.credit,
      cell: (entry) => entry.credit_account,
      text: (entry) => entry.credit_account,
    },
    {
      key: 'amount',
      head: t.amount,
      cell: (entry) => formatMoney(entry.amount, locale, true),
      text: (entry) => decimalOf(entry.amount),
      right: true,
    },
  ];
  return (
    <DataTable
      caption={t.entriesOf}
      columns={columns}
      rows={entries}
      rowKey={(entry) => entry.id}
      isBare
      isWhole
    />
  );
}

const LINES = 'divide-y divide-line rounded-md border border-line bg-surface-1';

export function Breaks({ breaks }: { breaks: AdminOrder['breaks'] }) {
  const t = useTexts(texts);
  const lang = useLang();
  const locale = useLocale();
  if (breaks.length === 0) return <p className="text-ink-muted">{t.noBreaks}</p>;
  return (
    <ul className={LINES}>
      {breaks.map((one) => (
        <li key={one.id} className="grid gap-1 px-3 py-2">
          <div className="flex flex-wrap justify-between gap-x-4">
            <Link
              href={paths.reconciliationBreak(one.reconciliation_id, one.id)}
              className="underline underline-offset-4"
            >
              {one.reference}
            </Link>
            <span className="tabular-nums">{formatMoney(one.difference, locale, true)}</span>
          </div>
          <span className="flex flex-wrap gap-x-4 text-xs text-ink-muted">
            <Status tone={one.state === 'resolved' ? 'ok' : 'warn'}>
              {breakName(one.class, lang)}
            </Status>
            <Day day={one.day} />
          </span>
        </li>
      ))}
    </ul>
  );
}

export function Messages({ messages }: { messages: AdminOrder['messages'] }) {
  const t = useTexts(texts);
  if (messages.length === 0) return <p className="text-ink-muted">{t.noMessages}</p>;
  const states: Record<string, { tone: Tone; text: string }> = {
    sent: { tone: 'ok', text: t.sent },
    queued: { tone: 'quiet', text: t.queued },
    failed: { tone: 'bad', text: t.failed },
  };
  const templates: Record<string, string> = {
    tickets: t.tplTickets,
    showtime_cancelled: t.tplCancelled,
  };
  return (
    <ul className={LINES}>
      {messages.map((message) => {
        const state = states[message.status] ?? { tone: 'quiet' as const, text: message.status };
        return (
          <li key={message.id} className="grid gap-1 px-3 py-2">
            <div className="flex flex-wrap justify-between gap-x-4">
              <span>{templates[message.template] ?? message.template}</span>
              <Status tone={state.tone}>{state.text}</Status>
            </div>
            <span className="flex flex-wrap gap-x-4 text-xs text-ink-muted tabular-nums">
              {message.phone}
              <DateTime at={message.sent_at ?? message.created_at} />
            </span>
          </li>
        );
      })}
    </ul>
  );
}
