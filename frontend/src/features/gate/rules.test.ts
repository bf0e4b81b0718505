import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { fromBase64Url, utf8 } from '@/lib/bytes';
import { signWith } from '@/lib/ed25519';
import { type Admission, type Gate, judge, liveStep, read, type Verdict } from './rules';
import { identityOf } from './square';

/** Written by the server's tests; both sides decide alike or one of them fails. */
interface Cases {
  keys: string[];
  sessions: Gate['sessions'];
  tickets: Gate['tickets'];
  admissions: Admission[];
  cases: {
    name: string;
    code: string;
    now: string;
    cinema_code: string;
    session_code: string | null;
    requires_live: boolean;
    verdict: Verdict;
  }[];
  live: { payload: string; seed: string; turns: { now: string; text: string }[] };
}

const file = join(import.meta.dirname, '../../../../tests/fixtures/gate.json');
const written = JSON.parse(readFileSync(file, 'utf8')) as Cases;
const bytes = (text: string) => fromBase64Url(text) ?? new Uint8Array();
const keys = written.keys.map(bytes);

describe('a gate without a network decides as the platform does', () => {
  test('there are cases', () => expect(written.cases.length).toBeGreaterThan(40));

  test.each(written.cases)('$name', async (one) => {
    const now = Date.parse(one.now);
    const { sessions, tickets, admissions } = written;
    const gate: Gate = {
      cinema_code: one.cinema_code,
      requires_live: one.requires_live,
      session_code: one.session_code,
      sessions,
      tickets,
      admissions,
    };
    const shown = await read(one.code, keys, now);
    const verdict =
      typeof shown === 'string' ? { kind: 'refuse', reason: shown } : judge(gate, shown, now);
    expect(verdict).toEqual(one.verdict);
  });
});

test('without the platform’s key nothing is genuine', async () => {
  const whole = written.cases[0];
  expect(await read(whole?.code ?? '', [], Date.parse(whole?.now ?? ''))).toBe('forged');
});

test.each(written.live.turns)('the holder’s telephone shows the text of $now', async (turn) => {
  const { payload, seed } = written.live;
  const input = `${payload}.${liveStep(Date.parse(turn.now))}`;
  const signature = await signWith(bytes(seed), utf8(input));
  expect(turn.text.startsWith(`${input}.`)).toBe(true);
  expect(bytes(turn.text.slice(input.length + 1))).toEqual(signature);
});

test('a square that turns stays the same ticket', () => {
  const [first, , later] = written.live.turns;
  expect(first?.text).not.toBe(later?.text);
  expect(identityOf(first?.text ?? '')).toBe(identityOf(later?.text ?? ''));
  expect(identityOf('4829 1603 7715')).toBe('4829 1603 7715');
});
