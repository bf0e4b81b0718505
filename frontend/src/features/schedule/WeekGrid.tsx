// biome-ignore-all lint/a11y/useSemanticElements: a timetable drawn to scale is no table of cells.
// biome-ignore-all lint/a11y/useFocusableInteractive: the buttons inside the cells take the focus.
import { Copy, Plus } from 'lucide-react';
import { type KeyboardEvent, type MouseEvent, useEffect, useRef, useState } from 'react';
import { useLang, useLocale, useLocalized } from '@/i18n/lang';
import { useTexts } from '@/i18n/texts';
import { cx } from '@/lib/cx';
import { formatDay, nameDay } from '@/lib/time';
import { texts } from './texts';
import {
  type Axis,
  axisOf,
  type Block,
  clockText,
  hoursOf,
  type Lane,
  nextStop,
  percentAt,
  type Stop,
  startAfterAll,
  startNear,
} from './week';
import { blockLabel, timesText } from './words';

/** Height of the hours that stay at the top. */
const HEAD_PX = 32;

interface WeekGridProps {
  days: readonly string[];
  lanes: readonly Lane[];
  today: string;
  /** The minute of today's business day that it is now. */
  now: number;
  onOpen: (code: string) => void;
  onPlan: (day: string, screenCode: string, start: number) => void;
  onCopy: (day: string) => void;
}

/** Halls on days, sessions to scale. One tab stop; arrow keys move, Enter opens or plans. */
export function WeekGrid({ days, lanes, today, now, onOpen, onPlan, onCopy }: WeekGridProps) {
  const t = useTexts(texts);
  const lz = useLocalized();
  const locale = useLocale();
  const axis = axisOf(lanes);
  const hours = hoursOf(axis, 1);
  const grid = useRef<HTMLDivElement>(null);
  // Tab enters the grid at today, which is scrolled into sight with the week.
  const first = Math.max(
    0,
    lanes.findIndex((lane) => lane.day === today),
  );
  const [stop, setStop] = useState<Stop>({ lane: first, block: -1 });
  const frame = useRef<HTMLDivElement>(null);
  const week = days[0];
  useEffect(() => {
    const row = grid.current?.querySelector<HTMLElement>(`[data-day="${today}"]`);
    frame.current?.scrollTo?.({ top: row ? row.offsetTop - HEAD_PX : 0 });
    setStop({ lane: first, block: -1 });
  }, [week, today]);

  const onKeyDown = (event: KeyboardEvent) => {
    const here = event.target instanceof Element ? event.target.closest('[data-stop]') : null;
    const [lane, block] = (here?.getAttribute('data-stop') ?? '').split('/').map(Number);
    if (lane === undefined || block === undefined) return;
    const next = nextStop(lanes, { lane, block }, event.key);
    if (!next) return;
    event.preventDefault();
    setStop(next);
    const target = grid.current?.querySelector<HTMLElement>(
      `[data-stop="${next.lane}/${next.block}"]`,
    );
    target?.focus();
    target?.scrollIntoView?.({ block: 'nearest', inline: 'nearest' });
  };
  const tab = (lane: number, block: number) =>
    stop.lane === lane && stop.block === block ? 0 : -1;

  return (
    <div
      ref={frame}
      className="relative max-h-[calc(100dvh-11rem)] min-h-80 overflow-auto rounded-md border border-line"
    >
      <div
        ref={grid}
        role="grid"
        aria-label={t.gridLabel}
        className="min-w-[62rem]"
        onKeyDown={onKeyDown}
      >
        <div
          aria-hidden="true"
          className="sticky top-0 z-20 grid h-8 grid-cols-[8.5rem_minmax(0,1fr)] border-b border-line-strong bg-surface-2"
        >
          <span />
          <span className="relative">
            {hours.slice(0, -1).map((minute) => (
              <span
                key={minute}
                style={{ left: `${percentAt(minute, axis)}%` }}
                className="figures absolute top-1.5 pl-1 text-xs text-ink-muted"
              >
                {clockText(minute)}
              </span>
            ))}
          </span>
        </div>
        {days.map((day) => {
          const { name, date } = nameDay(day, today, locale);
          return (
            <div key={day} data-day={day} role="rowgroup" aria-label={formatDay(day, locale)}>
              <div role="row" className="border-b border-line bg-surface-1">
                <div
                  role="gridcell"
                  className="sticky left-0 inline-flex items-center gap-3 px-3 py-1"
                >
                  <span className={cx('font-semibold', day === today && 'text-accent')}>
                    {name}
                  </span>
                  <span className="text-ink-muted tabular-nums">{date}</span>
                  <button
                    type="button"
                    onClick={() => onCopy(day)}
                    aria-label={`${t.copyDay}, ${formatDay(day, locale)}`}
                    title={t.copyDay}
                    className="grid size-7 place-items-center rounded-sm text-ink-muted hover:bg-surface-3 hover:text-ink"
                  >
                    <Copy className="size-3.5" aria-hidden="true" />
                  </button>
                </div>
              </div>
              {lanes.map((lane, index) =>
                lane.day === day ? (
                  <div
                    key={lane.screen.screen_code}
                    role="row"
                    className="group grid h-13 grid-cols-[8.5rem_minmax(0,1fr)] border-b border-line"
                  >
                    <div
                      role="rowheader"
                      className="sticky left-0 z-10 border-r border-line bg-surface-0"
                    >
                      <button
                        type="button"
                        data-stop={`${index}/-1`}
                        tabIndex={tab(index, -1)}
                        onFocus={() => setStop({ lane: index, block: -1 })}
                        onClick={() =>
                          onPlan(day, lane.screen.screen_code, startAfterAll(lane, 10 * 60))
                        }
                        aria-label={t.planAt(lz(lane.screen.name), formatDay(day, locale))}
                        className="flex size-full items-center justify-between gap-2 px-3 text-left hover:bg-surface-2"
                      >
                        <span className="line-clamp-2 leading-tight">{lz(lane.screen.name)}</span>
                        <Plus
                          className="size-4 shrink-0 text-ink-muted opacity-0 group-focus-within:opacity-100 group-hover:opacity-100"
                          aria-hidden="true"
                        />
                      </button>
                    </div>
                    <Track
                      lane={lane}
                      index={index}
                      axis={axis}
                      now={day === today ? now : null}
                      tab={tab}
                      onFocus={setStop}
                      onOpen={onOpen}
                      onPlan={(start) => onPlan(day, lane.screen.screen_code, start)}
                    />
                  </div>
                ) : null,
              )}
            </div>
          );
        })}
      </div>
    </div>
  );
}

interface TrackProps {
  lane: Lane;
  index: number;
  axis: Axis;
  now: number | null;
  tab: (lane: number, block: number) => number;
  onFocus: (stop: Stop) => void;
  onOpen: (code: string) => void;
  onPlan: (start: number) => void;
}

/** One hall's day to scale. A click on free time plans a session there. */
function Track({ lane, index, axis, now, tab, onFocus, onOpen, onPlan }: TrackProps) {
  const hours = (axis.to - axis.from) / 60;
  const onClick = (event: MouseEvent<HTMLDivElement>) => {
    if (event.target !== event.currentTarget) return;
    const box = event.currentTarget.getBoundingClientRect();
    const part = (event.clientX - box.left) / box.width;
    onPlan(startNear(lane, axis.from + part * (axis.to - axis.from)));
  };
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the hall's name plans a session by key.
    // biome-ignore lint/a11y/noStaticElementInteractions: as above.
    <div
      onClick={onClick}
      style={{ backgroundSize: `${100 / hours}% 100%` }}
      className="relative cursor-copy bg-[linear-gradient(to_right,var(--color-line)_1px,transparent_1px)]"
    >
      {lane.blocks.map((block, at) => (
        <BlockButton
          key={block.session.session_code}
          block={block}
          lane={lane}
          axis={axis}
          stop={`${index}/${at}`}
          tabIndex={tab(index, at)}
          onFocus={() => onFocus({ lane: index, block: at })}
          onOpen={() => onOpen(block.session.session_code)}
        />
      ))}
      {now !== null && now >= axis.from && now <= axis.to && (
        <span
          aria-hidden="true"
          style={{ left: `${percentAt(now, axis)}%` }}
          className="pointer-events-none absolute inset-y-0 w-px bg-accent"
        />
      )}
    </div>
  );
}

interface BlockButtonProps {
  block: Block;
  lane: Lane;
  axis: Axis;
  stop: string;
  tabIndex: number;
  onFocus: () => void;
  onOpen: () => void;
}

function BlockButton({ block, lane, axis, stop, tabIndex, onFocus, onOpen }: BlockButtonProps) {
  const lang = useLang();
  const lz = useLocalized();
  const t = useTexts(texts);
  const { session } = block;
  const cancelled = session.status === 'cancelled';
  const left = percentAt(block.from, axis);
  const cleaning = block.freeAt - block.to;
  return (
    <>
      <div
        role="gridcell"
        style={{ left: `${left}%`, width: `${percentAt(block.to, axis) - left}%` }}
        className="absolute inset-y-0.5"
      >
        <button
          type="button"
          data-stop={stop}
          tabIndex={tabIndex}
          onFocus={onFocus}
          onClick={onOpen}
          title={`${lz(session.film)} ${timesText(block)}`}
          aria-label={blockLabel(block, lane.screen, lang)}
          className={cx(
            'grid size-full content-center overflow-hidden rounded-sm border px-1.5 text-left text-xs leading-tight transition-colors',
            cancelled
              ? 'border-dashed border-line-strong bg-surface-0 text-ink-muted line-through'
              : session.status === 'sales_closed'
                ? 'border-line bg-surface-2 text-ink-muted hover:border-line-strong'
                : 'border-line-strong bg-surface-1 hover:border-accent hover:bg-accent-soft',
          )}
        >
          <span className="truncate font-semibold">{lz(session.film)}</span>
          <span className="truncate tabular-nums">
            {clockText(block.from)}
            <span className="ml-1.5 text-ink-muted">
              {session.seats_sold}/{session.seats_total}
            </span>
          </span>
          <Meter session={session} />
        </button>
      </div>
      {cleaning > 0 && !cancelled && (
        <span
          title={t.cleaning(cleaning)}
          aria-hidden="true"
          style={{
            left: `${percentAt(block.to, axis)}%`,
            width: `${percentAt(block.freeAt, axis) - percentAt(block.to, axis)}%`,
          }}
          className="pointer-events-none absolute inset-y-1.5 rounded-r-sm bg-[repeating-linear-gradient(135deg,var(--color-line-strong)_0_1px,transparent_1px_5px)]"
        />
      )}
    </>
  );
}

/** How full the hall is; the number stands beside it. */
export function Meter({ session }: { session: Block['session'] }) {
  const share = session.seats_total === 0 ? 0 : session.seats_sold / session.seats_total;
  return (
    <span aria-hidden="true" className="mt-1 block h-1 overflow-hidden rounded-full bg-surface-3">
      <span
        className={cx('block h-full', share >= 0.85 ? 'bg-warn' : 'bg-ok')}
        style={{ width: `${Math.round(share * 100)}%` }}
      />
    </span>
  );
}
