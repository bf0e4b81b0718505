import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { DEMO, forOrigin, STEPS } from './steps';
import { texts } from './texts';

test('every file of commands is a step, in its order', () => {
  const files = readdirSync(join(import.meta.dirname, 'quickstart')).sort();
  expect(files).toEqual(STEPS.map((step, at) => `${at + 1}-${step.id}.sh`));
});

test('commands are shown for the platform that shows them', () => {
  const [first] = STEPS;
  expect(first.code).toContain(DEMO);
  const shown = forOrigin(first.code, 'https://tickets.example');
  expect(shown).toContain('API=https://tickets.example/api/v1');
  expect(shown).not.toContain(DEMO);
  expect(shown).toBe(shown.trim());
});

test('every step says in both languages what it does', () => {
  for (const { title, text } of STEPS)
    for (const lang of ['zh', 'en'] as const) {
      expect(texts[lang][title].length, title).toBeGreaterThan(1);
      expect(texts[lang][text].length, text).toBeGreaterThan(10);
    }
});

test('no line of a command is wider than a desk’s column', () => {
  for (const { code, id } of STEPS)
    for (const line of code.split('\n')) expect(line.length, `${id}: ${line}`).toBeLessThan(101);
});
