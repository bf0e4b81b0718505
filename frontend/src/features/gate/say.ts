/** What is said about a scan, in words. Pure. */
import { sentences } from '@/api/problems';
import type { ProblemCode, Schema } from '@/api/types';
import { type Lang, pick } from '@/i18n/lang';
import { placeName, upperFirst } from '@/lib/seats';
import { formatTime, PLATFORM_ZONE } from '@/lib/time';
import type { GatePack, KeptScan } from './kept';
import type { Signal } from './signals';
import { texts } from './texts';

export interface Said {
  tone: Signal;
  title: string;
  detail: string;
  seats: string[];
  people: number;
  session: Schema<'GateSession'> | undefined;
}

export function say(scan: KeptScan, pack: GatePack, lang: Lang): Said {
  const t = texts[lang];
  const session = pack.sessions.find((one) => one.session_code === scan.session_code);
  const seats = pack.tickets
    .filter((ticket) => scan.ticket_nos.includes(ticket.ticket_no) && ticket.seat)
    .map((ticket) => upperFirst(placeName(ticket.row, ticket.seat, lang)));
  const said = { seats, people: scan.people, session };
  if (scan.told === 'clash') {
    return scan.clash === null
      ? { ...said, tone: 'warn', title: t.already, detail: t.clashUsed(at(scan.first_at)) }
      : { ...said, tone: 'bad', title: t.refused, detail: problem(scan.clash, lang) };
  }
  if (scan.said === 'admitted') {
    const detail = seats.length > 0 ? '' : t.notListed;
    return { ...said, tone: 'ok', title: t.admitted, detail };
  }
  if (scan.said === 'already') {
    return { ...said, tone: 'warn', title: t.already, detail: t.usedAt(at(scan.first_at)) };
  }
  return { ...said, tone: 'bad', title: t.refused, detail: reason(scan, session, lang) };
}

function reason(scan: KeptScan, session: Schema<'GateSession'> | undefined, lang: Lang): string {
  const t = texts[lang];
  if (scan.reason === 'wrong_session' && session) {
    return t.wrongSessionIs(at(session.starts_at), pick(session.hall, lang));
  }
  if (scan.reason === 'too_early' && session) return t.opensAt(at(session.opens_at));
  return t[scan.reason ?? 'unknown'];
}

function problem(code: string, lang: Lang): string {
  const known = sentences[code as ProblemCode];
  return known ? pick(known, lang) : code;
}

const at = (instant: string | null) => (instant ? formatTime(instant, PLATFORM_ZONE) : '');
