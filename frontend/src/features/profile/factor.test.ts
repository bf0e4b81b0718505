import { expect, test } from 'vitest';
import { grouped, isFactorCode } from './factor';

test('six digits are a code, with or without a gap', () => {
  expect(isFactorCode('123456')).toBe(true);
  expect(isFactorCode(' 123 456 ')).toBe(true);
  expect(isFactorCode('12345')).toBe(false);
  expect(isFactorCode('1234567')).toBe(false);
  expect(isFactorCode('12345a')).toBe(false);
});

test('a secret is typed in groups of four', () => {
  expect(grouped('JBSWY3DPEHPK3PXP')).toBe('JBSW Y3DP EHPK 3PXP');
  expect(grouped('ABCDE')).toBe('ABCD E');
  expect(grouped('')).toBe('');
});
