import { useInfiniteQuery } from '@tanstack/react-query';
import { ChevronRight, X } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import { useLang, useLocale } from '@/i18n/lang';
import { useTexts } from '@/i18n/texts';
import { cx } from '@/lib/cx';
import { formatDateTime, PLATFORM_ZONE } from '@/lib/time';
import { useTitle } from '@/lib/title';
import { anyText, useFilters } from '@/lib/useFilters';
import { Button } from '@/ui/Button';
import { OptionalDayInput } from '@/ui/DayRange';
import { Empty } from '@/ui/Empty';
import { ErrorPanel } from '@/ui/ErrorPanel';
import { MoreButton } from '@/ui/MoreButton';
import { SearchForm } from '@/ui/SearchForm';
import { Select } from '@/ui/Select';
import { Skeleton } from '@/ui/Skeleton';
import { StaffPage } from '@/ui/StaffPage';
import { Head, ScrollFrame } from '@/ui/Table';
import { type AuditLine, auditQuery } from './queries';
import { texts } from './texts';
import { actionChoices, actionName, factsOf } from './words';

const FILTERS = {
  from: anyText(),
  to: anyText(),
  actor: anyText(),
  action: anyText(),
  target: anyText(),
};

/** Who did what: a log that only grows, narrowed until it answers. */
export default function AuditPage() {
  const t = useTexts(texts);
  const lang = useLang();
  useTitle(t.title);
  const { values, set, isSet, clear } = useFilters(FILTERS);
  const lines = useInfiniteQuery(auditQuery(values));
  const rows = lines.data?.pages.flatMap((page) => page.items);
  const chosen = rows?.find((line) => line.actor?.id === values.actor)?.actor?.display_name;
  const choices = actionChoices(rows?.map((line) => line.action) ?? [], values.action);
  return (
    <StaffPage title={t.title} lead={t.lead}>
      <div className="grid grid-cols-2 items-end gap-3 md:flex md:flex-wrap print:hidden">
        <OptionalDayInput label={t.from} value={values.from} onChange={(from) => set({ from })} />
        <OptionalDayInput label={t.to} value={values.to} onChange={(to) => set({ to })} />
        <div className="col-span-2 md:w-56">
          <Select
            dense
            label={t.action}
            value={values.action ?? ''}
            onChange={(event) => set({ action: event.currentTarget.value || null })}
          >
            <option value="">{t.everyAction}</option>
            {choices.map((action) => (
              <option key={action} value={action}>
                {actionName(action, lang)}
              </option>
            ))}
          </Select>
        </div>
        <SearchForm
          label={t.target}
          placeholder={t.targetHint}
          button={t.apply}
          value={values.target ?? ''}
          onSearch={(target) => set({ target })}
          className="col-span-2 md:w-96"
        />
        {values.actor && (
          <Button look="secondary" onClick={() => set({ actor: null })}>
            {t.actorOnly(chosen ?? t.onePerson)}
            <X className="size-4" aria-hidden="true" />
          </Button>
        )}
        {isSet() && (
          <Button look="quiet" onClick={() => clear()}>
            {t.clear}
          </Button>
        )}
      </div>
      {lines.error && !rows ? (
        <ErrorPanel error={lines.error} onRetry={() => void lines.refetch()} />
      ) : !rows ? (
        <Skeleton className="h-96" />
      ) : rows.length === 0 ? (
        <Empty title={t.nothing} />
      ) : (
        <>
          <p className="text-ink-muted">{t.shown(rows.length, lines.hasNextPage)}</p>
          <Lines
            rows={rows}
            onActor={(actor) => set({ actor })}
            onTarget={(target) => set({ target })}
          />
        </>
      )}
      <MoreButton list={lines} label={t.more} />
    </StaffPage>
  );
}

interface LinesProps {
  rows: readonly AuditLine[];
  onActor: (id: string) => void;
  onTarget: (target: string) => void;
}

function Lines({ rows, onActor, onTarget }: LinesProps) {
  const t = useTexts(texts);
  return (
    <ScrollFrame label={t.title}>
      <table className="w-full border-separate border-spacing-0 tabular-nums">
        <thead className="whitespace-nowrap">
          <tr>
            <Head>{t.at}</Head>
            <Head>{t.actor}</Head>
            <Head>{t.action}</Head>
            <Head>{t.target}</Head>
            <Head>{t.detail}</Head>
            <Head>{t.address}</Head>
          </tr>
        </thead>
        <tbody>
          {rows.map((line) => (
            <Line key={line.id} line={line} onActor={onActor} onTarget={onTarget} />
          ))}
        </tbody>
      </table>
    </ScrollFrame>
  );
}

function Line({
  line,
  onActor,
  onTarget,
}: {
  line: AuditLine;
  onActor: LinesProps['onActor'];
  onTarget: LinesProps['onTarget'];
}) {
  const t = useTexts(texts);
  const lang = useLang();
  const locale = useLocale();
  const { actor } = line;
  return (
    <tr className="align-top [&>td]:border-b [&>td]:border-line [&>td]:px-3 [&>td]:py-2 hover:bg-surface-2">
      <td className="whitespace-nowrap">
        <time dateTime={line.at}>{formatDateTime(line.at, PLATFORM_ZONE, locale)}</time>
      </td>
      <td className="whitespace-nowrap">
        {actor ? (
          <Narrowing title={t.onlyThis} onClick={() => onActor(actor.id)}>
            {actor.display_name}
            <span className="text-ink-muted"> · {t[actor.role]}</span>
          </Narrowing>
        ) : (
          // The platform's own tasks come from no address.
          t[line.address ? 'nobody' : 'platform']
        )}
      </td>
      <td className="whitespace-nowrap">{actionName(line.action, lang)}</td>
      <td className="min-w-60 max-w-80 break-all">
        <Narrowing title={t.onlyTarget} onClick={() => onTarget(line.target)}>
          {line.target}
        </Narrowing>
      </td>
      <td className="min-w-64">
        <Detail detail={line.detail} />
      </td>
      <td className="whitespace-nowrap text-ink-muted">{line.address || '–'}</td>
    </tr>
  );
}

interface NarrowingProps {
  title: string;
  onClick: () => void;
  children: ReactNode;
}

/** A word of a row that the whole list can be narrowed to. */
const Narrowing = ({ title, onClick, children }: NarrowingProps) => (
  <button
    type="button"
    title={title}
    onClick={onClick}
    className="text-left underline-offset-4 hover:underline"
  >
    {children}
  </button>
);

/** The first fact in the row, the others when it is opened. */
function Detail({ detail }: { detail: unknown }) {
  const t = useTexts(texts);
  const [isOpen, setOpen] = useState(false);
  const list = factsOf(detail);
  const [first] = list;
  if (!first) return <span className="text-ink-muted">{t.noDetail}</span>;
  const shown = isOpen ? list : list.slice(0, 1);
  const pairs = (
    <dl className="grid gap-0.5">
      {shown.map(([name, value]) => (
        <div key={name} className="grid grid-cols-[auto_minmax(0,1fr)] gap-2 text-left">
          <dt className="text-ink-muted">{name}</dt>
          <dd className={isOpen ? 'break-words' : 'truncate'}>{value}</dd>
        </div>
      ))}
    </dl>
  );
  if (list.length === 1 && first[1].length < 60) return pairs;
  return (
    <div className="grid grid-cols-[auto_minmax(0,1fr)] gap-1">
      <button
        type="button"
        aria-expanded={isOpen}
        aria-label={t.detail}
        onClick={() => setOpen(!isOpen)}
        className="grid size-6 place-items-center rounded-sm hover:bg-surface-3"
      >
        <ChevronRight
          className={cx('size-4 transition-transform', isOpen && 'rotate-90')}
          aria-hidden="true"
        />
      </button>
      {pairs}
    </div>
  );
}
