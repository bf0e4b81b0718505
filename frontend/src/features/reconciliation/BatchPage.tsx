import { useInfiniteQuery } from '@tanstack/react-query';
import { Download, Lock, RotateCw } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import { useParams } from 'wouter';
import { useSession } from '@/api/session';
import { nameIn, useLang, useLocale, useLocalized } from '@/i18n/lang';
import { useTexts } from '@/i18n/texts';
import { decimalOf, formatMoney } from '@/lib/money';
import { paths } from '@/lib/paths';
import { formatDateTime, formatDay, PLATFORM_ZONE } from '@/lib/time';
import { useTitle } from '@/lib/title';
import { Button } from '@/ui/Button';
import { Dialog } from '@/ui/Dialog';
import { Empty } from '@/ui/Empty';
import { ErrorLine, ErrorPanel } from '@/ui/ErrorPanel';
import { MoreButton } from '@/ui/MoreButton';
import { Skeleton } from '@/ui/Skeleton';
import { StaffPage } from '@/ui/StaffPage';
import { type Column, DataTable } from '@/ui/Table';
import { toast } from '@/ui/Toast';
import { BackLink } from './BackLink';
import { BatchState } from './BatchState';
import { BreaksTable } from './BreaksTable';
import { closingRefusal } from './board';
import { Differing } from './Differing';
import {
  breaksQuery,
  type Reconciliation,
  type ReconciliationDetail,
  saveSource,
  useBatch,
  useClose,
  useRun,
} from './queries';
import { classNames, texts } from './texts';

/** One day with one source: both sides' sums, what differs, and the file it was compared with. */
export default function BatchPage() {
  const { id = '' } = useParams<{ id: string }>();
  const t = useTexts(texts);
  const lz = useLocalized();
  const locale = useLocale();
  const session = useSession();
  const { data, error, refetch } = useBatch(id);
  const batch = data?.reconciliation;
  const title = batch ? t.batchTitle(lz(batch.source_name), formatDay(batch.day, locale)) : t.title;
  useTitle(title);
  return (
    <div className="grid gap-3">
      <BackLink href={paths.reconciliations()} label={t.back} />
      <StaffPage
        title={title}
        lead={batch && <BatchState batch={batch} />}
        actions={batch && session.user?.role === 'administrator' && <Actions batch={batch} />}
      >
        {error && !data ? (
          <ErrorPanel error={error} onRetry={() => void refetch()} />
        ) : !data || !batch ? (
          <>
            <Skeleton className="h-28" />
            <Skeleton className="h-64" />
          </>
        ) : (
          <>
            {batch.last_error && !batch.is_running && (
              <p role="alert" className="max-w-prose border-l-2 border-bad py-1 pl-4 break-words">
                {lz(batch.last_error)}
              </p>
            )}
            <Sums batch={batch} verdictsOk={data.verdicts_ok} />
            <div className="grid grid-cols-[minmax(0,1fr)] gap-8 xl:grid-cols-[minmax(0,3fr)_minmax(0,2fr)]">
              <section className="grid grid-cols-[minmax(0,1fr)] content-start gap-2">
                <h2 className="font-semibold">{t.classes}</h2>
                {data.classes.length === 0 ? (
                  <Empty title={t.noBreaks}>{t.noBreaksWhy}</Empty>
                ) : (
                  <Classes classes={data.classes} />
                )}
              </section>
              <SourceFile detail={data} />
            </div>
            {data.classes.length > 0 && <Breaks id={id} />}
          </>
        )}
      </StaffPage>
    </div>
  );
}

function Actions({ batch }: { batch: Reconciliation }) {
  const t = useTexts(texts);
  const run = useRun();
  const [closing, setClosing] = useState(false);
  const refusal = closingRefusal(batch);
  const why = {
    running: t.closeRunning,
    not_over: t.closeNotOver,
    breaks: t.closeBreaks,
    unfinished: t.closeBreaks,
  };
  if (refusal === 'closed') return null;
  return (
    <div className="grid gap-2 md:justify-items-end">
      <div className="flex flex-wrap gap-2">
        <Button
          look="secondary"
          busy={run.isPending || batch.is_running}
          onClick={() =>
            run.mutate(
              { day: batch.day, source: batch.source },
              { onSuccess: (now) => toast(now.is_running ? t.goesOn : t.started) },
            )
          }
        >
          <RotateCw className="size-4" aria-hidden="true" />
          {t.runAgain}
        </Button>
        <Button
          disabled={refusal !== null}
          aria-describedby={refusal ? 'close-why' : undefined}
          onClick={() => setClosing(true)}
        >
          <Lock className="size-4" aria-hidden="true" />
          {t.close}
        </Button>
      </div>
      {refusal && (
        <p id="close-why" className="text-ink-muted md:text-right">
          {why[refusal]}
        </p>
      )}
      <ErrorLine error={run.error} />
      {closing && <CloseDialog id={batch.id} onClose={() => setClosing(false)} />}
    </div>
  );
}

function CloseDialog({ id, onClose }: { id: string; onClose: () => void }) {
  const t = useTexts(texts);
  const close = useClose(id);
  const done = () => {
    toast(t.closed);
    onClose();
  };
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={t.close}
      description={t.closeWhy}
      actions={
        <>
          <Button
            block
            busy={close.isPending}
            onClick={() => close.mutate(undefined, { onSuccess: done })}
          >
            {t.close}
          </Button>
          <Button look="quiet" onClick={onClose}>
            {t.cancel}
          </Button>
        </>
      }
    >
      <ErrorLine error={close.error} />
    </Dialog>
  );
}

function Sums({ batch, verdictsOk }: { batch: Reconciliation; verdictsOk: number }) {
  const t = useTexts(texts);
  const locale = useLocale();
  const money = (amount: Reconciliation['difference']) => formatMoney(amount, locale, true);
  return (
    <dl className="flex flex-wrap gap-px overflow-hidden rounded-md border border-line bg-line">
      <Figure name={t.ours} note={t.records(batch.ours.count)}>
        {money(batch.ours.amount)}
      </Figure>
      <Figure name={t.theirs} note={t.records(batch.theirs.count)}>
        {money(batch.theirs.amount)}
      </Figure>
      <Figure name={t.difference} note={t.differenceWhy}>
        <Differing amount={batch.difference} />
      </Figure>
      <Figure name={t.matched}>{batch.matched}</Figure>
      <Figure name={t.openBreaks} note={`${t.resolvedBreaks} ${batch.resolved_breaks}`}>
        <span className={batch.open_breaks > 0 ? 'text-warn' : ''}>{batch.open_breaks}</span>
      </Figure>
      <Figure name={t.pooled} note={t.pooledWhy}>
        {batch.pooled}
      </Figure>
      <Figure name={t.verdictsOk}>{verdictsOk}</Figure>
      {batch.fee && <Figure name={t.fee}>{money(batch.fee)}</Figure>}
      {batch.settled && <Figure name={t.settled}>{money(batch.settled)}</Figure>}
    </dl>
  );
}

function Figure({ name, note, children }: { name: string; note?: string; children: ReactNode }) {
  return (
    <div className="flex grow basis-32 flex-col-reverse justify-end gap-0.5 bg-surface-1 px-4 py-3">
      <dt className="text-ink-muted">
        {name}
        {note && <span className="block text-xs tabular-nums">{note}</span>}
      </dt>
      <dd className="figures text-lg">{children}</dd>
    </div>
  );
}

type ClassCount = ReconciliationDetail['classes'][number];

function Classes({ classes }: { classes: ClassCount[] }) {
  const t = useTexts(texts);
  const lang = useLang();
  const sum = (of: (one: ClassCount) => number) =>
    classes.reduce((total, one) => total + of(one), 0);
  const first = classes[0]?.amount;
  const columns: Column<ClassCount>[] = [
    {
      key: 'class',
      head: t.class,
      cell: (one) => nameIn(classNames, one.class, lang),
      text: (one) => nameIn(classNames, one.class, lang),
      foot: t.difference,
    },
    {
      key: 'open',
      head: t.open,
      right: true,
      cell: (one) => one.open,
      text: (one) => String(one.open),
      foot: sum((one) => one.open),
    },
    {
      key: 'resolved',
      head: t.resolved,
      right: true,
      cell: (one) => one.resolved,
      text: (one) => String(one.resolved),
      foot: sum((one) => one.resolved),
    },
    {
      key: 'amount',
      head: t.amount,
      right: true,
      cell: (one) => <Differing amount={one.amount} />,
      text: (one) => decimalOf(one.amount),
      foot: first && <Differing amount={{ ...first, amount: sum((one) => one.amount.amount) }} />,
    },
  ];
  return (
    <DataTable
      caption={t.classes}
      columns={columns}
      rows={classes}
      rowKey={(one) => one.class}
      isWhole
    />
  );
}

function SourceFile({ detail }: { detail: ReconciliationDetail }) {
  const t = useTexts(texts);
  const locale = useLocale();
  const { reconciliation: batch, file_name, file_sha256, file_size } = detail;
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const save = async () => {
    setBusy(true);
    setError(null);
    try {
      await saveSource(batch.id, file_name ?? `${batch.source.replace(':', '-')}-${batch.day}`);
      toast(t.saved);
    } catch (cause) {
      setError(cause);
    } finally {
      setBusy(false);
    }
  };
  const at = (instant: string) => formatDateTime(instant, PLATFORM_ZONE, locale);
  return (
    <section className="grid content-start gap-4">
      <h2 className="font-semibold">{t.file}</h2>
      {file_sha256 ? (
        <>
          <div className="grid gap-1">
            <span className="break-all">{file_name}</span>
            {file_size != null && (
              <span className="text-ink-muted tabular-nums">
                {t.fileSize(file_size.toLocaleString(locale))}
              </span>
            )}
            <span className="font-mono text-xs break-all text-ink-muted select-all">
              SHA-256 {file_sha256}
            </span>
          </div>
          <div>
            <Button look="secondary" busy={busy} onClick={() => void save()}>
              <Download className="size-4" aria-hidden="true" />
              {t.download}
            </Button>
          </div>
          <ErrorLine error={error} />
        </>
      ) : (
        <p className="text-ink-muted">{t.fileNone}</p>
      )}
      <dl className="grid grid-cols-[max-content_minmax(0,1fr)] gap-x-6 gap-y-1 tabular-nums">
        <dt className="text-ink-muted">{t.runNo(batch.run_no)}</dt>
        <dd>{at(batch.started_at)}</dd>
        {batch.finished_at && (
          <>
            <dt className="text-ink-muted">{t.finishedAt}</dt>
            <dd>{at(batch.finished_at)}</dd>
          </>
        )}
        {batch.closed_at && (
          <>
            <dt className="text-ink-muted">{t.closedAt}</dt>
            <dd>{at(batch.closed_at)}</dd>
          </>
        )}
      </dl>
    </section>
  );
}

function Breaks({ id }: { id: string }) {
  const t = useTexts(texts);
  const breaks = useInfiniteQuery(breaksQuery({ reconciliation_id: id }));
  const list = breaks.data?.pages.flatMap((page) => page.items);
  return (
    <section className="grid grid-cols-[minmax(0,1fr)] gap-2">
      <h2 className="font-semibold">{t.allBreaks}</h2>
      {breaks.error && !list ? (
        <ErrorPanel error={breaks.error} onRetry={() => void breaks.refetch()} />
      ) : (
        <BreaksTable
          breaks={list}
          isOfBatch
          sourceName={(source) => source}
          summary={list && (breaks.hasNextPage ? t.shownMore : t.shown)(list.length)}
        />
      )}
      <MoreButton list={breaks} label={t.more} />
    </section>
  );
}
