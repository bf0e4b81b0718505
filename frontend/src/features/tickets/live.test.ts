import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { periodAt, textOf } from './live';

const file = join(import.meta.dirname, '../../../../tests/fixtures/gate.json');
const { live } = JSON.parse(readFileSync(file, 'utf8')) as {
  live: { payload: string; seed: string; turns: { now: string; text: string }[] };
};
const ticket = { payload: live.payload, seed: live.seed, period_s: 15, is_required: false };

test.each(live.turns)('at $now it shows what the platform expects', async ({ now, text }) => {
  expect(await textOf(ticket, periodAt(ticket, Date.parse(now)).step)).toBe(text);
});

test('a turn lasts a period', () => {
  const at = (now: number) => periodAt(ticket, now);
  expect(at(30_000)).toEqual({ step: 2, leftMs: 15_000 });
  expect(at(44_999)).toEqual({ step: 2, leftMs: 1 });
  expect(at(45_000)).toEqual({ step: 3, leftMs: 15_000 });
});
