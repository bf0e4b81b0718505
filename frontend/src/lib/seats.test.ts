import { expect, test } from 'vitest';
import { seatNamesOf, sortSeats } from './seats';

const seat = (row: string, number: string, section = 'main') => ({ section, row, seat: number });

test('seats are listed in the order of the hall', () => {
  const seats = [seat('10', '2'), seat('2', '10'), seat('2', '9'), seat('A', '1')];
  expect(sortSeats(seats).map((one) => `${one.row}/${one.seat}`)).toEqual([
    '2/9',
    '2/10',
    '10/2',
    'A/1',
  ]);
  expect(seatNamesOf(seats.slice(1, 3), 'en')).toBe('row 2 seat 9, row 2 seat 10');
});
