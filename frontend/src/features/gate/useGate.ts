import { useCallback, useEffect, useRef, useState } from 'react';
import type { Schema } from '@/api/types';
import { fromBase64Url } from '@/lib/bytes';
import { serverNow } from '@/lib/clock';
import { newKey } from '@/lib/id';
import { type GatePack, type KeptScan, kept } from './kept';
import { answered, gateOf, outlived } from './list';
import { fetchPack, tellScans } from './queries';
import { judge, type Refusal, read, type Shown, type Verdict } from './rules';

/** Scans told in one request; at most 500 are allowed. */
const BATCH = 100;
const TELL_EVERY_MS = 15_000;
const REFRESH_EVERY_MS = 180_000;
/** A code that the list does not know is worth a fresh list, unless it is fresh. */
const FRESH_MS = 20_000;

export interface GateState {
  /** Undefined while the device is looked through, null when it has no pack. */
  pack: GatePack | null | undefined;
  scans: readonly KeptScan[];
  /** The scan that is being decided or was decided last. */
  last: KeptScan | null;
  deciding: boolean;
  refreshing: boolean;
  error: unknown;
}

const NOTHING: GateState = {
  pack: undefined,
  scans: [],
  last: null,
  deciding: false,
  refreshing: false,
  error: null,
};

/**
 * The gate itself. Each decision is kept on the device before anybody is let in, and told as soon as
 * there is a network; with one at hand, the platform's word is waited for a moment, because another
 * gate may have seen the same ticket.
 */
export function useGate(cinemaId: string | undefined, sessionCode: string | null, online: boolean) {
  const [state, setState] = useState(NOTHING);
  const now = useRef(state);
  const change = useCallback((part: Partial<GateState>) => {
    now.current = { ...now.current, ...part };
    setState(now.current);
  }, []);

  const keep = useCallback(
    async (scans: readonly KeptScan[]) => {
      await kept.keepScans(scans);
      const ids = new Set(scans.map((scan) => scan.scan_id));
      const others = now.current.scans.filter((scan) => !ids.has(scan.scan_id));
      const { last } = now.current;
      change({
        scans: [...scans, ...others].sort((a, b) => b.scanned_at.localeCompare(a.scanned_at)),
        last: scans.find((scan) => scan.scan_id === last?.scan_id) ?? last,
      });
    },
    [change],
  );

  const refresh = useCallback(async () => {
    change({ refreshing: true });
    try {
      const pack = await fetchPack(cinemaId);
      await kept.keepPack(pack);
      change({ pack, error: null });
    } catch (error) {
      change({ error });
    } finally {
      change({ refreshing: false });
    }
  }, [change, cinemaId]);

  const tell = useCallback(
    async (waiting: readonly KeptScan[]) => {
      const results = await tellScans(waiting);
      const byId = new Map(results.map((result) => [result.scan_id, result]));
      const done = waiting.flatMap((scan) => {
        const result = byId.get(scan.scan_id);
        return (result && answered(scan, result)) || [];
      });
      if (done.length > 0) await keep(done);
      return done;
    },
    [keep],
  );

  const telling = useRef(false);
  const tellAll = useCallback(async () => {
    if (telling.current) return;
    telling.current = true;
    try {
      for (;;) {
        const waiting = now.current.scans.filter((scan) => scan.told === 'waiting').reverse();
        if (waiting.length === 0 || (await tell(waiting.slice(0, BATCH))).length === 0) break;
      }
    } catch {
      // They stay where they are; the next attempt tells the same scans again.
    } finally {
      telling.current = false;
    }
  }, [tell]);

  const decide = useCallback(
    async (code: string) => {
      if (!now.current.pack || now.current.deciding) return;
      change({ deciding: true });
      try {
        let scan = await scanOf(now.current.pack, now.current.scans, code, sessionCode);
        if (online && isPuzzling(scan, now.current.pack)) {
          await refresh();
          scan = await scanOf(now.current.pack, now.current.scans, code, sessionCode);
        }
        change({ last: scan });
        await keep([scan]);
        if (online && scan.told === 'waiting') await tell([scan]).catch(() => undefined);
      } finally {
        change({ deciding: false });
      }
    },
    [change, keep, online, refresh, sessionCode, tell],
  );

  useEffect(() => {
    let gone = false;
    const begin = async () => {
      const [pack, scans] = await Promise.all([kept.pack(), kept.scans()]);
      if (gone) return;
      const old = new Set(outlived(scans, serverNow()));
      await kept.forgetScans([...old]);
      const left = scans.filter((scan) => !old.has(scan.scan_id));
      const isOurs = pack && (!cinemaId || pack.cinema_id === cinemaId);
      change({
        pack: isOurs ? pack : null,
        scans: left.sort((a, b) => b.scanned_at.localeCompare(a.scanned_at)),
      });
      if (navigator.onLine) await refresh();
    };
    begin().catch((error: unknown) => change({ pack: null, error }));
    return () => {
      gone = true;
    };
  }, [change, cinemaId, refresh]);

  const isKnown = state.pack !== undefined;
  useEffect(() => {
    if (!online || !isKnown) return;
    void tellAll();
    const teller = setInterval(() => void tellAll(), TELL_EVERY_MS);
    const refresher = setInterval(() => {
      if (document.visibilityState === 'visible') void refresh();
    }, REFRESH_EVERY_MS);
    return () => {
      clearInterval(teller);
      clearInterval(refresher);
    };
  }, [online, isKnown, refresh, tellAll]);

  const dismiss = useCallback(() => change({ last: null }), [change]);
  return { ...state, decide, refresh, dismiss };
}

/** Unknown codes and sessions may be news that an older list does not have. */
function isPuzzling(scan: KeptScan, pack: GatePack): boolean {
  const isNews = scan.reason === 'unknown' || scan.reason === 'wrong_session';
  const unlisted = scan.said === 'admitted' && scan.ticket_nos.length === 0;
  return (isNews || unlisted) && serverNow() - Date.parse(pack.made_at) > FRESH_MS;
}

/** Reads and judges a code with what the device has. */
async function scanOf(
  pack: GatePack,
  scans: readonly KeptScan[],
  code: string,
  sessionCode: string | null,
): Promise<KeptScan> {
  const at = serverNow();
  const keys = pack.keys.flatMap((key) => fromBase64Url(key.public_key) ?? []);
  const gate = gateOf(pack, scans, sessionCode);
  const shown = await read(code, keys, at);
  const verdict: Verdict =
    typeof shown === 'string' ? { kind: 'refuse', reason: shown } : judge(gate, shown, at);
  const session = pack.sessions.find((one) => one.session_code === sessionCode);
  const found = typeof shown === 'string' ? undefined : ofOrder(gate.tickets, shown);
  const refusal: Refusal | null = verdict.kind === 'refuse' ? verdict.reason : null;
  const ticketNos = verdict.kind === 'refuse' ? [] : verdict.ticket_nos;
  return {
    scan_id: newKey(),
    cinema_id: pack.cinema_id,
    code,
    scanned_at: new Date(at).toISOString(),
    showtime_id: session?.showtime_id ?? null,
    order_id: found?.order_id ?? (typeof shown === 'string' ? null : shown.orderId),
    session_code:
      found?.session_code ??
      (typeof shown === 'string' ? null : (shown.place?.sessionCode ?? null)),
    ticket_nos: ticketNos,
    people: ticketNos.length || (typeof shown === 'string' ? 0 : (shown.ticketCount ?? 1)),
    said: ({ admit: 'admitted', already: 'already', refuse: 'refused' } as const)[verdict.kind],
    reason: refusal,
    first_at: verdict.kind === 'already' ? verdict.first_at : null,
    told: verdict.kind === 'admit' ? 'waiting' : 'no',
    clash: null,
  };
}

const ofOrder = (tickets: readonly Schema<'GateTicket'>[], shown: Shown) =>
  tickets.find((ticket) =>
    shown.orderId === null
      ? ticket.pickup_code === shown.pickupCode
      : ticket.order_id === shown.orderId,
  );
