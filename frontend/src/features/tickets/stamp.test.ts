import { describe, expect, test } from 'vitest';
import { groupsOf, stampOf } from './stamp';

describe('stamp', () => {
  test('untouched tickets carry none', () => {
    expect(stampOf(['issued', 'issued'])).toBeNull();
  });

  test('the farthest state wins and says how many', () => {
    expect(stampOf(['issued', 'collected'])).toEqual({ kind: 'collected', done: 1, all: 2 });
    expect(stampOf(['checked_in', 'collected', 'issued'])).toEqual({
      kind: 'checked_in',
      done: 1,
      all: 3,
    });
    expect(stampOf(['refunded', 'refunded'])).toEqual({ kind: 'refunded', done: 2, all: 2 });
  });
});

test('codes are read in groups of four, or of three', () => {
  expect(groupsOf('482916037715')).toEqual(['4829', '1603', '7715']);
  expect(groupsOf('382917')).toEqual(['382', '917']);
  expect(groupsOf('12345')).toEqual(['1234', '5']);
  expect(groupsOf('')).toEqual([]);
});
