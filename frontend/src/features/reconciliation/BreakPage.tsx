import { useQuery } from '@tanstack/react-query';
import { CircleCheck, CircleDashed, CircleMinus, CircleX } from 'lucide-react';
import type { ReactNode } from 'react';
import { Link, useLocation, useParams } from 'wouter';
import { useSession } from '@/api/session';
import { nameIn, pick, useLang, useLocale } from '@/i18n/lang';
import { useTexts } from '@/i18n/texts';
import { decimalOf, formatMoney } from '@/lib/money';
import { paths } from '@/lib/paths';
import { formatDateTime, PLATFORM_ZONE } from '@/lib/time';
import { useTitle } from '@/lib/title';
import { Button, ButtonLink } from '@/ui/Button';
import { ErrorLine, ErrorPanel } from '@/ui/ErrorPanel';
import { Skeleton } from '@/ui/Skeleton';
import { StaffPage } from '@/ui/StaffPage';
import { Status } from '@/ui/Status';
import { type Column, DataTable } from '@/ui/Table';
import { BackLink } from './BackLink';
import { ageTone, stateTone } from './board';
import { DecideForm } from './DecideForm';
import { Differing } from './Differing';
import { Evidence } from './Evidence';
import { OwnerPicker } from './OwnerPicker';
import { ProposeForm } from './ProposeForm';
import { type Break, breakQuery, type LedgerEntry, type Resolution, useAssign } from './queries';
import { actionNames, automaticNames, classNames, stateNames, texts } from './texts';
import { useSourceName } from './useSourceName';

/** One difference: what each side says, what was done by itself, and what two people decide. */
export default function BreakPage() {
  const { id = '', breakId = '' } = useParams<{ id: string; breakId: string }>();
  const t = useTexts(texts);
  const lang = useLang();
  const { data, error, refetch } = useQuery(breakQuery(id, breakId));
  const title = data ? nameIn(classNames, data.summary.class, lang) : t.breaksCaption;
  useTitle(title);
  return (
    <div className="grid gap-3">
      <BackLink href={paths.reconciliation(id)} label={t.backToBatch} />
      <StaffPage
        title={title}
        lead={data && <Lead found={data} />}
        actions={data && <Actions found={data} />}
      >
        {error && !data ? (
          <ErrorPanel error={error} onRetry={() => void refetch()} />
        ) : !data ? (
          <>
            <Skeleton className="h-48" />
            <Skeleton className="h-64" />
          </>
        ) : (
          <Content found={data} />
        )}
      </StaffPage>
    </div>
  );
}

function Lead({ found }: { found: Break }) {
  const t = useTexts(texts);
  const lang = useLang();
  const sourceName = useSourceName();
  const { summary } = found;
  const age = summary.age_days === 0 ? t.ageToday : t.ageDays(summary.age_days);
  return (
    <span className="flex flex-wrap items-center gap-x-5 gap-y-1">
      <Status tone={stateTone(summary.state)}>{nameIn(stateNames, summary.state, lang)}</Status>
      <Differing amount={summary.difference} className="font-semibold" />
      <span className="tabular-nums">
        {sourceName(summary.source)} · {summary.day}
      </span>
      {summary.state !== 'resolved' && (
        <Status tone={ageTone(summary.age)}>
          {t.age} {age}
        </Status>
      )}
      <span>
        {t.owner} {summary.owner?.display_name ?? t.nobody}
      </span>
      <span className="break-all">{summary.reference}</span>
    </span>
  );
}

function Actions({ found }: { found: Break }) {
  const t = useTexts(texts);
  const session = useSession();
  const { summary } = found;
  const assign = useAssign({ id: summary.reconciliation_id, breakId: summary.id });
  const me = session.user;
  const isMine = summary.owner?.id === me?.id;
  return (
    <>
      <ErrorLine error={assign.error} />
      {me?.role === 'administrator' && summary.state !== 'resolved' && (
        <>
          <div className="w-56">
            <OwnerPicker
              owner={summary.owner}
              busy={assign.isPending}
              onPick={(ownerId) => assign.mutate(ownerId)}
            />
          </div>
          <Button
            look="secondary"
            busy={assign.isPending}
            onClick={() => assign.mutate(isMine ? null : me.id)}
          >
            {isMine ? t.giveBack : t.take}
          </Button>
        </>
      )}
      {summary.order_id && (
        <ButtonLink href={paths.adminOrder(summary.order_id)} look="secondary">
          {t.openOrder}
        </ButtonLink>
      )}
    </>
  );
}

function Content({ found }: { found: Break }) {
  const t = useTexts(texts);
  const lang = useLang();
  return (
    <>
      <p className="max-w-prose text-base">{pick(found.explanation, lang)}</p>
      <Evidence found={found} />
      <div className="grid grid-cols-[minmax(0,1fr)] gap-8 xl:grid-cols-2">
        <div className="grid grid-cols-[minmax(0,1fr)] content-start gap-8">
          <Part title={t.automatic}>
            <Automatic found={found} />
          </Part>
          <Part title={t.history}>
            <History resolutions={found.resolutions} />
          </Part>
        </div>
        <Part title={t.decide}>
          <Decide found={found} />
        </Part>
      </div>
      <Part title={t.entries}>
        {found.entries.length === 0 ? (
          <p className="text-ink-muted">{t.entriesNone}</p>
        ) : (
          <Entries entries={found.entries} />
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

function Automatic({ found }: { found: Break }) {
  const t = useTexts(texts);
  const lang = useLang();
  if (!found.automatic_action && !found.automatic_outcome) {
    return <p className="text-ink-muted">{t.automaticNone}</p>;
  }
  return (
    <div className="grid gap-1">
      {found.automatic_action && <p>{nameIn(automaticNames, found.automatic_action, lang)}</p>}
      <p className="break-words text-ink-muted">
        {found.automatic_outcome ? pick(found.automatic_outcome, lang) : t.automaticWaits}
      </p>
    </div>
  );
}

function Decide({ found }: { found: Break }) {
  const t = useTexts(texts);
  const session = useSession();
  const { state } = found.summary;
  if (state === 'resolved') {
    return (
      <p className="flex items-center gap-2">
        <CircleCheck className="size-4 text-ok" aria-hidden="true" />
        {t.resolvedLead}
      </p>
    );
  }
  if (state === 'pooled') return <p className="max-w-prose text-ink-muted">{t.pooledLead}</p>;
  if (session.user?.role !== 'administrator') return <p className="text-ink-muted">{t.readOnly}</p>;
  const proposal = found.resolutions.find((one) => !one.verdict);
  return state === 'proposed' && proposal ? (
    <DecideForm found={found} proposal={proposal} me={session.user.id} />
  ) : (
    <ProposeForm key={found.resolutions.length} found={found} />
  );
}

const signs = {
  approved: { icon: CircleCheck, tint: 'text-ok' },
  rejected: { icon: CircleX, tint: 'text-bad' },
  withdrawn: { icon: CircleMinus, tint: 'text-ink-muted' },
  waiting: { icon: CircleDashed, tint: 'text-ink-muted' },
};

function History({ resolutions }: { resolutions: Resolution[] }) {
  const t = useTexts(texts);
  const lang = useLang();
  const locale = useLocale();
  const at = (instant: string) => formatDateTime(instant, PLATFORM_ZONE, locale);
  const saying = { approved: t.approvedBy, rejected: t.refusedBy, withdrawn: t.withdrawnBy };
  if (resolutions.length === 0) return <p className="text-ink-muted">{t.historyNone}</p>;
  return (
    <ol className="grid gap-4">
      {resolutions.map((one) => {
        const { icon: Icon, tint } = signs[one.verdict ?? 'waiting'];
        return (
          <li key={one.id} className="flex gap-3">
            <Icon className={`mt-0.5 size-4 shrink-0 ${tint}`} aria-hidden="true" />
            <div className="grid min-w-0 gap-0.5">
              <span className="font-medium">
                {nameIn(actionNames, one.action, lang)}
                {one.amount && (
                  <span className="ml-3 tabular-nums">{formatMoney(one.amount, locale, true)}</span>
                )}
              </span>
              <p className="break-words whitespace-pre-wrap">{one.note}</p>
              <span className="text-ink-muted">
                {t.proposedBy(one.maker.display_name, at(one.made_at))}
              </span>
              {one.checker && one.checked_at ? (
                <span className="text-ink-muted">
                  {saying[one.verdict ?? 'rejected'](one.checker.display_name, at(one.checked_at))}
                  {one.check_note && ` · ${one.check_note}`}
                </span>
              ) : (
                <span className="text-warn">{t.awaiting}</span>
              )}
            </div>
          </li>
        );
      })}
    </ol>
  );
}

function Entries({ entries }: { entries: LedgerEntry[] }) {
  const t = useTexts(texts);
  const locale = useLocale();
  const [, navigate] = useLocation();
  const columns: Column<LedgerEntry>[] = [
    {
      key: 'time',
      head: t.time,
      cell: (entry) => (
        <Link href={paths.ledgerEntry(entry.id)} className="underline-offset-4 hover:underline">
          {formatDateTime(entry.posted_at, PLATFORM_ZONE, locale)}
        </Link>
      ),
      text: (entry) => entry.posted_at,
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
      right: true,
      cell: (entry) => formatMoney(entry.amount, locale, true),
      text: (entry) => decimalOf(entry.amount),
    },
    {
      key: 'order',
      head: t.order,
      cell: (entry) => entry.order_no ?? '',
      text: (entry) => entry.order_no ?? '',
      muted: true,
    },
  ];
  return (
    <DataTable
      caption={t.entries}
      columns={columns}
      rows={entries}
      rowKey={(entry) => entry.id}
      onOpen={(entry) => navigate(paths.ledgerEntry(entry.id))}
      isWhole
    />
  );
}
