import { expect, test } from 'vitest';
import { showtimeAt } from '@/test/fixtures';
import { soonest } from './NextShowtimes';

const NOW = Date.parse('2026-11-22T11:00:00Z');
const inMinutes = (minutes: number) => new Date(NOW + minutes * 60_000).toISOString();

test('the next two hours leave out what has closed, sold out or been cancelled', () => {
  const list = [
    showtimeAt(inMinutes(10), { stop_sell_at: inMinutes(-5) }),
    showtimeAt(inMinutes(30), { seats_available: 0 }),
    showtimeAt(inMinutes(40), { status: 'cancelled' }),
    showtimeAt(inMinutes(50)),
    showtimeAt(inMinutes(70), { seats_available: null }),
    showtimeAt(inMinutes(200)),
  ];
  const found = soonest(list, NOW);
  expect(found.soon).toBe(true);
  expect(found.list).toEqual([list[3], list[4]]);
});

test('late at night the first ones of tomorrow take their place', () => {
  const tomorrow = showtimeAt(inMinutes(600));
  expect(soonest([tomorrow], NOW)).toEqual({ soon: false, list: [tomorrow] });
  expect(soonest([], NOW).list).toEqual([]);
});
