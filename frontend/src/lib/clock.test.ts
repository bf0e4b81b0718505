import { expect, test } from 'vitest';
import { boundsOf, intersect } from './clock';

const AT = Date.parse('2026-11-22T11:40:00Z');
const HEADER = 'Sun, 22 Nov 2026 11:40:00 GMT';

test('one answer bounds the difference by its travel time and the header’s whole second', () => {
  // The device is 5 s slow; the answer took 200 ms.
  expect(boundsOf(HEADER, AT - 5000, AT - 4800)).toEqual({ low: 4800, high: 6000 });
});

test('several answers narrow it', () => {
  const first = boundsOf(HEADER, AT - 5000, AT - 4800);
  const second = boundsOf('Sun, 22 Nov 2026 11:40:01 GMT', AT - 4400, AT - 4300);
  expect(first && second && intersect(first, second)).toEqual({ low: 5300, high: 5400 + 600 });
});

test('a clock that was set meanwhile is believed anew', () => {
  expect(intersect({ low: 0, high: 10 }, { low: 5000, high: 6000 })).toEqual({
    low: 5000,
    high: 6000,
  });
});

test('what is not a date says nothing', () => {
  expect(boundsOf('', 0, 1)).toBeNull();
  expect(boundsOf(HEADER, 10, 5)).toBeNull();
});
