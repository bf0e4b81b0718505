import { expect, test } from 'vitest';
import { formatDistance } from './distance';

test('metres near by, kilometres further off', () => {
  expect(formatDistance(846, 'en')).toBe('850 m');
  expect(formatDistance(3240, 'en')).toBe('3.2 km');
  expect(formatDistance(3240, 'zh-CN')).toMatch(/^3\.2\s?(km|公里)$/);
});
