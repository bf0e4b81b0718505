/**
 * Editing a hall's seat plan: every operation takes a plan and answers a new one. Units are half
 * seats, as in the drawing: neighbours differ by 2, a larger difference is an aisle.
 */
import type { Schema } from '@/api/types';

export type SeatPlan = Schema<'SeatPlan'>;
export type PlanSeat = Schema<'PlanSeat'>;
export type Kind = 'normal' | 'love' | 'wheelchair' | 'companion';

const SEAT = 2;

export interface RowId {
  section: string;
  row: string;
}

export const rowOf = ({ section, row }: RowId): RowId => ({ section, row });
const inRow = (seat: PlanSeat, { section, row }: RowId) =>
  seat.section === section && seat.row === row;

/** The rows of a plan from the screen backwards, in the order in which they first appear. */
export function rowsOf(plan: SeatPlan): { id: RowId; seats: PlanSeat[] }[] {
  const rows = new Map<string, { id: RowId; seats: PlanSeat[] }>();
  for (const seat of plan.seats) {
    const key = `${seat.section}\u0000${seat.row}`;
    const row = rows.get(key) ?? { id: rowOf(seat), seats: [] };
    row.seats.push(seat);
    rows.set(key, row);
  }
  return [...rows.values()].map(({ id, seats }) => ({
    id,
    seats: seats.sort((a, b) => a.x - b.x),
  }));
}

const seatsOfRow = (plan: SeatPlan, id: RowId) =>
  plan.seats.filter((seat) => inRow(seat, id)).sort((a, b) => a.x - b.x);

const change = (plan: SeatPlan, codes: readonly string[], part: Partial<PlanSeat>): SeatPlan => {
  const picked = new Set(codes);
  return {
    ...plan,
    seats: plan.seats.map((seat) => (picked.has(seat.seat_code) ? { ...seat, ...part } : seat)),
  };
};

/** "7" becomes "8", "F" becomes "G", "Z" becomes "AA"; anything else gets a 2 behind it. */
export function nextLabel(label: string): string {
  if (/^\d+$/.test(label)) return String(Number(label) + 1);
  if (!/^[A-Z]+$/.test(label)) return `${label}2`;
  const last = label.charCodeAt(label.length - 1);
  if (last < 90) return label.slice(0, -1) + String.fromCharCode(last + 1);
  const before = label.slice(0, -1);
  return `${before === '' ? 'A' : nextLabel(before)}A`;
}

const two = (label: string) => (/^\d$/.test(label) ? `0${label}` : label);

/** A code that no seat of the plan has, made of the labels as the cinema's codes are. */
function freeCode(taken: ReadonlySet<string>, row: string, seat: string): string {
  const plain = `${two(row)}${two(seat)}`;
  let code = plain;
  for (let turn = 2; taken.has(code); turn += 1) code = `${plain}-${turn}`;
  return code;
}

const codesOf = (plan: SeatPlan) => new Set(plan.seats.map((seat) => seat.seat_code));

const bareSeat = (
  taken: ReadonlySet<string>,
  like: PlanSeat,
  place: Pick<PlanSeat, 'row' | 'seat' | 'x' | 'y'>,
): PlanSeat => ({
  seat_code: freeCode(taken, place.row, place.seat),
  section: like.section,
  ...place,
  zone: like.zone,
  kind: 'normal',
  pair: null,
  is_usable: true,
});

/** One more seat at an end of the row, numbered on. */
export function addSeat(plan: SeatPlan, id: RowId, side: 'left' | 'right'): SeatPlan {
  const row = seatsOfRow(plan, id);
  const [end, inner] = side === 'left' ? [row[0], row[1]] : [row.at(-1), row.at(-2)];
  if (!end) return plan;
  const labels = new Set(row.map((seat) => seat.seat));
  const numbers = row.map((seat) => Number(seat.seat)).filter(Number.isFinite);
  const step = inner && Number(end.seat) < Number(inner.seat) ? -1 : 1;
  const wanted = Number(end.seat) + step;
  const fits = Number.isInteger(wanted) && wanted > 0 && !labels.has(String(wanted));
  const label = fits ? String(wanted) : String(Math.max(0, ...numbers) + 1);
  const x = side === 'left' ? end.x - SEAT : end.x + SEAT;
  const seat = bareSeat(codesOf(plan), end, { row: id.row, seat: label, x, y: end.y });
  return settled(plan, { ...plan, seats: [...plan.seats, seat] });
}

/** Takes seats away; the other half of a love seat stays as an ordinary one. */
export function removeSeats(plan: SeatPlan, codes: readonly string[]): SeatPlan {
  const gone = new Set(codes);
  const seats = plan.seats
    .filter((seat) => !gone.has(seat.seat_code))
    .map((seat) =>
      seat.pair && gone.has(seat.pair) ? { ...seat, kind: 'normal' as const, pair: null } : seat,
    );
  return settled(plan, { ...plan, seats });
}

const front = (seats: readonly PlanSeat[]) => Math.min(...seats.map((seat) => seat.y));

/** How deep one row is: to the next row of its section, or to the one before, at least a seat. */
function depthAt(plan: SeatPlan, id: RowId): number {
  const rows = rowsOf(plan).filter((row) => row.id.section === id.section);
  const at = rows.findIndex((row) => row.id.row === id.row);
  const here = rows[at];
  const other = rows[at + 1] ?? rows[at - 1];
  return here && other ? Math.max(SEAT, Math.abs(front(other.seats) - front(here.seats))) : SEAT;
}

/** Everything that stands behind a row moves; doors stay in the wall where they are. */
function pushBehind(plan: SeatPlan, id: RowId, depth: number): SeatPlan {
  const rows = rowsOf(plan);
  const at = rows.findIndex((row) => row.id.section === id.section && row.id.row === id.row);
  const behind = new Set(
    rows.slice(at + 1).flatMap((row) => row.seats.map((one) => one.seat_code)),
  );
  const seats = plan.seats.map((seat) =>
    behind.has(seat.seat_code) ? { ...seat, y: seat.y + depth } : seat,
  );
  return { ...plan, seats };
}

/** A row of the same shape behind this one, with the section's next label. */
export function addRow(plan: SeatPlan, id: RowId): SeatPlan {
  const row = seatsOfRow(plan, id);
  if (row.length === 0) return plan;
  const depth = depthAt(plan, id);
  const labels = new Set(
    plan.seats.filter((seat) => seat.section === id.section).map((seat) => seat.row),
  );
  let label = nextLabel(id.row);
  while (labels.has(label)) label = nextLabel(label);
  const pushed = pushBehind(plan, id, depth);
  const taken = codesOf(plan);
  const fresh = row.map((like) => {
    const seat = bareSeat(taken, like, {
      row: label,
      seat: like.seat,
      x: like.x,
      y: like.y + depth,
    });
    taken.add(seat.seat_code);
    return seat;
  });
  const lastOfRow = pushed.seats.findLastIndex((seat) => inRow(seat, id));
  return { ...pushed, seats: pushed.seats.toSpliced(lastOfRow + 1, 0, ...fresh) };
}

/** Takes a row away, and what is behind it moves up. */
export function removeRow(plan: SeatPlan, id: RowId): SeatPlan {
  const depth = depthAt(plan, id);
  const pulled = pushBehind(plan, id, -depth);
  return removeSeats(
    pulled,
    seatsOfRow(plan, id).map((seat) => seat.seat_code),
  );
}

/** Gives a row another label; nothing where the section has such a row already. */
export function relabelRow(plan: SeatPlan, id: RowId, label: string): SeatPlan {
  const wanted = label.trim();
  const taken = plan.seats.some((seat) => seat.section === id.section && seat.row === wanted);
  if (wanted === '' || taken) return plan;
  return change(
    plan,
    seatsOfRow(plan, id).map((seat) => seat.seat_code),
    { row: wanted },
  );
}

export const relabelSeat = (plan: SeatPlan, code: string, label: string): SeatPlan =>
  label.trim() === '' ? plan : change(plan, [code], { seat: label.trim() });

/** Numbers a row from 1, from the left or from the right as one looks at the plan. */
export function renumberRow(plan: SeatPlan, id: RowId, from: 'left' | 'right'): SeatPlan {
  const row = seatsOfRow(plan, id);
  if (from === 'right') row.reverse();
  const labels = new Map(row.map((seat, index) => [seat.seat_code, String(index + 1)]));
  return {
    ...plan,
    seats: plan.seats.map((seat) => ({ ...seat, seat: labels.get(seat.seat_code) ?? seat.seat })),
  };
}

/** Makes seats of a kind. Love seats join neighbours two by two; a seat that is left over stays. */
export function setKind(plan: SeatPlan, codes: readonly string[], kind: Kind): SeatPlan {
  const picked = new Set(codes);
  const freed = {
    ...plan,
    seats: plan.seats.map((seat) => {
      const own = picked.has(seat.seat_code);
      if (!own && !(seat.pair && picked.has(seat.pair))) return seat;
      const plain = own && kind !== 'love' ? kind : ('normal' as const);
      return { ...seat, kind: plain, pair: null };
    }),
  };
  return kind === 'love' ? joinPairs(freed, picked) : freed;
}

function joinPairs(plan: SeatPlan, picked: ReadonlySet<string>): SeatPlan {
  const joined = new Map<string, Partial<PlanSeat>>();
  for (const { seats } of rowsOf(plan)) {
    let left: PlanSeat | undefined;
    for (const seat of seats) {
      if (!picked.has(seat.seat_code)) left = undefined;
      else if (left && seat.x - left.x === SEAT && seat.y === left.y) {
        joined.set(left.seat_code, { kind: 'love_left', pair: seat.seat_code });
        joined.set(seat.seat_code, { kind: 'love_right', pair: left.seat_code });
        left = undefined;
      } else left = seat;
    }
  }
  return {
    ...plan,
    seats: plan.seats.map((seat) => ({ ...seat, ...joined.get(seat.seat_code) })),
  };
}

export const setZone = (plan: SeatPlan, codes: readonly string[], zone: string): SeatPlan =>
  change(plan, codes, { zone });

export const setUsable = (plan: SeatPlan, codes: readonly string[], is_usable: boolean): SeatPlan =>
  change(plan, codes, { is_usable });

/** Another price zone, empty until seats are put into it. */
export function addZone(plan: SeatPlan, name: { zh: string; en: string }): SeatPlan {
  const slug =
    name.en
      .toLowerCase()
      .replace(/[^a-z0-9]+/g, '-')
      .replace(/^-|-$/g, '') || 'zone';
  const taken = new Set(plan.zones.map((zone) => zone.id));
  let id = slug;
  for (let turn = 2; taken.has(id); turn += 1) id = `${slug}-${turn}`;
  return { ...plan, zones: [...plan.zones, { id, name }] };
}

/**
 * Widens (`dx` 2) or narrows (`dx` -2) the gap right of a seat, in its row or in all rows of its
 * section. A row whose gap would close over seats stays as it is.
 */
export function moveAisle(
  plan: SeatPlan,
  code: string,
  dx: 2 | -2,
  reach: 'row' | 'section',
): SeatPlan {
  const seat = plan.seats.find((one) => one.seat_code === code);
  if (!seat) return plan;
  const moving = new Set<string>();
  for (const { id, seats } of rowsOf(plan)) {
    const concerned = reach === 'row' ? inRow(seat, id) : id.section === seat.section;
    if (!concerned) continue;
    const right = seats.filter((one) => one.x > seat.x);
    const left = seats.filter((one) => one.x <= seat.x).at(-1);
    const gap = (right[0]?.x ?? Number.POSITIVE_INFINITY) - (left?.x ?? Number.NEGATIVE_INFINITY);
    if (dx < 0 && gap + dx < SEAT) continue;
    for (const one of right) moving.add(one.seat_code);
  }
  return settled(plan, {
    ...plan,
    seats: plan.seats.map((one) => (moving.has(one.seat_code) ? { ...one, x: one.x + dx } : one)),
  });
}

/** The screen and the doors of the right wall follow the hall's width; nothing is left of the wall. */
function settled(before: SeatPlan, after: SeatPlan): SeatPlan {
  if (after.seats.length === 0 || before.seats.length === 0) return after;
  const edges = (plan: SeatPlan) => ({
    left: Math.min(...plan.seats.map((seat) => seat.x)),
    right: Math.max(...plan.seats.map((seat) => seat.x)) + SEAT,
  });
  const was = edges(before);
  const is = edges(after);
  const shift = Math.max(0, -is.left);
  const moveX = <T extends { x: number }>(one: T, by: number): T => ({ ...one, x: one.x + by });
  const entrances = after.entrances.map((door) =>
    moveX(door, (door.x >= was.right ? is.right - was.right : 0) + shift),
  );
  const screen = {
    ...after.screen,
    x0: after.screen.x0 + is.left - was.left + shift,
    x1: after.screen.x1 + is.right - was.right + shift,
  };
  const seats = shift === 0 ? after.seats : after.seats.map((seat) => moveX(seat, shift));
  return { ...after, screen, entrances, seats };
}

export type Fault = 'overlap' | 'label' | 'pair' | 'zone' | 'empty';

export interface PlanFault {
  fault: Fault;
  /** The seat that it is about; none where the plan as a whole is wrong. */
  code: string | null;
}

/** What the server would refuse, told while editing. */
export function faultsOf(plan: SeatPlan): PlanFault[] {
  const faults: PlanFault[] = [];
  if (plan.seats.length === 0) faults.push({ fault: 'empty', code: null });
  const zones = new Set(plan.zones.map((zone) => zone.id));
  const byCode = new Map(plan.seats.map((seat) => [seat.seat_code, seat]));
  const labels = new Set<string>();
  const cells = new Set<string>();
  for (const seat of plan.seats) {
    const fault = (kind: Fault) => faults.push({ fault: kind, code: seat.seat_code });
    const label = `${seat.section}\u0000${seat.row}\u0000${seat.seat}`;
    if (labels.has(label)) fault('label');
    labels.add(label);
    const own = [0, 1].flatMap((dx) => [0, 1].map((dy) => `${seat.x + dx}/${seat.y + dy}`));
    if (own.some((cell) => cells.has(cell))) fault('overlap');
    for (const cell of own) cells.add(cell);
    if (!zones.has(seat.zone)) fault('zone');
    if (!isPairWhole(seat, byCode)) fault('pair');
  }
  return faults;
}

function isPairWhole(seat: PlanSeat, byCode: ReadonlyMap<string, PlanSeat>): boolean {
  const isLove = seat.kind === 'love_left' || seat.kind === 'love_right';
  if (!isLove) return true;
  const other = byCode.get(seat.pair ?? '');
  if (!other || other.pair !== seat.seat_code || !inRow(other, seat)) return false;
  const away = other.x - seat.x;
  return other.y === seat.y && away === (seat.kind === 'love_left' ? SEAT : -SEAT);
}

/** The seat that a JSON pointer of the server's answer means, such as `/layout/seats/12/pair`. */
export function seatAtPointer(plan: SeatPlan, pointer: string): string | null {
  const index = /\/seats\/(\d+)(?:\/|$)/.exec(pointer)?.[1];
  return index === undefined ? null : (plan.seats[Number(index)]?.seat_code ?? null);
}

export interface Difference {
  added: number;
  removed: number;
  changed: number;
}

/** How far a plan is from the version it began with. */
export function differenceOf(before: SeatPlan, after: SeatPlan): Difference {
  const old = new Map(before.seats.map((seat) => [seat.seat_code, JSON.stringify(sorted(seat))]));
  const now = new Map(after.seats.map((seat) => [seat.seat_code, JSON.stringify(sorted(seat))]));
  return {
    added: [...now.keys()].filter((code) => !old.has(code)).length,
    removed: [...old.keys()].filter((code) => !now.has(code)).length,
    changed: [...now].filter(([code, text]) => old.has(code) && old.get(code) !== text).length,
  };
}

const sorted = (seat: PlanSeat) => Object.entries(seat).sort(([a], [b]) => (a < b ? -1 : 1));

/** Steps that can be taken back and done again. */
export interface History {
  past: SeatPlan[];
  now: SeatPlan;
  future: SeatPlan[];
}

export const begin = (plan: SeatPlan): History => ({ past: [], now: plan, future: [] });

const STEPS_KEPT = 100;

/** A step that changed nothing is no step. */
export function step(history: History, next: SeatPlan): History {
  if (next === history.now) return history;
  return { past: [...history.past, history.now].slice(-STEPS_KEPT), now: next, future: [] };
}

export function undo(history: History): History {
  const last = history.past.at(-1);
  if (!last) return history;
  return {
    past: history.past.slice(0, -1),
    now: last,
    future: [history.now, ...history.future],
  };
}

export function redo(history: History): History {
  const [next, ...future] = history.future;
  if (!next) return history;
  return { past: [...history.past, history.now], now: next, future };
}
