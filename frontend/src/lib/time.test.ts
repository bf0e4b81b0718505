import { expect, test } from 'vitest';
import {
  addDays,
  dayOf,
  daysBetween,
  formatDateTime,
  formatDay,
  formatRuntime,
  formatTime,
  nameDay,
} from './time';

const SHANGHAI = 'Asia/Shanghai';

test('times are the cinema’s, whatever zone the device is in', () => {
  expect(formatTime('2026-11-22T11:40:00Z', SHANGHAI)).toBe('19:40');
  expect(formatTime('2026-11-22T16:05:00Z', SHANGHAI)).toBe('00:05');
  expect(dayOf('2026-11-22T16:05:00Z', SHANGHAI)).toBe('2026-11-23');
});

test('near days are named, others by their weekday', () => {
  expect(nameDay('2026-11-22', '2026-11-22', 'zh-CN')).toEqual({ name: '今天', date: '11月22日' });
  expect(nameDay('2026-11-23', '2026-11-22', 'en')).toEqual({ name: 'Tomorrow', date: '23 Nov' });
  expect(nameDay('2026-11-28', '2026-11-22', 'zh-CN').name).toBe('周六');
  expect(nameDay('2026-11-28', '2026-11-22', 'en').name).toBe('Sat');
});

test('dates are written as each language writes them', () => {
  expect(formatDay('2026-11-22', 'zh-CN')).toMatch(/^2026年11月22日\s?周日$/);
  expect(formatDay('2026-11-22', 'en')).toMatch(/^Sun,? 22 November 2026$/);
  expect(formatDateTime('2026-11-22T11:40:00Z', SHANGHAI, 'en')).toMatch(/^Sun,? 22 Nov 19:40$/);
  expect(formatDateTime('2026-11-22T11:40:00Z', SHANGHAI, 'zh-CN')).toMatch(
    /^11月22日\s?周日 19:40$/,
  );
});

test('days are counted over the ends of months and years', () => {
  expect(daysBetween('2026-12-31', '2027-01-01')).toBe(1);
  expect(addDays('2026-02-28', 1)).toBe('2026-03-01');
  expect(addDays('2026-01-01', -1)).toBe('2025-12-31');
});

test('running times are told in hours and minutes', () => {
  expect(formatRuntime(148, 'zh-CN')).toBe('2小时28分');
  expect(formatRuntime(148, 'en')).toBe('2 h 28 min');
  expect(formatRuntime(120, 'en')).toBe('2 h');
  expect(formatRuntime(45, 'zh-CN')).toBe('45分');
});
