import { describe, expect, test } from 'vitest';
import { hall } from '@/ui/hall/fixtures';
import { buildPlan } from '@/ui/hall/plan';
import { lookOf, press, sortChosen, totalOf } from './choice';
import type { StaffSeat, StaffSeatMap } from './queries';

/** A hall as text; `b` is a blocked seat, `x` a sold one. */
function counter(...lines: string[]) {
  const blocked = (code: string) => {
    const line = lines[code.charCodeAt(0) - 65] ?? '';
    return line.replaceAll(' ', '')[Number(code.slice(1)) - 1] === 'b';
  };
  const data = hall(...lines);
  const seats: StaffSeat[] = data.seats.map(({ mine: _, state, ...seat }) => ({
    ...seat,
    state: state === 'sold' ? 'sold' : blocked(seat.seat_code) ? 'blocked' : 'available',
    reason: blocked(seat.seat_code) ? 'house seats' : null,
  }));
  const plan = buildPlan({ layout: data.layout, seats });
  return { plan, seats: new Map(seats.map((seat) => [seat.seat_code, seat])) };
}

describe('pressing a seat', () => {
  const { plan, seats } = counter('ooxob', 'lroo');
  const go = (chosen: string[], code: string, extend = false) =>
    press(plan, seats, chosen, code, extend);

  test('chooses and gives back; a sold seat is nobody’s to choose', () => {
    expect(go([], 'A1')).toEqual(['A1']);
    expect(go(['A1', 'A2'], 'A1')).toEqual(['A2']);
    expect(go(['A1'], 'A3')).toEqual(['A1']);
    expect(go([], 'A5')).toEqual(['A5']);
  });

  test('a love seat comes and goes whole', () => {
    expect(go([], 'B2')).toEqual(['B1', 'B2']);
    expect(go(['B1', 'B2', 'B3'], 'B1')).toEqual(['B3']);
  });

  test('Shift takes the stretch between, as far as it is in the same state', () => {
    expect(go(['A1'], 'A4', true)).toEqual(['A1', 'A2', 'A4']);
    expect(go(['A4'], 'A1', true)).toEqual(['A4', 'A2', 'A1']);
    expect(go(['A1'], 'B4', true)).toEqual(['A1', 'B4']);
  });
});

test('what is chosen is sorted by what may be done with it', () => {
  const { seats } = counter('oobx');
  const sorted = sortChosen(seats, ['A1', 'A3', 'A4', 'Z9']);
  const codes = (list: StaffSeat[]) => list.map((seat) => seat.seat_code);
  expect([sorted.free, sorted.blocked, sorted.lost].map(codes)).toEqual([['A1'], ['A3'], ['A4']]);
});

test('the counter asks the ticket and the hall’s fee, and no more', () => {
  const { seats } = counter('oo@standard', 'oo@prime');
  const list = [...seats.values()];
  const cny = (amount: number) => ({ amount, currency: 'CNY' as const });
  const map = {
    zone_prices: [
      { zone: 'standard', ticket: cny(4500), screen_fee: cny(0) },
      { zone: 'prime', ticket: cny(5500), screen_fee: cny(300) },
    ],
  } as StaffSeatMap;
  expect(totalOf(map, list)?.amount).toBe(20_600);
  expect(totalOf(map, [])?.amount).toBe(0);
  expect(totalOf({ ...map, zone_prices: [] }, list)).toBeNull();
});

test('every state looks different', () => {
  const { seats } = counter('obx');
  const looks = [...seats.values()].map((seat) => lookOf(seat, false));
  expect(looks).toEqual(['free', 'blocked', 'sold']);
  const one = seats.get('A1');
  expect(one && lookOf(one, true)).toBe('chosen');
});
