import { describe, expect, test } from 'vitest';
import { countdownAt } from './countdown';

const at = (leftMs: number) => countdownAt(1_000_000, 1_000_000 - leftMs);

describe('countdown', () => {
  test('seconds are rounded up, so that 0:00 means over', () => {
    expect(at(845_000).text).toBe('14:05');
    expect(at(844_001).text).toBe('14:05');
    expect(at(1).text).toBe('0:01');
    expect(at(0)).toMatchObject({ text: '0:00', over: true, last: false });
  });

  test('it never counts below zero', () => {
    expect(at(-5000)).toMatchObject({ leftMs: 0, text: '0:00', over: true });
  });

  test('the last minute is told apart', () => {
    expect(at(60_001).last).toBe(false);
    expect(at(60_000).last).toBe(true);
  });

  test('hours appear when there are any', () => {
    expect(at(3_723_000).text).toBe('1:02:03');
    expect(at(3_599_000).text).toBe('59:59');
  });
});
