import { expect, test } from 'vitest';
import { sinceText, spanText } from './ago';

const now = Date.parse('2027-03-06T02:00:00Z');
const before = (seconds: number) => new Date(now - seconds * 1000).toISOString();

test('a span is told in its largest whole unit', () => {
  expect(spanText(before(59), now, 'en')).toBe('59 s');
  expect(spanText(before(60), now, 'en')).toBe('1 min');
  expect(spanText(before(3599), now, 'en')).toBe('59 min');
  expect(spanText(before(3600), now, 'zh')).toBe('1 小时');
  expect(spanText(before(47 * 3600), now, 'en')).toBe('47 h');
  expect(spanText(before(48 * 3600), now, 'zh')).toBe('2 天');
});

test('what has just happened, or happens by a clock that is ahead, is now', () => {
  expect(sinceText(before(4), now, 'en')).toBe('just now');
  expect(sinceText(before(-30), now, 'zh')).toBe('刚刚');
  expect(sinceText(before(5), now, 'zh')).toBe('5 秒前');
  expect(sinceText(before(7200), now, 'en')).toBe('2 h ago');
});
