import { expect, test } from 'vitest';
import {
  addDays,
  businessDay,
  dayOf,
  daysBetween,
  formatDateTime,
  formatDay,
  formatRuntime,
  formatTime,
  instantOf,
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

test('a clock in a zone is an instant, also on the day when clocks change', () => {
  const utc = (day: string, minutes: number, zone: string) =>
    new Date(instantOf(day, minutes, zone)).toISOString();
  expect(utc('2026-11-22', 1180, SHANGHAI)).toBe('2026-11-22T11:40:00.000Z');
  expect(utc('2026-11-22', 1520, SHANGHAI)).toBe('2026-11-22T17:20:00.000Z');
  expect(utc('2026-03-29', 60, 'Europe/Berlin')).toBe('2026-03-29T00:00:00.000Z');
  expect(utc('2026-03-29', 600, 'Europe/Berlin')).toBe('2026-03-29T08:00:00.000Z');
});

test('a business day lasts until six in the morning', () => {
  expect(businessDay(Date.parse('2026-11-22T21:59:00Z'), SHANGHAI)).toBe('2026-11-22');
  expect(businessDay(Date.parse('2026-11-22T22:00:00Z'), SHANGHAI)).toBe('2026-11-23');
});
