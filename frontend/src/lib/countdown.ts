import { useEffect, useState } from 'react';
import { serverNow } from './clock';

export interface Countdown {
  /** Milliseconds left, never below zero. */
  leftMs: number;
  over: boolean;
  /** The last minute, in which a countdown asks for attention. */
  last: boolean;
  /** "14:05", or "1:02:03" from an hour on. Seconds are rounded up: 0:00 means over. */
  text: string;
}

const LAST_MS = 60_000;

/** What a countdown to `until` shows at `now`; both in milliseconds of the server's clock. */
export function countdownAt(until: number, now: number): Countdown {
  const leftMs = Math.max(0, until - now);
  const seconds = Math.ceil(leftMs / 1000);
  const two = (value: number) => String(value).padStart(2, '0');
  const hours = Math.floor(seconds / 3600);
  const minutes = Math.floor(seconds / 60) % 60;
  const text =
    hours > 0 ? `${hours}:${two(minutes)}:${two(seconds % 60)}` : `${minutes}:${two(seconds % 60)}`;
  return { leftMs, over: leftMs === 0, last: leftMs > 0 && leftMs <= LAST_MS, text };
}

/** Ticks with the server's clock until `until` has come. */
export function useCountdown(until: string): Countdown {
  const at = Date.parse(until);
  const [now, setNow] = useState(serverNow);
  const over = now >= at;
  useEffect(() => {
    setNow(serverNow());
    if (over) return;
    // Four times a second, so that the second on the screen is never late by more than a blink.
    const timer = setInterval(() => setNow(serverNow()), 250);
    return () => clearInterval(timer);
  }, [over]);
  return countdownAt(at, now);
}

/** The server's time, refreshed every `everyMs`: for what is shown to the minute. */
export function useServerNow(everyMs: number): number {
  const [now, setNow] = useState(serverNow);
  useEffect(() => {
    const timer = setInterval(() => setNow(serverNow()), everyMs);
    return () => clearInterval(timer);
  }, [everyMs]);
  return now;
}
