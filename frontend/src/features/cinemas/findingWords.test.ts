import { expect, test } from 'vitest';
import { subjectText } from './findingWords';

test('what a finding is about is said in words, and its code stays as it is', () => {
  expect(subjectText('session:S20261129-3-10', 'zh')).toBe('场次 S20261129-3-10');
  expect(subjectText('seat_plan:0101 v2', 'en')).toBe('Seat plan 0101 v2');
  expect(subjectText('clock', 'zh')).toBe('时钟');
  expect(subjectText('something:else', 'en')).toBe('something else');
});
