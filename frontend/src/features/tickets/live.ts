/** The text of a square that turns. Mirrors `domain::tickets::live`. */
import type { Schema } from '@/api/types';
import { fromBase64Url, toBase64Url, utf8 } from '@/lib/bytes';
import { signWith } from '@/lib/ed25519';

export type LiveTicket = Schema<'LiveTicket'>;

/** The period that runs at an instant, and how many milliseconds are left of it. */
export function periodAt(live: LiveTicket, now: number): { step: number; leftMs: number } {
  const length = live.period_s * 1000;
  const step = Math.floor(now / length);
  return { step, leftMs: (step + 1) * length - now };
}

/** What is shown during a step: the platform's part, the step, and the holder's word for both. */
export async function textOf(live: LiveTicket, step: number): Promise<string> {
  const seed = fromBase64Url(live.seed);
  if (!seed) throw new Error('the seed is no base64url');
  const said = `${live.payload}.${step}`;
  return `${said}.${toBase64Url(await signWith(seed, utf8(said)))}`;
}
