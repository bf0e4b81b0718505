/**
 * The rules of choosing seats, the same that the server enforces: checked here first so that people are told
 * while they choose, not after. All functions are pure; a seat is free when the cinema would sell it to us now.
 */
import { type Plan, type PlanSeat, SEAT } from '@/ui/hall/plan';

export type ChoiceRules = {
  plan: Plan;
  maxSeats: number;
  /** Whether a seat can be had: available, or held by the customer's own lock. */
  isFree: (code: string) => boolean;
};

/** Why a choice cannot be bought as it is. `seats` are the seats that the sentence for people names. */
export type ChoiceProblem = {
  code: 'too_many_seats' | 'zone_mixed' | 'love_seat_split' | 'orphan_seat' | 'seat_taken';
  seats: PlanSeat[];
};

/** Runs with this many usable seats or fewer are exempt from the lone-seat rule: there is no room to choose. */
export const SHORT_RUN = 5;

/** Wheelchair and companion places neither count as usable for others nor can be left alone. */
function isExempt(item: PlanSeat): boolean {
  return item.seat.kind === 'wheelchair' || item.seat.kind === 'companion';
}

function isLoveSeat(item: PlanSeat): boolean {
  return item.seat.kind === 'love_left' || item.seat.kind === 'love_right';
}

function partner(rules: ChoiceRules, item: PlanSeat): PlanSeat | undefined {
  return isLoveSeat(item) && item.seat.pair != null
    ? rules.plan.byCode.get(item.seat.pair)
    : undefined;
}

function seatsOf(rules: ChoiceRules, codes: Iterable<string>): PlanSeat[] {
  const found: PlanSeat[] = [];
  for (const code of codes) {
    const item = rules.plan.byCode.get(code);
    if (item) found.push(item);
  }
  return found;
}

/** Places of a run that stand alone: usable, not chosen, and with nobody free beside them. */
function lonePlaces(run: readonly PlanSeat[], open: readonly boolean[]): number[] {
  const lone: number[] = [];
  for (let place = 0; place < run.length; place++) {
    if (open[place] && !open[place - 1] && !open[place + 1]) lone.push(place);
  }
  return lone;
}

/** The seats of one run that this choice newly leaves alone, whether or not that is allowed. */
function newlyLone(
  run: readonly PlanSeat[],
  usable: readonly boolean[],
  taken: ReadonlySet<number>,
): PlanSeat[] {
  const before = new Set(lonePlaces(run, usable));
  const after = lonePlaces(
    run,
    usable.map((open, place) => open && !taken.has(place)),
  );
  return after.filter((place) => !before.has(place)).map((place) => run[place] as PlanSeat);
}

/** Whether the run could seat `count` people side by side without leaving a seat alone or splitting a love seat. */
function hasBetterBlock(
  rules: ChoiceRules,
  run: readonly PlanSeat[],
  usable: readonly boolean[],
  count: number,
) {
  for (let start = 0; start + count <= run.length; start++) {
    const block = run.slice(start, start + count);
    if (!block.every((item) => usable[item.place])) continue;
    if (splitLoveSeats(rules, block).length > 0) continue;
    if (newlyLone(run, usable, new Set(block.map((item) => item.place))).length === 0) return true;
  }
  return false;
}

/**
 * Seats that the choice would leave alone between taken seats, chosen seats or aisles. Only runs with more than
 * `SHORT_RUN` usable seats are looked at, only seats that were not alone before count, and nothing is said when
 * the run offers no better way to seat the same number.
 */
export function orphans(rules: ChoiceRules, chosen: Iterable<string>): PlanSeat[] {
  const perRun = new Map<number, PlanSeat[]>();
  for (const item of seatsOf(rules, chosen)) {
    if (isExempt(item)) continue;
    const list = perRun.get(item.run);
    if (list) list.push(item);
    else perRun.set(item.run, [item]);
  }
  const found: PlanSeat[] = [];
  for (const [index, picked] of perRun) {
    const run = rules.plan.runs[index] as PlanSeat[];
    const usable = run.map((item) => !isExempt(item) && rules.isFree(item.code));
    if (usable.filter(Boolean).length <= SHORT_RUN) continue;
    const lone = newlyLone(run, usable, new Set(picked.map((item) => item.place)));
    if (lone.length > 0 && hasBetterBlock(rules, run, usable, picked.length)) found.push(...lone);
  }
  return found;
}

/** Chosen halves of love seats whose other half is not chosen. */
function splitLoveSeats(rules: ChoiceRules, chosen: readonly PlanSeat[]): PlanSeat[] {
  const codes = new Set(chosen.map((item) => item.code));
  return chosen.filter((item) => {
    const other = partner(rules, item);
    return isLoveSeat(item) && (other === undefined || !codes.has(other.code));
  });
}

/** Everything that stands between this choice and the button, the gravest first. An empty choice has no problem. */
export function problems(rules: ChoiceRules, chosen: readonly string[]): ChoiceProblem[] {
  const seats = seatsOf(rules, chosen);
  const found: ChoiceProblem[] = [];
  const taken = seats.filter((item) => !rules.isFree(item.code));
  if (taken.length > 0) found.push({ code: 'seat_taken', seats: taken });
  if (seats.length > rules.maxSeats)
    found.push({ code: 'too_many_seats', seats: seats.slice(rules.maxSeats) });
  const zone = seats[0]?.seat.zone;
  const mixed = seats.filter((item) => item.seat.zone !== zone);
  if (mixed.length > 0) found.push({ code: 'zone_mixed', seats: mixed });
  const split = splitLoveSeats(rules, seats);
  if (split.length > 0) found.push({ code: 'love_seat_split', seats: split });
  const lone = orphans(rules, chosen);
  if (lone.length > 0) found.push({ code: 'orphan_seat', seats: lone });
  return found;
}

export type Toggled = { chosen: string[]; refused?: ChoiceProblem };

/**
 * Chooses or gives back a seat, love seats always with their other half. A step that no later step could mend
 * (too many, another zone, not free) is refused and leaves the choice as it was; a lone seat is not refused,
 * because choosing the next seat may mend it.
 */
export function toggle(rules: ChoiceRules, chosen: readonly string[], code: string): Toggled {
  const item = rules.plan.byCode.get(code);
  if (!item) return { chosen: [...chosen] };
  const other = partner(rules, item);
  const group = other ? [item, other] : [item];
  const codes = new Set(group.map((seat) => seat.code));
  if (chosen.includes(code)) return { chosen: chosen.filter((one) => !codes.has(one)) };

  const keep = (refused: ChoiceProblem): Toggled => ({ chosen: [...chosen], refused });
  const taken = group.filter((seat) => !rules.isFree(seat.code));
  if (taken.length > 0) return keep({ code: 'seat_taken', seats: taken });
  if (isLoveSeat(item) && !other) return keep({ code: 'love_seat_split', seats: [item] });
  const next = [
    ...chosen.filter((one) => !codes.has(one)),
    ...group.sort((a, b) => a.x - b.x).map((s) => s.code),
  ];
  if (next.length > rules.maxSeats) return keep({ code: 'too_many_seats', seats: group });
  const first = rules.plan.byCode.get(chosen[0] ?? '');
  if (first && first.seat.zone !== item.seat.zone)
    return keep({ code: 'zone_mixed', seats: group });
  return { chosen: next };
}

/** Keeps of a choice what can still be had, love seats only whole; tells what was lost. */
export function keepFree(
  rules: ChoiceRules,
  chosen: readonly string[],
): { chosen: string[]; lost: PlanSeat[] } {
  const gone = (item: PlanSeat) => !rules.isFree(item.code);
  const seats = seatsOf(rules, chosen);
  const lost = seats.filter((item) => {
    const other = partner(rules, item);
    return gone(item) || (other !== undefined && gone(other));
  });
  const kept = seats.filter((item) => !lost.includes(item)).map((item) => item.code);
  return { chosen: kept, lost };
}

/**
 * Measures how far a block is from the seats most people want: the middle, two thirds of the way back. A row nearer
 * or farther weighs more than a seat to the side, and an upper storey comes after the stalls.
 */
function measure(plan: Plan): (block: readonly PlanSeat[]) => number {
  const centre = (plan.screen.x0 + plan.screen.x1) / 2;
  const main = plan.rows[0]?.section;
  const extent = new Map<string, { top: number; bottom: number }>();
  for (const { y, seat } of plan.seats) {
    const known = extent.get(seat.section) ?? { top: y, bottom: y };
    extent.set(seat.section, { top: Math.min(known.top, y), bottom: Math.max(known.bottom, y) });
  }
  return (block) => {
    const first = block[0] as PlanSeat;
    const last = block.at(-1) as PlanSeat;
    const { top, bottom } = extent.get(first.seat.section) as { top: number; bottom: number };
    const dx = (first.x + last.x + SEAT) / 2 - centre;
    const dy = first.y - (top + ((bottom - top) * 2) / 3);
    return Math.hypot(dx, dy * 1.5) + (first.seat.section === main ? 0 : plan.bounds.width);
  };
}

/** Whether `block` is one that the platform may propose. */
function canPropose(rules: ChoiceRules, block: readonly PlanSeat[], loveSeats: boolean): boolean {
  const zone = block[0]?.seat.zone;
  return (
    block.every(
      (item) =>
        rules.isFree(item.code) &&
        item.seat.zone === zone &&
        !isExempt(item) &&
        isLoveSeat(item) === loveSeats,
    ) &&
    problems(
      rules,
      block.map((item) => item.code),
    ).length === 0
  );
}

/**
 * The best `count` seats side by side, or null when no block keeps the rules. Ordinary seats come first; love
 * seats, which cost more, are proposed only when nothing else is left.
 */
export function best(rules: ChoiceRules, count: number): string[] | null {
  if (count < 1 || count > rules.maxSeats) return null;
  const distance = measure(rules.plan);
  for (const loveSeats of [false, true]) {
    let found: PlanSeat[] | null = null;
    let nearest = Number.POSITIVE_INFINITY;
    for (const run of rules.plan.runs) {
      for (let start = 0; start + count <= run.length; start++) {
        const block = run.slice(start, start + count);
        if (!block.every((item) => rules.isFree(item.code))) continue;
        const far = distance(block);
        if (far < nearest && canPropose(rules, block, loveSeats)) {
          nearest = far;
          found = block;
        }
      }
    }
    if (found) return found.map((item) => item.code);
  }
  return null;
}
