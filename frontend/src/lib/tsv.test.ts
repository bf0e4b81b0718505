import { expect, test } from 'vitest';
import { tsv, tsvCell } from './tsv';

test('cells stay in their line and column', () => {
  expect(
    tsv([
      ['Day', 'Amount'],
      ['a\tb\nc', '-12.50'],
    ]),
  ).toBe('Day\tAmount\na b c\t-12.50');
});

test('what a spreadsheet would run is text, and numbers are numbers', () => {
  expect(tsvCell('=HYPERLINK("x")')).toBe(`'=HYPERLINK("x")`);
  expect(tsvCell('@sum')).toBe(`'@sum`);
  expect(tsvCell('-1+2')).toBe(`'-1+2`);
  expect(tsvCell('-1200.00')).toBe('-1200.00');
  expect(tsvCell('+3')).toBe('+3');
});
