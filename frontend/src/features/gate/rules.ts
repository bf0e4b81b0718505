/**
 * What a gate decides about a code, with nothing but what it carries along. Mirrors
 * `domain::tickets::gate`; both are held to the cases of `tests/fixtures/gate.json`.
 */
import type { Schema } from '@/api/types';
import { utf8 } from '@/lib/bytes';
import { isSignedBy } from '@/lib/ed25519';
import { typedCode } from '@/lib/pickup';
import { isSquare, parseSquare } from './square';

export type Refusal =
  | 'forged'
  | 'not_live'
  | 'wrong_cinema'
  | 'wrong_session'
  | 'too_early'
  | 'too_late'
  | 'refunded'
  | 'unknown';

export interface Admission {
  order_id: string;
  /** Empty means all of the order. */
  ticket_nos: string[];
  at: string;
}

type GateTicket = Pick<
  Schema<'GateTicket'>,
  'ticket_no' | 'order_id' | 'pickup_code' | 'session_code' | 'state' | 'checked_in_at'
>;
type GateSession = Pick<Schema<'GateSession'>, 'session_code' | 'opens_at' | 'closes_at'>;

export interface Gate {
  cinema_code: string;
  requires_live: boolean;
  /** The session of this gate; with null every session of the list is let in. */
  session_code: string | null;
  sessions: readonly GateSession[];
  tickets: readonly GateTicket[];
  /** People whom this gate let in though its list did not have them. */
  admissions: readonly Admission[];
}

export type Verdict =
  | { kind: 'admit'; ticket_nos: string[] }
  | { kind: 'already'; first_at: string; ticket_nos: string[] }
  | { kind: 'refuse'; reason: Refusal };

/** A code whose signatures are good, or that was typed. */
export interface Shown {
  orderId: string | null;
  pickupCode: string | null;
  place: { cinemaCode: string; sessionCode: string } | null;
  ticketNos: string[];
  ticketCount: number | null;
  isLive: boolean;
}

/** How long one drawing of a square that turns is shown. */
const LIVE_PERIOD_MS = 15_000;
/** Steps by which a telephone's clock may differ, either way. */
const STEPS_OFF = 1;

export const liveStep = (now: number): number => Math.floor(now / LIVE_PERIOD_MS);

/** Reads what was scanned or typed and verifies what is signed. `keys` are the platform's. */
export async function read(
  text: string,
  keys: readonly Uint8Array<ArrayBuffer>[],
  now: number,
): Promise<Shown | Refusal> {
  if (!isSquare(text)) {
    const pickupCode = typedCode(text);
    if (pickupCode === null) return 'unknown';
    return {
      orderId: null,
      pickupCode,
      place: null,
      ticketNos: [],
      ticketCount: null,
      // A person looked at who typed it.
      isLive: true,
    };
  }
  const square = parseSquare(text);
  if (!square) return 'forged';
  const message = utf8(square.signingInput);
  const verified = await Promise.all(keys.map((key) => isSignedBy(key, message, square.signature)));
  if (!verified.includes(true)) return 'forged';
  const { proof, holder } = square;
  if (proof) {
    const input = utf8(proof.signingInput);
    if (!holder || !(await isSignedBy(holder, input, proof.signature))) return 'forged';
  }
  return {
    orderId: square.orderId,
    pickupCode: null,
    place: { cinemaCode: square.cinemaCode, sessionCode: square.sessionCode },
    ticketNos: square.ticketNos,
    ticketCount: square.ticketCount,
    isLive: proof !== null && Math.abs(liveStep(now) - proof.step) <= STEPS_OFF,
  };
}

/** Decides about a code that was read. */
export function judge(gate: Gate, shown: Shown, now: number): Verdict {
  if (shown.place && shown.place.cinemaCode !== gate.cinema_code) return refuse('wrong_cinema');
  const ofOrder = gate.tickets.filter((ticket) =>
    shown.orderId === null
      ? ticket.pickup_code === shown.pickupCode
      : ticket.order_id === shown.orderId,
  );
  return ofOrder.length > 0
    ? judgeListed(gate, shown, ofOrder, now)
    : judgeUnlisted(gate, shown, now);
}

const refuse = (reason: Refusal): Verdict => ({ kind: 'refuse', reason });

function judgeListed(
  gate: Gate,
  shown: Shown,
  ofOrder: readonly GateTicket[],
  now: number,
): Verdict {
  const meant = shown.ticketNos;
  const tickets = ofOrder.filter((one) => meant.length === 0 || meant.includes(one.ticket_no));
  const first = tickets[0];
  if (!first) return refuse('unknown');
  // What was collected is paper, and paper cannot turn.
  const onScreen = tickets.some((ticket) => ticket.state === 'issued');
  if (gate.requires_live && !shown.isLive && onScreen) return refuse('not_live');
  const window = windowOf(gate, first.session_code);
  if (!window) return refuse('wrong_session');
  if (tickets.every((ticket) => ticket.state === 'refunded')) return refuse('refunded');
  const moving = tickets.filter(({ state }) => state === 'issued' || state === 'collected');
  if (moving.length === 0) {
    const used = tickets.filter((ticket) => ticket.state === 'checked_in');
    const times = used.flatMap((ticket) => ticket.checked_in_at ?? []);
    return {
      kind: 'already',
      first_at: earliest(times) ?? new Date(now).toISOString(),
      ticket_nos: used.map((ticket) => ticket.ticket_no),
    };
  }
  const closed = closedAt(window, now);
  if (closed) return refuse(closed);
  return { kind: 'admit', ticket_nos: moving.map((ticket) => ticket.ticket_no) };
}

/** An order that the list does not have was bought after the list was made: it is let in once. */
function judgeUnlisted(gate: Gate, shown: Shown, now: number): Verdict {
  const { orderId, place, ticketNos } = shown;
  if (orderId === null || !place) return refuse('unknown');
  if (gate.requires_live && !shown.isLive) return refuse('not_live');
  const window = windowOf(gate, place.sessionCode);
  if (!window) return refuse('wrong_session');
  const before = gate.admissions.filter(
    (one) =>
      one.order_id === orderId &&
      (one.ticket_nos.length === 0 ||
        ticketNos.length === 0 ||
        ticketNos.some((ticketNo) => one.ticket_nos.includes(ticketNo))),
  );
  const firstAt = earliest(before.map((one) => one.at));
  if (firstAt) return { kind: 'already', first_at: firstAt, ticket_nos: ticketNos };
  const closed = closedAt(window, now);
  return closed ? refuse(closed) : { kind: 'admit', ticket_nos: ticketNos };
}

function windowOf(gate: Gate, sessionCode: string): GateSession | undefined {
  if (gate.session_code !== null && gate.session_code !== sessionCode) return undefined;
  return gate.sessions.find((session) => session.session_code === sessionCode);
}

function closedAt(window: GateSession, now: number): 'too_early' | 'too_late' | null {
  if (now < Date.parse(window.opens_at)) return 'too_early';
  return now >= Date.parse(window.closes_at) ? 'too_late' : null;
}

function earliest(times: readonly string[]): string | undefined {
  return [...times].sort((a, b) => Date.parse(a) - Date.parse(b))[0];
}
