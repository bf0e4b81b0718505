import { expect, test } from 'vitest';
import { cleanCode } from './queries';

test('a typed pickup code loses its blanks and hyphens', () => {
  expect(cleanCode(' 4829 1603-7715 ')).toBe('482916037715');
});

test('a scanned square keeps every letter', () => {
  expect(cleanCode('MQ1.aGk-_x.c2lnbi1lZA\r')).toBe('MQ1.aGk-_x.c2lnbi1lZA');
});
