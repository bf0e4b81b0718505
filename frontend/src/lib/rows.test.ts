import { expect, test } from 'vitest';
import { NO_ROWS, pressed, reached, toggled } from './rows';

const plain = (key: string) => ({ key, shiftKey: false, command: false });

test('arrows move among the rows and stop at both ends', () => {
  expect(pressed(NO_ROWS, plain('ArrowUp'), 3)?.at).toBe(0);
  expect(pressed({ ...NO_ROWS, at: 2 }, plain('ArrowDown'), 3)?.at).toBe(2);
  expect(pressed(NO_ROWS, plain('PageDown'), 30)?.at).toBe(10);
  expect(pressed(NO_ROWS, plain('End'), 30)?.at).toBe(29);
});

test('shift extends from where one began, in both directions', () => {
  const middle = { ...NO_ROWS, at: 5, anchor: 5 };
  const down = pressed(middle, { key: 'ArrowDown', shiftKey: true, command: false }, 10);
  expect([...(down?.chosen ?? [])]).toEqual([5, 6]);
  const up = pressed({ ...middle, at: 4 }, { ...plain('ArrowUp'), shiftKey: true }, 10);
  expect([...(up?.chosen ?? [])]).toEqual([3, 4, 5]);
  expect([...reached(middle, 7).chosen]).toEqual([5, 6, 7]);
});

test('space chooses and gives up, escape gives up all, ctrl+a takes all', () => {
  const once = toggled(NO_ROWS, 1);
  expect([...once.chosen]).toEqual([1]);
  expect(toggled(once, 1).chosen.size).toBe(0);
  expect(pressed(once, plain('Escape'), 3)?.chosen.size).toBe(0);
  expect(pressed(NO_ROWS, { ...plain('a'), command: true }, 3)?.chosen.size).toBe(3);
});

test('other keys, and tables without rows, are left alone', () => {
  expect(pressed(NO_ROWS, plain('x'), 3)).toBeNull();
  expect(pressed(NO_ROWS, plain('a'), 3)).toBeNull();
  expect(pressed(NO_ROWS, plain('Escape'), 3)).toBeNull();
  expect(pressed(NO_ROWS, plain('ArrowDown'), 0)).toBeNull();
});
