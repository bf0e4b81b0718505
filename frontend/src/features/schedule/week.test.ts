import { describe, expect, test } from 'vitest';
import { hall, SHANGHAI, sessionAt } from './fixtures';
import {
  axisOf,
  clockText,
  hoursOf,
  type Lane,
  lanesOf,
  minuteOf,
  mondayOf,
  nextStop,
  overlaps,
  percentAt,
  startAfterAll,
  startNear,
  weekDays,
} from './week';

const other = { ...hall, screen_code: 'H2' };
const lane = (...clocks: string[]): Lane => {
  const [first] = lanesOf(
    ['2026-11-23'],
    [hall],
    clocks.map((clock) => sessionAt(clock)),
    SHANGHAI,
  );
  if (!first) throw new Error('no lane');
  return first;
};

test('a week begins on its Monday', () => {
  expect(mondayOf('2026-11-22')).toBe('2026-11-16');
  expect(mondayOf('2026-11-23')).toBe('2026-11-23');
  expect(weekDays('2026-11-30').at(-1)).toBe('2026-12-06');
});

test('sessions stand in their hall and day, in order, with the time until the hall is clean', () => {
  const night = sessionAt('00:20', {
    starts_at: '2026-11-23T17:20:00.000Z',
    ends_at: '2026-11-23T19:20:00.000Z',
  });
  const lanes = lanesOf(
    ['2026-11-23', '2026-11-24'],
    [hall, other],
    [night, sessionAt('19:40'), sessionAt('10:00', { screen_code: 'H2' })],
    SHANGHAI,
  );
  expect(lanes.map((one) => one.blocks.length)).toEqual([2, 1, 0, 0]);
  expect(lanes[0]?.blocks.map(({ from, to, freeAt }) => [from, to, freeAt])).toEqual([
    [1180, 1300, 1315],
    [1520, 1640, 1655],
  ]);
});

describe('the axis', () => {
  test('shows nine to one, and more where something is on', () => {
    expect(axisOf([])).toEqual({ from: 540, to: 1500 });
    expect(axisOf([lane('08:30', '23:30')])).toEqual({ from: 480, to: 1560 });
  });

  test('has whole hours, and places between them', () => {
    const axis = { from: 540, to: 660 };
    expect(hoursOf(axis)).toEqual([540, 600, 660]);
    expect(percentAt(570, axis)).toBe(25);
  });

  test('writes the clock on the wall, also after midnight', () => {
    expect(clockText(1520)).toBe('01:20');
    expect(minuteOf('01:20')).toBe(1520);
    expect(minuteOf('06:00')).toBe(360);
    expect(minuteOf('24:10')).toBeNull();
    expect(minuteOf('')).toBeNull();
  });
});

describe('a free start', () => {
  test('is on five minutes, and after the cleaning of what is before', () => {
    expect(startNear(lane('10:00'), 903)).toBe(905);
    expect(startNear(lane('10:00'), 722)).toBe(735);
    expect(startNear(lane('10:00'), 640)).toBe(735);
  });

  test('comes after everything that is on; a cancelled session is not', () => {
    expect(startAfterAll(lane('10:00', '14:00'), 600)).toBe(975);
    expect(startAfterAll(lane(), 600)).toBe(600);
    expect(startAfterAll(lane('22:30'), 600)).toBe(600);
    const cancelled = lane('10:00');
    for (const block of cancelled.blocks) block.session.status = 'cancelled';
    expect(startAfterAll(cancelled, 600)).toBe(600);
    expect(startNear(cancelled, 640)).toBe(640);
    expect(overlaps(cancelled, 600, 700)).toEqual([]);
  });
});

test('sessions overlap when one begins before the hall is clean after the other', () => {
  const day = lane('10:00', '14:00');
  const codes = (from: number, freeAt: number, except?: string) =>
    overlaps(day, from, freeAt, except).map((block) => block.session.session_code);
  expect(codes(734, 800)).toEqual(['S10:00']);
  expect(codes(735, 840)).toEqual([]);
  expect(codes(735, 841)).toEqual(['S14:00']);
  expect(codes(600, 735, 'S10:00')).toEqual([]);
  expect(overlaps(undefined, 0, 3000)).toEqual([]);
});

test('arrow keys go along a hall and to what begins nearest in the next', () => {
  const lanes = [lane('10:00', '14:00'), lane('09:00', '13:30', '18:00'), lane()];
  expect(nextStop(lanes, { lane: 0, block: -1 }, 'ArrowRight')).toEqual({ lane: 0, block: 0 });
  expect(nextStop(lanes, { lane: 0, block: 1 }, 'ArrowRight')).toBeUndefined();
  expect(nextStop(lanes, { lane: 0, block: 1 }, 'ArrowDown')).toEqual({ lane: 1, block: 1 });
  expect(nextStop(lanes, { lane: 1, block: 2 }, 'ArrowDown')).toEqual({ lane: 2, block: -1 });
  expect(nextStop(lanes, { lane: 1, block: -1 }, 'ArrowUp')).toEqual({ lane: 0, block: -1 });
  expect(nextStop(lanes, { lane: 1, block: 2 }, 'Home')).toEqual({ lane: 1, block: -1 });
  expect(nextStop(lanes, { lane: 1, block: -1 }, 'End')).toEqual({ lane: 1, block: 2 });
  expect(nextStop(lanes, { lane: 0, block: 0 }, 'ArrowUp')).toBeUndefined();
  expect(nextStop(lanes, { lane: 0, block: 0 }, 'a')).toBeUndefined();
});
