import { expect, test } from 'vitest';
import { isMobile, localNumber, shownPhone } from './phone';

test('the country code and blanks are not part of what people type', () => {
  expect(localNumber('+8613800000001')).toBe('13800000001');
  expect(localNumber('0086 138-0000-0001')).toBe('13800000001');
  expect(localNumber('+85291234567')).toBe('+85291234567');
});

test.each([
  ['13800000001', true],
  ['+86 138 0000 0001', true],
  ['12800000001', false],
  ['1380000000', false],
  ['138****0001', false],
])('%s can receive a code: %s', (phone, mobile) => {
  expect(isMobile(phone)).toBe(mobile);
});

test('numbers are shown in groups', () => {
  expect(shownPhone('+8613800000001')).toBe('138 0000 0001');
  expect(shownPhone('+86138****0001')).toBe('138 **** 0001');
  expect(shownPhone('+85291234567')).toBe('+85291234567');
});
