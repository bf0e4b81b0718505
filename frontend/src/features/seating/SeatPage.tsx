import { useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { Link, useLocation, useParams } from 'wouter';
import { ApiError } from '@/api/errors';
import { useSession } from '@/api/session';
import type { Schema } from '@/api/types';
import { useLang, useLocale, useLocalized } from '@/i18n/lang';
import { useTexts } from '@/i18n/texts';
import { serverNow } from '@/lib/clock';
import { paths } from '@/lib/paths';
import { formatDateTime, formatTime } from '@/lib/time';
import { useTitle } from '@/lib/title';
import { Button, ButtonLink } from '@/ui/Button';
import { Dialog } from '@/ui/Dialog';
import { Empty } from '@/ui/Empty';
import { ErrorPanel } from '@/ui/ErrorPanel';
import type { SeatMapData } from '@/ui/hall/plan';
import { Skeleton } from '@/ui/Skeleton';
import { changesOf, changesTold } from './changes';
import { LockFailure } from './LockFailure';
import {
  type Liveness,
  newLockKey,
  type Showtime,
  seatsQuery,
  showtimeQuery,
  useCreateLock,
  useLiveSeats,
  useMarkTaken,
  useRefreshSeats,
} from './queries';
import { SeatLegend } from './SeatLegend';
import { SeatMap } from './SeatMap';
import { SeatTray } from './SeatTray';
import { texts } from './texts';
import { type Choice, useChoice } from './useChoice';

/** Choosing seats of one showtime. */
export default function SeatPage() {
  const { id = '' } = useParams<{ id: string }>();
  const t = useTexts(texts);
  const lz = useLocalized();
  const showtime = useQuery(showtimeQuery(id));
  const onSale = showtime.data?.status === 'on_sale';
  const live = useLiveSeats(id, onSale);
  const seats = useQuery({ ...seatsQuery(id, live), enabled: onSale });
  useTitle(showtime.data && `${lz(showtime.data.film.title)} ${t.title}`);

  const unseen = !seats.data && seats.error instanceof ApiError && SILENT.has(seats.error.code);
  // Its last known seats may still be there, but none of them can be locked.
  const silent = unseen || showtime.data?.cinema.available === false;
  if (showtime.data && onSale && silent) {
    const ask = () => void Promise.all([showtime.refetch(), seats.refetch()]);
    return <Silent showtime={showtime.data} onAsk={ask} />;
  }
  const failed = showtime.error ?? (seats.data ? null : seats.error);
  if (failed) {
    const again = () => void (showtime.error ? showtime.refetch() : seats.refetch());
    return (
      <div className="column py-8">
        <ErrorPanel error={failed} onRetry={again} />
      </div>
    );
  }
  if (showtime.data && !onSale) return <NotOnSale showtime={showtime.data} />;
  if (!showtime.data || !seats.data) return <SeatSkeleton showtime={showtime.data} />;
  return <Choosing showtime={showtime.data} map={seats.data} live={live} />;
}

function Choosing({
  showtime,
  map,
  live,
}: {
  showtime: Showtime;
  map: SeatMapData;
  live: Liveness;
}) {
  const create = useCreateLock();
  const choice = useChoice(map, create.isPending || create.isSuccess);
  const [known, setKnown] = useState(showtime);
  const lock = useLock(showtime, map, choice, create);
  // Another version is a change only after the customer has seen the first one.
  const changed = known.version !== showtime.version || lock.changes.length > 0;
  return (
    <div className="flex flex-1 flex-col lg:column lg:grid lg:flex-none lg:grid-cols-[minmax(0,1fr)_22rem] lg:items-start lg:gap-8 lg:py-6">
      <div className="flex min-h-0 flex-1 flex-col">
        <div className="column grid gap-1 py-3 lg:px-0 lg:pt-0">
          <ShowtimeHead showtime={showtime} />
          <Freshness map={map} live={live} />
        </div>
        <div className="flex min-h-[24rem] flex-1 flex-col border-y border-line bg-surface-0 lg:h-[max(28rem,calc(100dvh-12.5rem))] lg:flex-none lg:overflow-hidden lg:rounded-md lg:border">
          <SeatMap
            plan={choice.plan}
            zones={map.zones}
            states={choice.states}
            chosen={choice.chosen}
            lone={choice.lone}
            onToggle={choice.toggle}
            toolbar={<BestChips choice={choice} />}
          />
        </div>
        <div className="column py-3 lg:hidden">
          <SeatLegend plan={choice.plan} zones={map.zones} />
        </div>
      </div>
      <div className="sticky bottom-0 z-10 lg:top-22 lg:grid lg:gap-6">
        <div className="border-t border-line bg-surface-1 shadow-float lg:rounded-md lg:border">
          <div className="column py-3 pb-[calc(0.75rem+env(safe-area-inset-bottom))] lg:p-5">
            <SeatTray
              map={map}
              choice={choice}
              busy={lock.busy}
              failure={<LockFailure error={lock.error} map={map} plan={choice.plan} />}
              onLock={lock.start}
            />
          </div>
        </div>
        <div className="hidden px-1 lg:block">
          <SeatLegend plan={choice.plan} zones={map.zones} />
        </div>
      </div>
      <Changed
        before={known}
        after={showtime}
        told={lock.changes}
        open={changed}
        onSeen={() => {
          setKnown(showtime);
          lock.forgetChanges();
        }}
      />
    </div>
  );
}

/** Asks the cinema for the chosen seats; who is not signed in does that first and comes back to them. */
function useLock(
  showtime: Showtime,
  map: SeatMapData,
  choice: Choice,
  create: ReturnType<typeof useCreateLock>,
) {
  const session = useSession();
  const [, navigate] = useLocation();
  const refresh = useRefreshSeats(showtime.id);
  const markTaken = useMarkTaken(showtime.id);
  // One key for one wish: pressing again after a lost answer asks for the same lock, not for another.
  const [wish, setWish] = useState({ seats: '', key: '' });
  const seats = choice.chosen.join(',');
  const { reset } = create;
  useEffect(() => reset(), [seats]);
  const [changes, setChanges] = useState<Told>([]);

  const others = (codes: readonly string[]) =>
    codes.filter((code) => !choice.states.get(code)?.mine);

  const start = () => {
    const signIn = () => navigate(paths.signIn(paths.seats(showtime.id, { seats })));
    if (session.status === 'anonymous') return signIn();
    const key = wish.seats === seats && wish.key ? wish.key : newLockKey();
    setWish({ seats, key });
    create.mutate(
      { showtimeId: showtime.id, version: map.showtime_version, seats: choice.chosen, key },
      {
        onSuccess: (made) => navigate(paths.checkout(made.id)),
        onError: (error) => {
          if (!(error instanceof ApiError)) return;
          if (error.code === 'unauthenticated') return signIn();
          // A definite answer ends the wish; an answer that was lost does not.
          if (error.status >= 400 && error.status < 500) setWish({ seats: '', key: '' });
          if (error.code === 'showtime_changed') setChanges(error.problem?.changes ?? []);
          if (error.code === 'seat_taken') markTaken(others(error.problem?.seats ?? []));
          if (REFRESHING.has(error.code)) void refresh();
        },
      },
    );
  };
  // The difference is told in a dialog of its own, and the lock may then be asked for anew.
  const forgetChanges = () => {
    setChanges([]);
    reset();
  };
  const error = changes.length > 0 ? null : toldOf(create.error, others);
  return { start, busy: create.isPending, error, changes, forgetChanges };
}

type Told = readonly Schema<'ShowtimeChange'>[];

/**
 * The loss of a seat is told by the choice itself, by name; a second sentence would only repeat it. Seats of one's own
 * are refused only when an order holds them.
 */
function toldOf(error: Error | null, others: (codes: readonly string[]) => string[]): Error | null {
  if (!(error instanceof ApiError) || error.code !== 'seat_taken') return error;
  if (others(error.problem?.seats ?? []).length > 0) return null;
  return new ApiError('lock_already_ordered', error.status, null, null);
}

/** Refusals after which what is on the screen is no longer true. */
const REFRESHING = new Set<ApiError['code']>([
  'seat_taken',
  'seat_unknown',
  'sales_closed',
  'showtime_changed',
  'showtime_cancelled',
  'orphan_seat',
  'zone_mixed',
  'love_seat_split',
]);

function ShowtimeHead({ showtime }: { showtime: Showtime }) {
  const lz = useLocalized();
  const locale = useLocale();
  const t = useTexts(texts);
  const zone = showtime.cinema.timezone;
  return (
    <div className="grid gap-0.5">
      <h1 className="text-lg font-semibold">
        <Link href={paths.film(showtime.film.id)} className="hover:underline">
          {lz(showtime.film.title)}
        </Link>
      </h1>
      <p className="flex flex-wrap items-baseline gap-x-2 text-sm text-ink-muted">
        <time dateTime={showtime.starts_at} className="font-medium text-ink tabular-nums">
          {formatDateTime(showtime.starts_at, zone, locale)}
        </time>
        <span>
          {lz(showtime.cinema.name)} · {lz(showtime.hall.name)} ·{' '}
          {showtime.format.replace('_', ' ').toUpperCase()}
        </span>
        <span className="hidden lg:inline">
          {t.stopsAt(formatTime(showtime.stop_sell_at, zone))}
        </span>
      </p>
    </div>
  );
}

function BestChips({ choice }: { choice: Choice }) {
  const t = useTexts(texts);
  const [missing, setMissing] = useState<number | null>(null);
  const counts = [2, 3, 4].filter((count) => count <= choice.rules.maxSeats);
  return (
    <div className="flex flex-wrap items-center gap-2">
      <span className="text-sm text-ink-muted">{t.best}</span>
      {counts.map((count) => (
        <button
          key={count}
          type="button"
          aria-label={t.bestOf(count)}
          title={t.bestOf(count)}
          onClick={() => setMissing(choice.pickBest(count) ? null : count)}
          className="figures grid h-11 min-w-11 place-items-center rounded-full border border-line-strong px-3 transition-colors hover:border-accent hover:text-accent"
        >
          {count}
        </button>
      ))}
      <span role="status" className="text-sm text-warn">
        {missing !== null && t.bestNone(missing)}
      </span>
    </div>
  );
}

const dots: Record<Liveness, string> = {
  starting: 'bg-line-strong',
  live: 'bg-ok',
  broken: 'bg-warn',
};

/** How old the picture is, ticking once a second by the server's clock. */
function Freshness({ map, live }: { map: SeatMapData; live: Liveness }) {
  const t = useTexts(texts);
  const [now, setNow] = useState(serverNow);
  useEffect(() => {
    const timer = setInterval(() => setNow(serverNow()), 1000);
    return () => clearInterval(timer);
  }, []);
  const seconds = Math.max(0, Math.floor((now - Date.parse(map.as_of)) / 1000));
  return (
    <p className="flex items-center gap-2 text-xs text-ink-muted tabular-nums">
      <span className={`size-2 rounded-full ${dots[live]}`} aria-hidden="true" />
      {live !== 'starting' && <span>{live === 'live' ? t.live : t.notLive}</span>}
      <span>{seconds < 3 ? t.updatedNow : t.updated(seconds)}</span>
      <span className="font-medium text-ink">{t.seatsLeft(map.seats_available)}</span>
    </p>
  );
}

type ChangedProps = {
  before: Showtime;
  after: Showtime;
  /** What the cinema itself named as different. */
  told: Told;
  open: boolean;
  onSeen: () => void;
};

/** The cinema moved the showtime while it was being looked at: what was, and what is now. */
function Changed({ before, after, told, open, onSeen }: ChangedProps) {
  const t = useTexts(texts);
  const lang = useLang();
  const changes = told.length > 0 ? changesTold(told, after, lang) : changesOf(before, after, lang);
  return (
    <Dialog
      open={open}
      onOpenChange={onSeen}
      title={t.changedTitle}
      description={t.changedLead}
      actions={
        <Button block onClick={onSeen}>
          {t.changedAccept}
        </Button>
      }
    >
      {changes.length === 0 ? (
        <p>{t.changedOther}</p>
      ) : (
        <dl className="grid grid-cols-[auto_1fr] gap-x-6 gap-y-3">
          {changes.map((change) => (
            <div key={change.what} className="contents">
              <dt className="text-ink-muted">{change.what}</dt>
              <dd>
                <span className="block font-semibold">{change.after}</span>
                <s className="block text-sm text-ink-muted no-underline">{t.was(change.before)}</s>
              </dd>
            </div>
          ))}
        </dl>
      )}
    </Dialog>
  );
}

const SILENT = new Set<ApiError['code']>(['cinema_unavailable', 'timeout']);

/** The showtime stands, its cinema does not answer: what that means, and what happens next. */
function Silent({ showtime, onAsk }: { showtime: Showtime; onAsk: () => void }) {
  const t = useTexts(texts);
  return (
    <div className="column grid gap-6 py-6">
      <ShowtimeHead showtime={showtime} />
      <div role="status">
        <Empty
          title={t.silent}
          action={
            <div className="flex flex-wrap gap-3">
              <Button look="secondary" onClick={onAsk}>
                {t.askAgain}
              </Button>
              <ButtonLink href={paths.film(showtime.film.id)} look="secondary">
                {t.otherTimes}
              </ButtonLink>
            </div>
          }
        >
          {t.silentDetail}
        </Empty>
      </div>
    </div>
  );
}

function NotOnSale({ showtime }: { showtime: Showtime }) {
  const t = useTexts(texts);
  const cancelled = showtime.status === 'cancelled';
  return (
    <div className="column grid gap-6 py-6">
      <ShowtimeHead showtime={showtime} />
      <Empty
        title={cancelled ? t.cancelled : t.closed}
        action={<ButtonLink href={paths.film(showtime.film.id)}>{t.otherTimes}</ButtonLink>}
      >
        {cancelled ? t.cancelledDetail : t.closedDetail}
      </Empty>
    </div>
  );
}

function SeatSkeleton({ showtime }: { showtime: Showtime | undefined }) {
  const t = useTexts(texts);
  return (
    <div className="column grid gap-4 py-3 lg:py-6" aria-busy="true">
      {showtime ? (
        <ShowtimeHead showtime={showtime} />
      ) : (
        <Skeleton className="h-12 w-72 max-w-full" />
      )}
      <Skeleton className="h-[50dvh] w-full" />
      <p className="text-sm text-ink-muted" role="status">
        {t.loading}
      </p>
    </div>
  );
}
