import { useQuery } from '@tanstack/react-query';
import { ChevronLeft, ChevronRight, Plus } from 'lucide-react';
import { useState } from 'react';
import { useStaffCinema } from '@/api/staffCinema';
import { useLocale, useLocalized } from '@/i18n/lang';
import { useTexts } from '@/i18n/texts';
import { useServerNow } from '@/lib/countdown';
import { useMedia, WIDE } from '@/lib/media';
import { useQueryParams } from '@/lib/navigation';
import { addDays, businessDay, formatDay, instantOf, PLATFORM_ZONE } from '@/lib/time';
import { useTitle } from '@/lib/title';
import { Button } from '@/ui/Button';
import { DateStrip } from '@/ui/DateStrip';
import { ErrorPanel } from '@/ui/ErrorPanel';
import { Select } from '@/ui/Select';
import { Skeleton } from '@/ui/Skeleton';
import { StaffPage } from '@/ui/StaffPage';
import { CancelDialog } from './CancelDialog';
import { CopyDayDialog } from './CopyDayDialog';
import { DayList } from './DayList';
import { type Draft, draftOf, emptyDraft } from './draft';
import { type Session, screensQuery, sessionsQuery } from './queries';
import { SessionDialog } from './SessionDialog';
import { SessionPanel } from './SessionPanel';
import { texts } from './texts';
import { WeekGrid } from './WeekGrid';
import { lanesOf, mondayOf, startAfterAll, weekDays } from './week';

type Open =
  | { what: 'plan'; draft: Draft }
  | { what: 'edit'; session: Session }
  | { what: 'cancel'; session: Session }
  | { what: 'copy'; day: string };

/** A cinema's week: what runs where and when, and how it sells. */
export default function SchedulePage() {
  const t = useTexts(texts);
  useTitle(t.title);
  const lz = useLocalized();
  const locale = useLocale();
  const cinema = useStaffCinema();
  const wide = useMedia(WIDE);
  const [params, change] = useQueryParams();
  const [open, setOpen] = useState<Open | null>(null);
  const clock = useServerNow(30_000);
  const today = businessDay(clock, PLATFORM_ZONE);
  const now = Math.round((clock - instantOf(today, 0, PLATFORM_ZONE)) / 60_000);
  const monday = mondayOf(params.get('week') ?? today);
  const days = weekDays(monday);
  const screens = useQuery(screensQuery(cinema));
  const sessions = useQuery(sessionsQuery(cinema, monday, addDays(monday, 6)));

  const allScreens = screens.data?.items ?? [];
  const hall = allScreens.find((one) => one.screen_code === params.get('hall'));
  const all = lanesOf(days, allScreens, sessions.data?.items ?? [], PLATFORM_ZONE);
  const lanes = hall ? all.filter((lane) => lane.screen === hall) : all;
  const dayShown = params.get('day');
  const day = days.find((one) => one === dayShown) ?? (days.includes(today) ? today : monday);
  const chosen = sessions.data?.items.find((one) => one.session_code === params.get('session'));

  const toWeek = (next: string) =>
    change({ week: next === mondayOf(today) ? null : next, day: null, session: null });
  const plan = (onDay: string, screenCode: string, start: number) =>
    setOpen({ what: 'plan', draft: emptyDraft(onDay, screenCode, start) });
  const planAnywhere = () => {
    const lane = lanes.find((one) => one.day === day);
    if (lane) plan(day, lane.screen.screen_code, startAfterAll(lane, 10 * 60));
  };
  const close = () => setOpen(null);
  const failed = screens.error ?? sessions.error;
  const ready = screens.data && sessions.data;

  return (
    <StaffPage
      title={t.title}
      cinema={cinema}
      lead={t.weekOf(formatDay(monday, locale), formatDay(days[6] ?? monday, locale))}
      actions={
        <>
          <Select
            dense
            label={t.hall}
            value={hall?.screen_code ?? ''}
            onChange={(event) => change({ hall: event.currentTarget.value || null })}
          >
            <option value="">{t.allHalls}</option>
            {allScreens.map((one) => (
              <option key={one.screen_code} value={one.screen_code}>
                {lz(one.name)}
              </option>
            ))}
          </Select>
          <fieldset className="flex gap-1">
            <legend className="sr-only">{t.week}</legend>
            <Button
              look="secondary"
              aria-label={t.previousWeek}
              onClick={() => toWeek(addDays(monday, -7))}
            >
              <ChevronLeft className="size-4" aria-hidden="true" />
            </Button>
            <Button
              look="secondary"
              disabled={monday === mondayOf(today)}
              onClick={() => toWeek(mondayOf(today))}
            >
              {t.thisWeek}
            </Button>
            <Button
              look="secondary"
              aria-label={t.nextWeek}
              onClick={() => toWeek(addDays(monday, 7))}
            >
              <ChevronRight className="size-4" aria-hidden="true" />
            </Button>
          </fieldset>
          <Button disabled={!ready} onClick={planAnywhere}>
            <Plus className="size-4" aria-hidden="true" />
            {t.plan}
          </Button>
        </>
      }
    >
      {failed ? (
        <ErrorPanel
          error={failed}
          onRetry={() => void (screens.error ? screens.refetch() : sessions.refetch())}
        />
      ) : !ready ? (
        <div className="grid gap-1" aria-busy="true">
          <Skeleton className="h-8" />
          <Skeleton className="h-[60dvh]" />
        </div>
      ) : wide ? (
        <WeekGrid
          days={days}
          lanes={lanes}
          today={today}
          now={now}
          onOpen={(code) => change({ session: code })}
          onPlan={plan}
          onCopy={(from) => setOpen({ what: 'copy', day: from })}
        />
      ) : (
        <>
          <DateStrip
            days={days}
            today={today}
            value={day}
            onChange={(next) => change({ day: next })}
          />
          <DayList
            lanes={lanes.filter((lane) => lane.day === day)}
            onOpen={(code) => change({ session: code })}
            onPlan={plan}
          />
          <div>
            <Button look="secondary" onClick={() => setOpen({ what: 'copy', day })}>
              {t.copyDay}
            </Button>
          </div>
        </>
      )}
      {chosen && !open && (
        <SessionPanel
          cinema={cinema}
          session={chosen}
          screen={allScreens.find((one) => one.screen_code === chosen.screen_code)}
          onClose={() => change({ session: null })}
          onEdit={() => setOpen({ what: 'edit', session: chosen })}
          onCancel={() => setOpen({ what: 'cancel', session: chosen })}
        />
      )}
      {(open?.what === 'plan' || open?.what === 'edit') && (
        <SessionDialog
          cinema={cinema}
          screens={allScreens}
          lanes={all}
          session={open.what === 'edit' ? open.session : undefined}
          initial={open.what === 'edit' ? draftOf(open.session, PLATFORM_ZONE) : open.draft}
          onClose={(saved) => {
            close();
            // A session planned for another week is shown where it is.
            if (saved && mondayOf(saved.business_on) !== monday)
              toWeek(mondayOf(saved.business_on));
          }}
        />
      )}
      {open?.what === 'cancel' && (
        <CancelDialog cinema={cinema} session={open.session} onClose={close} />
      )}
      {open?.what === 'copy' && <CopyDayDialog cinema={cinema} day={open.day} onClose={close} />}
    </StaffPage>
  );
}
