/** What the gate knows at this moment: the pack and what it has seen since. Pure. */
import type { Schema } from '@/api/types';
import type { GatePack, KeptScan } from './kept';
import type { Gate } from './rules';

/** The pack's list with everything that this gate decided since laid over it. */
export function gateOf(
  pack: GatePack,
  scans: readonly KeptScan[],
  sessionCode: string | null,
): Gate & { tickets: Schema<'GateTicket'>[] } {
  const admitted = scans
    .filter((scan) => scan.said === 'admitted' && scan.cinema_id === pack.cinema_id)
    .sort((a, b) => a.scanned_at.localeCompare(b.scanned_at));
  const listed = new Set(pack.tickets.map((ticket) => ticket.order_id));
  const tickets = pack.tickets.map((ticket): Schema<'GateTicket'> => {
    if (ticket.state !== 'issued' && ticket.state !== 'collected') return ticket;
    const scan = admitted.find(
      ({ order_id, ticket_nos }) =>
        order_id === ticket.order_id &&
        (ticket_nos.length === 0 || ticket_nos.includes(ticket.ticket_no)),
    );
    return scan ? { ...ticket, state: 'checked_in', checked_in_at: scan.scanned_at } : ticket;
  });
  return {
    cinema_code: pack.cinema_code,
    requires_live: pack.requires_live,
    session_code: sessionCode,
    sessions: pack.sessions,
    tickets,
    admissions: admitted.flatMap(({ order_id, ticket_nos, scanned_at }) =>
      order_id && !listed.has(order_id) ? { order_id, ticket_nos, at: scanned_at } : [],
    ),
  };
}

export interface Counts {
  inside: number;
  sold: number;
}

/** How many of a session, or of all sessions, have gone in. */
export function countsOf(
  gate: ReturnType<typeof gateOf>,
  scans: readonly KeptScan[],
  pack: GatePack,
): Counts {
  const here = (code: string | null) => gate.session_code === null || gate.session_code === code;
  const tickets = gate.tickets.filter((one) => here(one.session_code) && one.state !== 'refunded');
  const listed = new Set(pack.tickets.map((ticket) => ticket.order_id));
  // Who bought after the list was made is counted once the list knows, and by the square until then.
  const unlisted = scans
    .filter(
      (scan) =>
        scan.said === 'admitted' &&
        scan.cinema_id === pack.cinema_id &&
        scan.order_id !== null &&
        !listed.has(scan.order_id) &&
        pack.sessions.some((session) => session.session_code === scan.session_code) &&
        here(scan.session_code),
    )
    .reduce((sum, scan) => sum + scan.people, 0);
  const inside = tickets.filter((one) => one.state === 'checked_in').length;
  return { inside: inside + unlisted, sold: tickets.length + unlisted };
}

/** What the platform answered, written beside the scan. Null while nothing is decided. */
export function answered(scan: KeptScan, result: Schema<'ScanResult'>): KeptScan | null {
  if (result.outcome === 'admitted') return { ...scan, told: 'done' };
  if (result.code === 'cinema_unavailable') return null;
  return {
    ...scan,
    told: 'clash',
    clash: result.outcome === 'already_checked_in' ? null : (result.code ?? 'internal'),
    first_at: result.first_at ?? null,
  };
}

const KEPT_MS = 36 * 3_600_000;

/** Scans of days gone by that nobody needs any more. */
export const outlived = (scans: readonly KeptScan[], now: number): string[] =>
  scans
    .filter((scan) => scan.told !== 'waiting' && Date.parse(scan.scanned_at) < now - KEPT_MS)
    .map((scan) => scan.scan_id);

/** The session that most likely is at this door: running or next, and not over. */
export function openSessions(pack: GatePack, now: number): Schema<'GateSession'>[] {
  return pack.sessions.filter((session) => Date.parse(session.closes_at) > now);
}
