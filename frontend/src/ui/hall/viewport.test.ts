import { describe, expect, test } from 'vitest';
import { clamp, fit, resized, reveal, seatPx, toPlan, zoomAt } from './viewport';

const bounds = { x: -3, y: 0, width: 66, height: 50 };
const phone = { width: 390, height: 420 };

describe('fit', () => {
  test('shows the whole plan in the middle', () => {
    const view = fit(bounds, phone);
    expect(view.width).toBeCloseTo(66);
    expect(view.x).toBeCloseTo(-3);
    expect(view.y + view.height / 2).toBeCloseTo(25);
  });

  test('a small hall is not blown up', () => {
    const view = fit({ x: 0, y: 0, width: 10, height: 10 }, { width: 1000, height: 1000 });
    expect(seatPx(view, { width: 1000, height: 1000 })).toBeCloseTo(56);
  });
});

describe('zoom', () => {
  test('keeps the point under the finger', () => {
    const view = fit(bounds, phone);
    const at = toPlan(view, phone, { x: 200, y: 210 });
    const near = zoomAt(view, 3, at, bounds, phone);
    expect(toPlan(near, phone, { x: 200, y: 210 }).x).toBeCloseTo(at.x);
    expect(toPlan(near, phone, { x: 200, y: 210 }).y).toBeCloseTo(at.y);
    expect(seatPx(near, phone)).toBeCloseTo(seatPx(view, phone) * 3);
  });

  test('ends at the whole plan and at the largest seat', () => {
    const view = fit(bounds, phone);
    expect(zoomAt(view, 0.1, { x: 0, y: 0 }, bounds, phone)).toEqual(view);
    expect(seatPx(zoomAt(view, 100, { x: 9, y: 9 }, bounds, phone), phone)).toBeCloseTo(56);
  });
});

test('a window that grows in height keeps its middle and its scale', () => {
  const view = { x: 10, y: 10, width: 30, height: 20 };
  const taller = resized(view, bounds, { width: 390, height: 390 });
  expect(taller).toMatchObject({ x: 10, width: 30, height: 30 });
  expect(taller.y).toBeCloseTo(5);
});

describe('pan', () => {
  test('never leaves the plan', () => {
    const near = { x: 500, y: -500, width: 20, height: 20 };
    expect(clamp(near, bounds)).toMatchObject({ x: 43, y: 0 });
  });

  test('a seat in sight moves nothing, one out of sight comes in', () => {
    const view = { x: 10, y: 10, width: 20, height: 20 };
    expect(reveal(view, { x: 18, y: 18 }, bounds)).toBe(view);
    const moved = reveal(view, { x: 40, y: 18 }, bounds);
    expect(moved).toMatchObject({ x: 24, y: 10 });
  });
});
