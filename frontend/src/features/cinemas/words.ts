/** How a cinema's system stands, in words and tones. Pure. */
import type { Lang } from '@/i18n/lang';
import type { Tone } from '@/ui/Status';
import type { CinemaHealth, CinemaSystem } from './queries';
import { texts } from './texts';

export interface Standing {
  tone: Tone;
  text: string;
}

/** "3 min ago", from two instants. */
export function agoText(at: string, now: number, lang: Lang): string {
  const t = texts[lang];
  const seconds = Math.max(0, Math.round((now - Date.parse(at)) / 1000));
  if (seconds < 5) return t.now;
  if (seconds < 90) return t.ago(seconds, 'second');
  if (seconds < 5400) return t.ago(Math.round(seconds / 60), 'minute');
  if (seconds < 129_600) return t.ago(Math.round(seconds / 3600), 'hour');
  return t.ago(Math.round(seconds / 86_400), 'day');
}

export function availability(system: CinemaSystem, lang: Lang): Standing {
  const t = texts[lang];
  if (!system.is_enabled) return { tone: 'quiet', text: t.disabled };
  return system.is_available
    ? { tone: 'ok', text: t.available }
    : { tone: 'bad', text: t.unavailable };
}

export function syncStanding(sync: CinemaSystem['sync'], now: number, lang: Lang): Standing {
  const t = texts[lang];
  const last = sync.last_success_at ? agoText(sync.last_success_at, now, lang) : null;
  if (sync.status === 'ok' && last) return { tone: 'ok', text: t.syncOk(last) };
  if (sync.status === 'failing') {
    return { tone: 'bad', text: last ? t.syncFailing(last) : t.syncNever };
  }
  return { tone: 'quiet', text: t.syncNever };
}

export function breakerStanding(state: CinemaSystem['breaker'], lang: Lang): Standing {
  const t = texts[lang];
  const standings: Record<CinemaSystem['breaker'], Standing> = {
    closed: { tone: 'ok', text: t.breakerClosed },
    half_open: { tone: 'warn', text: t.breakerHalf },
    open: { tone: 'bad', text: t.breakerOpen },
  };
  return standings[state];
}

export function outcomeStanding(outcome: string, lang: Lang): Standing {
  const t = texts[lang];
  const standings: Record<string, Standing> = {
    done: { tone: 'ok', text: t.done },
    refused: { tone: 'warn', text: t.refused },
    not_sent: { tone: 'bad', text: t.notSent },
    unknown: { tone: 'bad', text: t.outcomeUnknown },
  };
  return standings[outcome] ?? { tone: 'quiet', text: outcome };
}

/** Whether somebody should look at it: it does not answer, or its programme grows stale. */
export const isInTrouble = (system: CinemaSystem): boolean =>
  system.is_enabled &&
  (!system.is_available || system.sync.status === 'failing' || system.breaker !== 'closed');

/** Basis points as a percentage: 1234 is "12.34%". Digits only, no floating point. */
export function percentOf(basisPoints: number): string {
  const text = String(basisPoints).padStart(3, '0');
  return `${text.slice(0, -2)}.${text.slice(-2)}%`;
}

/** How many pieces of business wait for the cinema. */
export const unfinishedCount = (work: CinemaHealth['unfinished']): number =>
  work.locks_unknown + work.releases_due + work.confirms_open + work.take_backs_open;

/** Milliseconds as seconds with one digit, with its sign: -1234 is "-1.2". */
export function skewText(ms: number): string {
  const tenths = Math.round(Math.abs(ms) / 100);
  return `${ms < 0 && tenths > 0 ? '−' : ''}${Math.floor(tenths / 10)}.${tenths % 10}`;
}
