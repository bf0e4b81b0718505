import { useQuery } from '@tanstack/react-query';
import { useCallback, useMemo, useState } from 'react';
import { useParams } from 'wouter';
import { type StaffCinema, useStaffCinema } from '@/api/staffCinema';
import { useLang, useLocale, useLocalized } from '@/i18n/lang';
import { useTexts } from '@/i18n/texts';
import { serverNow } from '@/lib/clock';
import { formatName } from '@/lib/labels';
import { useQueryParams } from '@/lib/navigation';
import { paths } from '@/lib/paths';
import { seatNameOf, upperFirst } from '@/lib/seats';
import { businessDay, formatDateTime, formatTime, PLATFORM_ZONE } from '@/lib/time';
import { useTitle } from '@/lib/title';
import { ButtonLink } from '@/ui/Button';
import { ErrorPanel } from '@/ui/ErrorPanel';
import { HallMap } from '@/ui/hall/HallMap';
import type { Look } from '@/ui/hall/look';
import { buildPlan, type PlanSeat } from '@/ui/hall/plan';
import { Skeleton } from '@/ui/Skeleton';
import { StaffPage } from '@/ui/StaffPage';
import { canChoose, lookOf, press, sortChosen } from './choice';
import { Legend } from './Legend';
import {
  daySessionsQuery,
  type Session,
  type StaffSeatMap,
  screensQuery,
  sessionSeatsQuery,
} from './queries';
import { SaleTray } from './SaleTray';
import { texts } from './texts';

/** The seats of a session as staff see them: sell at the counter, block, give back. */
export default function SessionPage() {
  const { code = '' } = useParams<{ code: string }>();
  const t = useTexts(texts);
  const lz = useLocalized();
  const locale = useLocale();
  const cinema = useStaffCinema();
  const map = useQuery(sessionSeatsQuery(cinema, code));
  const session = useSessionOf(cinema, code);
  const screens = useQuery(screensQuery(cinema));
  const screen = screens.data?.items.find((one) => one.screen_code === session?.screen_code);
  useTitle(session && `${lz(session.film)} ${t.title}`);
  return (
    <StaffPage
      title={session ? lz(session.film) : t.title}
      cinema={cinema}
      lead={
        session
          ? [
              formatDateTime(session.starts_at, PLATFORM_ZONE, locale),
              screen && lz(screen.name),
              formatName(session.format),
            ]
              .filter(Boolean)
              .join(' · ')
          : code
      }
      actions={
        <ButtonLink href={paths.schedule()} look="secondary">
          {t.backToSchedule}
        </ButtonLink>
      }
    >
      {map.data ? (
        <Counter key={code} cinema={cinema} map={map.data} session={session} />
      ) : map.error ? (
        <ErrorPanel error={map.error} onRetry={() => void map.refetch()} />
      ) : (
        <div className="grid gap-4 lg:grid-cols-[minmax(0,1fr)_20rem]" aria-busy="true">
          <Skeleton className="h-[60dvh]" />
          <Skeleton className="h-56" />
        </div>
      )}
    </StaffPage>
  );
}

/** The session itself, found among those of its day, which the address names. */
function useSessionOf(cinema: StaffCinema, code: string): Session | undefined {
  const [params] = useQueryParams();
  const date = params.get('day');
  const today = businessDay(serverNow(), PLATFORM_ZONE);
  const { data } = useQuery(daySessionsQuery(cinema, date ?? today));
  return data?.items.find((one) => one.session_code === code);
}

function Counter({
  cinema,
  map,
  session,
}: {
  cinema: StaffCinema;
  map: StaffSeatMap;
  session: Session | undefined;
}) {
  const t = useTexts(texts);
  const lang = useLang();
  const [chosen, setChosen] = useState<string[]>([]);
  const { plan_code, version } = map.layout;
  const plan = useMemo(() => buildPlan(map), [plan_code, version, map.seats.length]);
  const seats = useMemo(
    () => new Map(map.seats.map((seat) => [seat.seat_code, seat])),
    [map.seats],
  );
  const sorted = sortChosen(seats, chosen);
  const zones = useMemo(
    () => map.zone_prices.map((price) => price.zone),
    [map.zone_prices.map((price) => price.zone).join(',')],
  );
  const looks = useMemo(() => {
    const picked = new Set(chosen);
    return new Map(
      map.seats.map((seat) => [
        seat.seat_code,
        lookOf(seat, picked.has(seat.seat_code) && canChoose(seat)),
      ]),
    );
  }, [map.seats, chosen]);
  const describe = useCallback(
    (item: PlanSeat, look: Look) => {
      const kinds: Partial<Record<PlanSeat['seat']['kind'], string>> = {
        love_left: t.kindLove,
        love_right: t.kindLove,
        wheelchair: t.kindWheelchair,
        companion: t.kindCompanion,
      };
      const states: Record<Look, string> = {
        free: t.stateFree,
        chosen: t.stateChosen,
        locked: t.stateLocked,
        sold: t.stateSold,
        blocked: t.stateBlocked(seats.get(item.code)?.reason ?? ''),
        off: t.stateUnusable,
        mine: t.stateChosen,
      };
      return [upperFirst(seatNameOf(item.seat, lang)), kinds[item.seat.kind], states[look]]
        .filter(Boolean)
        .join(lang === 'zh' ? '，' : ', ');
    },
    [seats, lang, t],
  );
  return (
    <div className="grid gap-4 lg:grid-cols-[minmax(0,1fr)_21rem] lg:items-start">
      <div className="grid min-w-0 gap-3 print:hidden">
        <div className="flex h-[62dvh] min-h-96 flex-col overflow-hidden rounded-md border border-line bg-surface-0">
          <HallMap
            plan={plan}
            zones={zones}
            looks={looks}
            describe={describe}
            label={t.mapLabel}
            active={ACTIVE}
            onToggle={(code, extend) =>
              setChosen((before) => press(plan, seats, before, code, extend))
            }
            toolbar={
              <p className="text-sm text-ink-muted tabular-nums">
                {t.asOf(formatTime(map.as_of, PLATFORM_ZONE))}
              </p>
            }
          />
        </div>
        <Legend map={map} />
      </div>
      <SaleTray
        cinema={cinema}
        map={map}
        chosen={sorted}
        cancelled={session?.status === 'cancelled'}
        onClear={() => setChosen([])}
      />
    </div>
  );
}

const ACTIVE: ReadonlySet<Look> = new Set<Look>(['free', 'chosen', 'blocked']);
