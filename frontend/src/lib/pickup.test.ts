import { expect, test } from 'vitest';
import { isPickupCode, typedCode } from './pickup';

const CODE = '572465724657';

function codeOf(eleven: string): string {
  for (let digit = 0; digit < 10; digit += 1) {
    if (isPickupCode(`${eleven}${digit}`)) return `${eleven}${digit}`;
  }
  throw new Error('no check digit fits');
}

test('there is one check digit, and every wrong digit and swap shows', () => {
  const code = codeOf(CODE.slice(0, 11));
  for (let place = 0; place < 12; place += 1) {
    for (let digit = 0; digit < 10; digit += 1) {
      const typed = code.slice(0, place) + digit + code.slice(place + 1);
      expect(isPickupCode(typed)).toBe(typed === code);
    }
    const [a, b] = [code[place], code[place + 1]];
    if (!b || a === b) continue;
    expect(isPickupCode(code.slice(0, place) + b + a + code.slice(place + 2))).toBe(false);
  }
});

test('what people put between the digits does not matter', () => {
  const code = codeOf(CODE.slice(0, 11));
  expect(typedCode(` ${code.replace(/(.{4})(?=.)/g, '$1-')} `)).toBe(code);
  expect(typedCode('AB-12 34')).toBe('AB1234');
  expect(typedCode('你好')).toBeNull();
  expect(typedCode('  ')).toBeNull();
});
