import { describe, expect, test } from 'vitest';
import { cleanBaseUrl, isBaseUrl, isCinemaCode, isPublicKey, keysIn, wholeNumber } from './checks';
import { agoText, percentOf, skewText, syncStanding } from './words';

const NOW = Date.parse('2026-11-22T12:00:00Z');
const before = (seconds: number) => new Date(NOW - seconds * 1000).toISOString();

test('the past is told in the unit that fits', () => {
  const told = [0, 60, 120, 7200, 200_000].map((age) => agoText(before(age), NOW, 'en'));
  expect(told).toEqual(['just now', '60 s ago', '2 min ago', '2 h ago', '2 d ago']);
  expect(agoText(before(-30), NOW, 'zh')).toBe('刚刚');
});

test('rates and skews are written without floating point', () => {
  expect([0, 5, 34, 1234, 10_000].map(percentOf)).toEqual([
    '0.00%',
    '0.05%',
    '0.34%',
    '12.34%',
    '100.00%',
  ]);
  expect([0, -49, 950, -8123].map(skewText)).toEqual(['0.0', '0.0', '1.0', '−8.1']);
});

test('a sync that fails says when it last worked', () => {
  const sync = {
    status: 'failing' as const,
    last_success_at: before(600),
    last_attempt_at: before(5),
    last_error: 'no answer',
    sessions_as_of: before(600),
    clock_skew_ms: 0,
    system: null,
  };
  expect(syncStanding(sync, NOW, 'en')).toEqual({
    tone: 'bad',
    text: 'Failing, last good 10 min ago',
  });
  expect(syncStanding({ ...sync, last_success_at: null }, NOW, 'en').text).toBe('Never yet');
});

describe('what the form takes', () => {
  test('addresses', () => {
    expect(isBaseUrl('http://127.0.0.1:8084/51019901')).toBe(true);
    for (const bad of ['', '127.0.0.1:8084', 'ftp://x/', 'https://a:b@x/', 'https://x/?q=1']) {
      expect(isBaseUrl(bad), bad).toBe(false);
    }
    expect(cleanBaseUrl(' https://x.example/51019901/v1/ ')).toBe('https://x.example/51019901');
  });

  test('codes, keys and numbers', () => {
    expect([isCinemaCode('51019901'), isCinemaCode('5101990')]).toEqual([true, false]);
    const key = `${'A'.repeat(43)}=`;
    expect([isPublicKey(key), isPublicKey(key.slice(1)), isPublicKey('-'.repeat(43))]).toEqual([
      true,
      false,
      false,
    ]);
    expect(keysIn(`  ${key}\n\n${key} `)).toEqual([key, key]);
    expect(['32', '0', '1.5', ''].map(wholeNumber)).toEqual([32, null, null, null]);
  });
});
