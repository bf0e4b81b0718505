import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { SCOPES, scopeMeaning, scopeName } from './scopes';

test('every scope has words of its own in both languages', () => {
  for (const lang of ['zh', 'en'] as const) {
    const said = SCOPES.map((scope) => scopeName(scope, lang));
    expect(new Set(said).size).toBe(SCOPES.length);
    for (const scope of SCOPES) {
      expect(scopeName(scope, lang)).not.toBe(scope);
      expect(scopeMeaning(scope, lang)).not.toBe('');
    }
  }
  expect(scopeName('booking', 'zh')).toBe('购票');
});

test('a scope that this build does not know keeps its name', () => {
  expect(scopeName('moon', 'en')).toBe('moon');
  expect(scopeName('toString', 'zh')).toBe('toString');
});

test('no feature names the scopes once more', () => {
  const root = join(import.meta.dirname, '..', 'features');
  const files = readdirSync(root, { recursive: true, encoding: 'utf8' });
  const named = files.filter(
    (file) =>
      /\.tsx?$/.test(file) &&
      /(booking|scopePurchases): \{[^}]*zh:/.test(readFileSync(join(root, file), 'utf8')),
  );
  expect(named).toEqual([]);
});
