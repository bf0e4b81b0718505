/** Small halls for tests, drawn as text so that a test can be read at a glance. */
import { buildPlan, type Plan, type SeatMapData } from './plan';

/**
 * One line a row. `o` free, `x` sold, `l`/`r` halves of a love seat, `w` wheelchair, `c` its companion, blank an
 * aisle. The zone of a row may follow after `@`. Rows are called A, B, C…; seats are numbered from 1, so the third
 * seat of the second row has the code `B3`.
 */
export function hall(...lines: string[]): SeatMapData {
  const seats: SeatMapData['seats'] = [];
  lines.forEach((line, index) => {
    const [shape = '', zone = 'standard'] = line.split('@');
    const row = String.fromCharCode(65 + index);
    let number = 0;
    [...shape].forEach((mark, column) => {
      if (mark === ' ') return;
      number += 1;
      const kinds: Record<string, SeatMapData['seats'][number]['kind']> = {
        l: 'love_left',
        r: 'love_right',
        w: 'wheelchair',
        c: 'companion',
      };
      const pairs: Record<string, number> = {
        l: number + 1,
        r: number - 1,
        w: number + 1,
        c: number - 1,
      };
      const pair = pairs[mark];
      seats.push({
        seat_code: `${row}${number}`,
        section: 'main',
        row,
        seat: String(number),
        x: column * 2,
        y: 6 + index * 3,
        zone: zone.trim(),
        kind: kinds[mark] ?? 'normal',
        pair: pair === undefined ? null : `${row}${pair}`,
        state: mark === 'x' ? 'sold' : 'available',
        mine: false,
      });
    });
  });
  const width = Math.max(...lines.map((line) => (line.split('@')[0] as string).length)) * 2;
  const zones = [...new Set(seats.map((seat) => seat.zone))];
  return {
    showtime_id: '01900000-0000-7000-8000-000000000001',
    showtime_version: 1,
    as_of: '2026-11-22T12:00:00.000Z',
    layout: {
      plan_code: 'test',
      version: 1,
      sections: [{ id: 'main', name: { zh: '影厅', en: 'Stalls' } }],
      screen: { x0: 0, x1: width, y: 0 },
      entrances: [],
    },
    zones: zones.map((zone, index) => ({
      zone,
      name: { zh: zone, en: zone },
      price: { amount: 4500 + index * 1000, currency: 'CNY' },
    })),
    service_fee: { amount: 300, currency: 'CNY' },
    max_seats: 4,
    seats_available: seats.filter((seat) => seat.state === 'available').length,
    seats,
  };
}

export function plan(...lines: string[]): Plan {
  return buildPlan(hall(...lines));
}
