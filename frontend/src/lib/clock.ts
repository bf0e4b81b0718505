/**
 * The server's time, as far as answers have told it. Every `Date` header bounds the difference
 * between the two clocks; the bounds of several answers are intersected, so the estimate gets
 * better than the header's whole second.
 */
export interface ClockBounds {
  /** Least and greatest possible value of server time minus device time, in milliseconds. */
  low: number;
  high: number;
}

/** `Date` is cut to whole seconds, so the true time lies up to this much later. */
const HEADER_STEP_MS = 1000;

export function boundsOf(
  dateHeader: string,
  sentAt: number,
  receivedAt: number,
): ClockBounds | null {
  const server = Date.parse(dateHeader);
  if (Number.isNaN(server) || receivedAt < sentAt) return null;
  return { low: server - receivedAt, high: server + HEADER_STEP_MS - sentAt };
}

/** Contradicting bounds mean that a clock was set meanwhile: the newer ones are believed. */
export function intersect(known: ClockBounds | null, next: ClockBounds): ClockBounds {
  if (!known) return next;
  const low = Math.max(known.low, next.low);
  const high = Math.min(known.high, next.high);
  return low <= high ? { low, high } : next;
}

let known: ClockBounds | null = null;

export function noteServerDate(dateHeader: string, sentAt: number, receivedAt: number): void {
  const next = boundsOf(dateHeader, sentAt, receivedAt);
  if (next) known = intersect(known, next);
}

/** Milliseconds since 1970 on the server's clock; the device's own until the first answer. */
export function serverNow(): number {
  return Date.now() + (known ? Math.round((known.low + known.high) / 2) : 0);
}
