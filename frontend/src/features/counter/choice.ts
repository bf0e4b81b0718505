/** Which seats a member of staff has chosen, and what may be done with them. Pure. */

import { addMoney, type Money } from '@/lib/money';
import type { Look } from '@/ui/hall/look';
import type { Plan } from '@/ui/hall/plan';
import type { StaffSeat, StaffSeatMap } from './queries';

export function lookOf(seat: StaffSeat, chosen: boolean): Look {
  if (chosen) return 'chosen';
  const looks: Record<StaffSeat['state'], Look> = {
    available: 'free',
    locked: 'locked',
    sold: 'sold',
    blocked: 'blocked',
    unusable: 'off',
  };
  return looks[seat.state];
}

/** Seats that staff can do something with. */
export const canChoose = (seat: StaffSeat | undefined): boolean =>
  seat?.state === 'available' || seat?.state === 'blocked';

type SeatsByCode = ReadonlyMap<string, StaffSeat>;

/**
 * The choice after a press: a love seat comes and goes whole, and with Shift everything in the row
 * between the last seat and this one joins, as far as it is in the same state as this one.
 */
export function press(
  plan: Plan,
  seats: SeatsByCode,
  chosen: readonly string[],
  code: string,
  extend: boolean,
): string[] {
  const seat = seats.get(code);
  if (!seat || !canChoose(seat)) return [...chosen];
  const last = plan.byCode.get(chosen.at(-1) ?? '');
  const here = plan.byCode.get(code);
  if (extend && last && here && last.row === here.row) {
    const [from, to] = [last.column, here.column].sort((a, b) => a - b) as [number, number];
    const stretch = (plan.rows[here.row]?.seats ?? [])
      .slice(from, to + 1)
      .map((item) => item.code)
      .filter((one) => seats.get(one)?.state === seat.state);
    const ordered = here.column < last.column ? stretch.reverse() : stretch;
    return unique([...chosen, ...ordered.flatMap((one) => withPair(seats, one))]);
  }
  const both = withPair(seats, code);
  if (chosen.includes(code)) return chosen.filter((one) => !both.includes(one));
  return unique([...chosen, ...both]);
}

const unique = (codes: readonly string[]) => [...new Set(codes)];

/** A half of a love seat brings the other half. */
function withPair(seats: SeatsByCode, code: string): string[] {
  const seat = seats.get(code);
  const isLove = seat?.kind === 'love_left' || seat?.kind === 'love_right';
  const pair = isLove && seat?.pair ? seats.get(seat.pair) : undefined;
  return pair && pair.state === seat?.state ? [pair.seat_code, code] : [code];
}

export interface Chosen {
  free: StaffSeat[];
  blocked: StaffSeat[];
  /** Chosen before, but somebody else has them now. */
  lost: StaffSeat[];
}

export function sortChosen(seats: SeatsByCode, chosen: readonly string[]): Chosen {
  const sorted: Chosen = { free: [], blocked: [], lost: [] };
  for (const code of chosen) {
    const seat = seats.get(code);
    if (!seat) continue;
    if (seat.state === 'available') sorted.free.push(seat);
    else if (seat.state === 'blocked') sorted.blocked.push(seat);
    else sorted.lost.push(seat);
  }
  return sorted;
}

/**
 * What the seats cost at the counter: ticket and hall's fee, without the platform's; null if one has
 * no price.
 */
export function totalOf(map: StaffSeatMap, seats: readonly StaffSeat[]): Money | null {
  let total: Money = { amount: 0, currency: 'CNY' };
  for (const seat of seats) {
    const price = map.zone_prices.find((one) => one.zone === seat.zone);
    if (!price) return null;
    total = addMoney(total, addMoney(price.ticket, price.screen_fee));
  }
  return total;
}
