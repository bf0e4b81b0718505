import type { Screen, Session } from './queries';

const cny = (amount: number) => ({ amount, currency: 'CNY' as const });

export const SHANGHAI = 'Asia/Shanghai';

export const hall: Screen = {
  screen_code: 'H1',
  name: { zh: '1号厅', en: 'Hall 1' },
  hall_type: 'standard',
  cleaning_min: 15,
  seat_count: 100,
  plan_version: 1,
  zones: [
    { id: 'standard', name: { zh: '普通', en: 'Standard' } },
    { id: 'prime', name: { zh: '黄金', en: 'Prime' } },
  ],
};

/** A session on Monday 23 November 2026 that begins at a clock of Shanghai, two hours long. */
export function sessionAt(clock: string, more: Partial<Session> = {}): Session {
  const starts = Date.parse(`2026-11-23T${clock}:00+08:00`);
  const iso = (minutes: number) => new Date(starts + minutes * 60_000).toISOString();
  return {
    session_code: `S${clock}`,
    showtime_id: null,
    session_version: 3,
    screen_code: 'H1',
    plan_version: 1,
    film_code: 'F1',
    film: { zh: '花样年华', en: 'In the Mood for Love' },
    starts_at: iso(0),
    ends_at: iso(120),
    stop_sell_at: iso(-10),
    business_on: '2026-11-23',
    language: 'zh',
    subtitles: null,
    format: '2d',
    status: 'on_sale',
    cancel_reason: null,
    zone_prices: [
      { zone: 'standard', ticket: cny(4500), screen_fee: cny(0) },
      { zone: 'prime', ticket: cny(5550), screen_fee: cny(300) },
    ],
    max_seats: 6,
    seats_total: 100,
    seats_sold: 12,
    seats_locked: 0,
    seats_blocked: 0,
    ...more,
  };
}
