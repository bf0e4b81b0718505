import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { moneySentences, sentences } from '@/api/problems';
import { firstLang, pick, setLang } from './lang';
import { count, defineTexts, textsNow } from './texts';

test('a dictionary speaks both languages', () => {
  const texts = defineTexts({
    title: { zh: '票夹', en: 'Tickets' },
    seats: { zh: (n: number) => `${n} 座`, en: (n: number) => count(n, 'seat') },
  });
  setLang('en');
  expect(textsNow(texts).seats(2)).toBe('2 seats');
  expect(document.documentElement.lang).toBe('en');
  setLang('zh');
  expect(textsNow(texts).title).toBe('票夹');
  expect(document.documentElement.lang).toBe('zh-CN');
});

test('an incomplete dictionary does not compile', () => {
  // @ts-expect-error English is missing.
  defineTexts({ title: { zh: '票夹' } });
  // @ts-expect-error The languages take different arguments.
  defineTexts({ seats: { zh: (n: number) => `${n} 座`, en: (name: string) => name } });
  // @ts-expect-error One language takes an argument, the other does not.
  defineTexts({ seats: { zh: (n: number) => `${n} 座`, en: 'seats' } });
});

test('the user’s choice comes first, then the browser’s', () => {
  expect(firstLang('en', ['zh-CN'])).toBe('en');
  expect(firstLang(null, ['zh-TW', 'en'])).toBe('zh');
  expect(firstLang(null, ['fr', 'zh'])).toBe('en');
  expect(firstLang('xx', ['en-GB'])).toBe('en');
});

test('data that lacks one language shows the other', () => {
  expect(pick({ zh: '', en: 'Her' }, 'zh')).toBe('Her');
  expect(pick({ zh: '她', en: 'Her' }, 'zh')).toBe('她');
});

const said = [...Object.entries(sentences), ...Object.entries(moneySentences)];
describe('what is said about problems', () => {
  test.each(said)('%s is calm and whole in both languages', (_, { zh, en }) => {
    expect(zh).toMatch(/。$/);
    expect(en).toMatch(/\.$/);
    expect(`${zh}${en}`).not.toMatch(/[!！]|something went wrong/i);
  });
});

test('no dictionary shouts', () => {
  const root = join(import.meta.dirname, '..');
  const files = readdirSync(root, { recursive: true, encoding: 'utf8' }).filter(
    (file) => /texts\.ts$/.test(file) && !file.includes('i18n'),
  );
  expect(files.length).toBeGreaterThan(3);
  for (const file of files) {
    expect(readFileSync(`${root}/${file}`, 'utf8'), file).not.toMatch(
      /[！]|!'|something went wrong/i,
    );
  }
});
