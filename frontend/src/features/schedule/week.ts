/**
 * Where a cinema's sessions stand in a week: pure arithmetic in minutes after the midnight that
 * begins a business day. A show at 01:20 belongs to the evening before, at minute 1520.
 */
import { addDays, CUT_OFF_HOURS, instantOf } from '@/lib/time';
import type { Screen, Session } from './queries';

export const DAYS = 7;

/** The Monday of the week in which a day lies. */
export function mondayOf(day: string): string {
  const weekday = new Date(`${day}T00:00Z`).getUTCDay();
  return addDays(day, -((weekday + 6) % 7));
}

export const weekDays = (monday: string): string[] =>
  Array.from({ length: DAYS }, (_, index) => addDays(monday, index));

export interface Block {
  session: Session;
  /** Start, end, and when the hall is clean again, in minutes of the business day. */
  from: number;
  to: number;
  freeAt: number;
}

export interface Lane {
  day: string;
  screen: Screen;
  blocks: Block[];
}

export const laneKey = (day: string, screenCode: string) => `${day}/${screenCode}`;

export function minutesAt(instant: string, day: string, zone: string): number {
  return Math.round((Date.parse(instant) - instantOf(day, 0, zone)) / 60_000);
}

export function placeSession(session: Session, cleaningMin: number, zone: string): Block {
  const from = minutesAt(session.starts_at, session.business_on, zone);
  const to = minutesAt(session.ends_at, session.business_on, zone);
  return { session, from, to, freeAt: to + cleaningMin };
}

/** One lane for each hall on each day, with its sessions in order. */
export function lanesOf(
  days: readonly string[],
  screens: readonly Screen[],
  sessions: readonly Session[],
  zone: string,
): Lane[] {
  const blocks = new Map<string, Block[]>();
  for (const session of sessions) {
    const screen = screens.find((one) => one.screen_code === session.screen_code);
    const key = laneKey(session.business_on, session.screen_code);
    const block = placeSession(session, screen?.cleaning_min ?? 0, zone);
    blocks.set(key, [...(blocks.get(key) ?? []), block]);
  }
  return days.flatMap((day) =>
    screens.map((screen) => ({
      day,
      screen,
      blocks: (blocks.get(laneKey(day, screen.screen_code)) ?? []).sort((a, b) => a.from - b.from),
    })),
  );
}

export interface Axis {
  /** First and last minute shown, on whole hours. */
  from: number;
  to: number;
}

/** The hours that a week needs: nine to one at night, and more where something is on. */
export function axisOf(lanes: readonly Lane[]): Axis {
  const blocks = lanes.flatMap((lane) => lane.blocks);
  const first = Math.min(9 * 60, ...blocks.map((block) => block.from));
  const last = Math.max(25 * 60, ...blocks.map((block) => block.freeAt));
  return { from: Math.floor(first / 60) * 60, to: Math.ceil(last / 60) * 60 };
}

/** Whole hours of an axis, every `step` of them. */
export function hoursOf(axis: Axis, step = 1): number[] {
  const hours: number[] = [];
  for (let at = Math.ceil(axis.from / 60); at * 60 <= axis.to; at += step) hours.push(at * 60);
  return hours;
}

/** How far along the axis a minute lies, from 0 to 100. */
export function percentAt(minute: number, axis: Axis): number {
  return ((minute - axis.from) / (axis.to - axis.from)) * 100;
}

/** "25:20" is written "01:20": the clock on the wall. */
export function clockText(minute: number): string {
  const wall = ((minute % 1440) + 1440) % 1440;
  const two = (value: number) => String(value).padStart(2, '0');
  return `${two(Math.floor(wall / 60))}:${two(wall % 60)}`;
}

/** The minute of a business day that a clock means: before the cut-off it is the night after. */
export function minuteOf(clock: string): number | null {
  const match = /^(\d{1,2}):(\d{2})$/.exec(clock);
  if (!match) return null;
  const minute = Number(match[1]) * 60 + Number(match[2]);
  if (Number(match[1]) > 23 || Number(match[2]) > 59) return null;
  return minute < CUT_OFF_HOURS * 60 ? minute + 1440 : minute;
}

const STEP = 5;

/**
 * When a session that somebody points at could begin: on five minutes, and not before the hall is
 * clean after the session in front of it.
 */
export function startNear(lane: Lane, minute: number): number {
  const near = Math.round(minute / STEP) * STEP;
  const before = lane.blocks.filter((block) => stands(block) && block.from <= near).at(-1);
  if (!before || before.freeAt <= near) return near;
  return Math.ceil(before.freeAt / STEP) * STEP;
}

/**
 * The next free start after everything that is on in the hall. On an empty day, and where that would
 * be after midnight, the given one: a late show is planned on purpose, not by default.
 */
export function startAfterAll(lane: Lane | undefined, usual: number): number {
  const last = lane?.blocks.filter(stands).at(-1);
  const next = last ? Math.ceil(last.freeAt / STEP) * STEP : usual;
  return next < 1440 ? next : usual;
}

const stands = (block: Block) => block.session.status !== 'cancelled';

/** The sessions whose time in the hall, cleaning included, an interval would touch. */
export function overlaps(
  lane: Lane | undefined,
  from: number,
  freeAt: number,
  except?: string,
): Block[] {
  return (lane?.blocks ?? []).filter(
    (block) =>
      stands(block) &&
      block.session.session_code !== except &&
      block.from < freeAt &&
      from < block.freeAt,
  );
}

/** A stop of the arrow keys: a lane's head, or the nth block of the lane. */
export interface Stop {
  lane: number;
  /** -1 is the head. */
  block: number;
}

/** Where an arrow key leads; undefined where it leads nowhere. */
export function nextStop(lanes: readonly Lane[], at: Stop, key: string): Stop | undefined {
  const lane = lanes[at.lane];
  if (!lane) return undefined;
  const last = lane.blocks.length - 1;
  switch (key) {
    case 'ArrowLeft':
      return at.block > -1 ? { ...at, block: at.block - 1 } : undefined;
    case 'ArrowRight':
      return at.block < last ? { ...at, block: at.block + 1 } : undefined;
    case 'Home':
      return { ...at, block: -1 };
    case 'End':
      return { ...at, block: last };
    case 'ArrowUp':
      return nearest(lanes, at, -1);
    case 'ArrowDown':
      return nearest(lanes, at, 1);
    default:
      return undefined;
  }
}

/** The head of the neighbouring lane, or its block that begins nearest. */
function nearest(lanes: readonly Lane[], at: Stop, step: 1 | -1): Stop | undefined {
  const target = lanes[at.lane + step];
  if (!target) return undefined;
  const from = lanes[at.lane]?.blocks[at.block]?.from;
  const stop = { lane: at.lane + step, block: -1 };
  if (from === undefined) return stop;
  const away = (block: Block) => Math.abs(block.from - from);
  target.blocks.forEach((block, index) => {
    const best = target.blocks[stop.block];
    if (!best || away(block) < away(best)) stop.block = index;
  });
  return stop;
}
