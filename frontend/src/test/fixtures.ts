import type { Schema } from '@/api/types';

const cny = (amount: number) => ({ amount, currency: 'CNY' as const });
const both = (text: string) => ({ zh: text, en: text });

/** A showtime on sale that begins at the given instant; `more` changes what a test is about. */
export function showtimeAt(
  starts_at: string,
  more: Partial<Schema<'Showtime'>> = {},
): Schema<'Showtime'> {
  const start = Date.parse(starts_at);
  return {
    id: `showtime-${starts_at}`,
    session_code: 'S1',
    version: 1,
    film: {
      id: '019a0000-0000-7000-8000-000000000001',
      title: { zh: '花样年华', en: 'In the Mood for Love' },
      runtime_min: 98,
      year: 2000,
      genres: [{ slug: 'romance', name: both('爱情') }],
      original_language: 'zh',
    },
    cinema: {
      id: '019a0000-0000-7000-8000-000000000002',
      name: { zh: '大光明电影院', en: 'Grand Cinema' },
      address: both('南京西路216号'),
      district: { slug: 'huangpu', name: both('黄浦') },
      latitude: 31.2,
      longitude: 121.5,
      phone: '021-63270000',
      timezone: 'Asia/Shanghai',
      available: true,
    },
    hall: {
      id: '019a0000-0000-7000-8000-000000000003',
      name: { zh: '1号厅', en: 'Hall 1' },
      hall_type: 'standard',
      seat_count: 100,
    },
    starts_at,
    ends_at: new Date(start + 98 * 60_000).toISOString(),
    business_date: starts_at.slice(0, 10),
    language: 'zh',
    subtitles: null,
    format: '2D',
    status: 'on_sale',
    stop_sell_at: new Date(start - 15 * 60_000).toISOString(),
    price_from: cny(4500),
    service_fee: cny(300),
    zones: [{ zone: 'A', name: both('A'), price: cny(4500) }],
    seats_total: 100,
    seats_available: 40,
    max_seats: 4,
    ...more,
  };
}
