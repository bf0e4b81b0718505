import { expect, test } from 'vitest';
import { labelEvery, placeOf, roundStep, scaleOf, shares, stacked } from './scale';

test('steps are 1, 2 or 5 of a power of ten, and never parts of a fen', () => {
  expect([0, 0.3, 1, 1.1, 3, 7, 45, 60, 100, 1234].map(roundStep)).toEqual([
    1, 1, 1, 2, 5, 10, 50, 100, 100, 2000,
  ]);
});

test('a scale holds zero and every value, with round ends', () => {
  expect(scaleOf([120, 980])).toEqual({
    low: 0,
    high: 1000,
    ticks: [0, 200, 400, 600, 800, 1000],
  });
  expect(scaleOf([-300, 1900])).toEqual({
    low: -500,
    high: 2000,
    ticks: [-500, 0, 500, 1000, 1500, 2000],
  });
  expect(scaleOf([])).toEqual({ low: 0, high: 1, ticks: [0, 1] });
  expect(scaleOf([0, 0])).toEqual({ low: 0, high: 1, ticks: [0, 1] });
  const { low, high, ticks } = scaleOf([123_456_789, -1]);
  expect(high).toBeGreaterThanOrEqual(123_456_789);
  expect(low).toBeLessThanOrEqual(-1);
  expect(ticks.length).toBeLessThanOrEqual(7);
});

test('places run from the top down', () => {
  const scale = scaleOf([-300, 1900]);
  expect(placeOf(scale, 2000, 150)).toBe(0);
  expect(placeOf(scale, -500, 150)).toBe(150);
  expect(placeOf(scale, 0, 150)).toBe(120);
});

test('what is below zero is stacked downwards', () => {
  expect(stacked([3, -2, 4, -1])).toEqual([
    { from: 0, to: 3 },
    { from: 0, to: -2 },
    { from: 3, to: 7 },
    { from: -2, to: -3 },
  ]);
});

test('labels never touch', () => {
  expect(labelEvery(7, 700, 60)).toBe(1);
  expect(labelEvery(30, 300, 60)).toBe(6);
  expect(labelEvery(30, 10, 60)).toBe(30);
});

test('shares add up to the whole', () => {
  expect(shares([1, 1, 1])).toEqual([334, 333, 333]);
  expect(shares([0, 0])).toEqual([0, 0]);
  expect(shares([2500, 7500])).toEqual([250, 750]);
});
