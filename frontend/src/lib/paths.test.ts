import { expect, test } from 'vitest';
import { paths, patterns, safeNext } from './paths';

test('every builder answers an address of its pattern', () => {
  expect(paths.film('a b', { date: '2026-11-22' })).toBe('/films/a%20b?date=2026-11-22');
  expect(paths.seats('s1', { seats: 'F7,F8' })).toBe('/showtimes/s1/seats?seats=F7%2CF8');
  expect(paths.films()).toBe('/films');
  expect(paths.signIn('/showtimes/s1?seats=F7')).toBe(
    '/signin?next=%2Fshowtimes%2Fs1%3Fseats%3DF7',
  );
  expect(paths.session('S 1', { day: '2026-11-22' })).toBe('/desk/sessions/S%201?day=2026-11-22');
  expect(paths.hall('H1')).toBe(patterns.hall.replace(':code', 'H1'));
  expect(paths.cinemaSystem('c1', { tab: 'keys' })).toBe('/admin/cinemas/c1?tab=keys');
  expect(paths.ledgerDay('2026-11-22')).toBe(patterns.ledgerDay.replace(':date', '2026-11-22'));
});

test('one lands back on a path of this site with its query and fragment', () => {
  expect(safeNext('/showtimes/1?seats=F7,F8#map')).toBe('/showtimes/1?seats=F7,F8#map');
});

test.each([
  null,
  '',
  'https://evil.example/',
  '//evil.example/',
  '/\\evil.example/',
  '/\t/evil.example/',
  '/..//evil.example/',
  'javascript:alert(1)',
  'films',
])('%j is not a place to go to after signing in', (next) => {
  expect(safeNext(next)).toBe('/');
});
