import { useInfiniteQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { Link } from 'wouter';
import { useSession } from '@/api/session';
import { useLocale } from '@/i18n/lang';
import { useTexts } from '@/i18n/texts';
import { decimalOf, formatMoney } from '@/lib/money';
import { paths } from '@/lib/paths';
import { formatDateTime, PLATFORM_ZONE } from '@/lib/time';
import { Button } from '@/ui/Button';
import { Empty } from '@/ui/Empty';
import { ErrorPanel } from '@/ui/ErrorPanel';
import { Skeleton } from '@/ui/Skeleton';
import { Status } from '@/ui/Status';
import { type Column, DataTable } from '@/ui/Table';
import { DecidePayout, ProposePayout } from './PayoutForms';
import {
  type CinemaPayout,
  emptyBecause,
  openOf,
  type Payable,
  type PayoutState,
  stateOf,
  tones,
} from './payouts';
import { texts } from './payoutTexts';
import { payoutsQuery } from './queries';

/** What the cinema can be paid now and why not more, the two people's part, and what was paid. */
export function Payouts({ id }: { id: string }) {
  const t = useTexts(texts);
  const payouts = useInfiniteQuery(payoutsQuery(id));
  const payable = payouts.data?.pages[0]?.payable;
  if (!payouts.data || !payable) {
    return payouts.error ? (
      <ErrorPanel error={payouts.error} onRetry={() => void payouts.refetch()} />
    ) : (
      <>
        <Skeleton className="h-40" />
        <Skeleton className="h-64" />
      </>
    );
  }
  const items = payouts.data.pages.flatMap((page) => page.items);
  return (
    <>
      <p className="max-w-prose text-ink-muted">{t.lead}</p>
      <div className="grid grid-cols-[minmax(0,1fr)] gap-8 xl:grid-cols-2">
        <Part title={t.now}>
          <Figures payable={payable} />
          <WhyNotMore payable={payable} />
        </Part>
        <People id={id} payable={payable} open={openOf(items)} />
      </div>
      <Part title={t.history}>
        {items.length === 0 ? (
          <Empty title={t.historyNone}>{t.historyNoneWhy}</Empty>
        ) : (
          <History items={items} />
        )}
        {payouts.hasNextPage && (
          <div>
            <Button
              look="secondary"
              busy={payouts.isFetchingNextPage}
              onClick={() => void payouts.fetchNextPage()}
            >
              {t.more}
            </Button>
          </div>
        )}
      </Part>
    </>
  );
}

function Part({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section className="grid grid-cols-[minmax(0,1fr)] content-start gap-3">
      <h2 className="font-semibold">{title}</h2>
      {children}
    </section>
  );
}

function Figures({ payable }: { payable: Payable }) {
  const t = useTexts(texts);
  const locale = useLocale();
  const rows: [string, string][] = [
    [t.through, payable.through_on ?? t.throughNone],
    [t.due, formatMoney(payable.due, locale, true)],
    [t.claims, formatMoney(payable.claims, locale, true)],
    [t.waiting, formatMoney(payable.waiting, locale, true)],
  ];
  return (
    <dl className="grid max-w-xl gap-1 tabular-nums">
      <div className="flex flex-wrap items-baseline justify-between gap-x-6 pb-1">
        <dt className="font-medium">{t.amount}</dt>
        <dd className="text-xl font-semibold">{formatMoney(payable.amount, locale, true)}</dd>
      </div>
      {rows.map(([name, value]) => (
        <div
          key={name}
          className="flex flex-wrap justify-between gap-x-6 border-t border-line py-1.5"
        >
          <dt className="text-ink-muted">{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}

function WhyNotMore({ payable }: { payable: Payable }) {
  const t = useTexts(texts);
  const { blocked_by: blocked } = payable;
  const empty = emptyBecause(payable);
  return (
    <>
      {empty && <p className="max-w-prose">{empty === 'claims' ? t.usedUp : t.nothing}</p>}
      {blocked && (
        <p className="max-w-prose rounded-md bg-warn-soft px-4 py-3">
          {t.blocked}{' '}
          <Link
            href={
              blocked.reconciliation_id
                ? paths.reconciliation(blocked.reconciliation_id)
                : paths.reconciliations({ from: blocked.day, to: blocked.day })
            }
            className="font-medium tabular-nums underline underline-offset-4"
          >
            {blocked.reconciliation_id ? blocked.day : `${blocked.day}, ${t.neverCompared}`}
          </Link>
          <span className="block text-ink-muted">{t.blockedWhy}</span>
        </p>
      )}
    </>
  );
}

interface PeopleProps {
  id: string;
  payable: Payable;
  open: CinemaPayout | undefined;
}

function People({ id, payable, open }: PeopleProps) {
  const t = useTexts(texts);
  const { user } = useSession();
  const isAdministrator = user?.role === 'administrator';
  if (open) {
    return (
      <Part title={t.decideTitle}>
        <DecidePayout key={open.id} id={id} payout={open} me={isAdministrator ? user.id : null} />
      </Part>
    );
  }
  if (emptyBecause(payable)) return null;
  return (
    <Part title={t.proposeTitle}>
      {isAdministrator ? <ProposePayout id={id} /> : <p className="text-ink-muted">{t.readOnly}</p>}
    </Part>
  );
}

function History({ items }: { items: CinemaPayout[] }) {
  const t = useTexts(texts);
  const locale = useLocale();
  const at = (instant: string) => formatDateTime(instant, PLATFORM_ZONE, locale);
  const names: Record<PayoutState, string> = {
    open: t.stateOpen,
    approved: t.stateApproved,
    rejected: t.stateRejected,
    withdrawn: t.stateWithdrawn,
  };
  const columns: Column<CinemaPayout>[] = [
    {
      key: 'number',
      head: t.number,
      cell: (one) => (
        <>
          <span className="block tabular-nums">{one.payout_no}</span>
          <span className="text-ink-muted">{one.transfer_ref}</span>
        </>
      ),
      text: (one) => `${one.payout_no} ${one.transfer_ref}`,
    },
    {
      key: 'state',
      head: t.state,
      cell: (one) => <Status tone={tones[stateOf(one)]}>{names[stateOf(one)]}</Status>,
      text: (one) => names[stateOf(one)],
    },
    {
      key: 'through',
      head: t.through,
      cell: (one) => one.through_on,
      text: (one) => one.through_on,
    },
    {
      key: 'transferred',
      head: t.transferred,
      right: true,
      cell: (one) => formatMoney(one.transferred, locale, true),
      text: (one) => decimalOf(one.transferred),
    },
    {
      key: 'deducted',
      head: t.deducted,
      right: true,
      cell: (one) => (one.claims.amount === 0 ? '–' : formatMoney(one.claims, locale, true)),
      text: (one) => decimalOf(one.claims),
    },
    {
      key: 'maker',
      head: t.maker,
      cell: (one) => <Said who={one.maker.display_name} at={at(one.made_at)} note={one.note} />,
      text: (one) => `${one.maker.display_name} ${one.made_at} ${one.note}`,
    },
    {
      key: 'checker',
      head: t.checker,
      cell: (one) =>
        one.checker && one.checked_at ? (
          <Said who={one.checker.display_name} at={at(one.checked_at)} note={one.check_note} />
        ) : (
          '–'
        ),
      text: (one) =>
        [one.checker?.display_name, one.checked_at, one.check_note].filter(Boolean).join(' '),
    },
    {
      key: 'entries',
      head: t.entries,
      cell: (one) =>
        one.entries.map((entry) => (
          <Link
            key={entry.id}
            href={paths.ledgerEntry(entry.id)}
            className="block whitespace-nowrap tabular-nums underline underline-offset-4"
          >
            {`${entry.debit_account} → ${entry.credit_account}`}
          </Link>
        )),
      text: (one) => one.entries.map((entry) => entry.id).join(' '),
    },
  ];
  return (
    <DataTable
      caption={t.history}
      columns={columns}
      rows={items}
      rowKey={(one) => one.id}
      isWhole
      isBare
    />
  );
}

function Said({ who, at, note }: { who: string; at: string; note?: string | null | undefined }) {
  return (
    <>
      <span className="block">{who}</span>
      <span className="block text-ink-muted tabular-nums">{at}</span>
      {note && <span className="block max-w-60 break-words whitespace-normal">{note}</span>}
    </>
  );
}
