import { describe, expect, test } from 'vitest';
import { hall, plan } from './fixtures';
import {
  buildPlan,
  horizontalNeighbour,
  labelHeights,
  verticalNeighbour,
  zoneOutlines,
} from './plan';

const codes = (seats: readonly { code: string }[]) => seats.map((seat) => seat.code).join(' ');

describe('rows and runs', () => {
  test('an aisle cuts a row into runs, and the row stays one row', () => {
    const built = plan('oo oo', 'oooo');
    expect(built.rows.map((row) => codes(row.seats))).toEqual(['A1 A2 A3 A4', 'B1 B2 B3 B4']);
    expect(built.runs.map(codes)).toEqual(['A1 A2', 'A3 A4', 'B1 B2 B3 B4']);
    expect(built.byCode.get('A3')).toMatchObject({ row: 0, column: 2, run: 1, place: 0 });
  });

  test('half a seat more than a neighbour is an aisle', () => {
    const data = hall('ooo');
    const last = data.seats[2];
    if (last) last.x += 1;
    expect(buildPlan(data).runs.map(codes)).toEqual(['A1 A2', 'A3']);
  });

  test('seats are ordered by position, whatever order the wire has', () => {
    const data = hall('oooo');
    data.seats.reverse();
    expect(codes(buildPlan(data).rows[0]?.seats ?? [])).toBe('A1 A2 A3 A4');
  });

  test('rows with the same label on two storeys are two rows', () => {
    const data = hall('oo', 'oo');
    data.layout.sections.push({ id: 'balcony', name: { zh: '楼座', en: 'Balcony' } });
    for (const seat of data.seats.slice(2)) Object.assign(seat, { section: 'balcony', row: 'A' });
    const built = buildPlan(data);
    expect(built.rows.map((row) => row.section)).toEqual(['main', 'balcony']);
    expect(built.storeys.map((storey) => storey.id)).toEqual(['main', 'balcony']);
    // The upper storey is moved away so that its heading has room.
    const lower = built.rows[0]?.seats[0]?.y ?? 0;
    expect((built.rows[1]?.seats[0]?.y ?? 0) - lower).toBeGreaterThanOrEqual(2 + 5);
  });

  test('one storey needs no heading', () => {
    expect(plan('oo').storeys).toEqual([]);
  });
});

describe('arrow keys', () => {
  const built = plan('  oo oo', 'oooooooo', 'o');
  const at = (code: string) => {
    const seat = built.byCode.get(code);
    if (!seat) throw new Error(code);
    return seat;
  };

  test('up and down go to the nearest seat across', () => {
    expect(verticalNeighbour(built, at('A1'), 1)?.code).toBe('B3');
    expect(verticalNeighbour(built, at('B8'), -1)?.code).toBe('A4');
    expect(verticalNeighbour(built, at('B7'), 1)?.code).toBe('C1');
    expect(verticalNeighbour(built, at('C1'), 1)).toBeUndefined();
  });

  test('left and right cross aisles and stop at the ends', () => {
    expect(horizontalNeighbour(built, at('A2'), 1)?.code).toBe('A3');
    expect(horizontalNeighbour(built, at('A4'), 1)).toBeUndefined();
    expect(horizontalNeighbour(built, at('A1'), -1)).toBeUndefined();
  });
});

describe('zone outlines', () => {
  test('neighbouring seats of a zone share no line', () => {
    const single = zoneOutlines(plan('o')).get('standard') ?? '';
    const double = zoneOutlines(plan('oo')).get('standard') ?? '';
    // Perimeters of a 2×2 and of a 4×2 area in half seats.
    expect(single.match(/M/g)).toHaveLength(8);
    expect(double.match(/M/g)).toHaveLength(12);
  });

  test('rows of a zone become one area, an aisle stays open', () => {
    // Two rows of depth 2 with one half seat between them: 2 × 5.
    expect(zoneOutlines(plan('o', 'o')).get('standard')?.match(/M/g)).toHaveLength(14);
    expect(zoneOutlines(plan('o o')).get('standard')?.match(/M/g)).toHaveLength(16);
  });

  test('each zone has an outline of its own', () => {
    expect([...zoneOutlines(plan('oo@front', 'oo@prime')).keys()]).toEqual(['front', 'prime']);
  });
});

describe('row labels', () => {
  test('stand level with the nearest seat where there is room', () => {
    const built = plan('ooo', 'ooo');
    expect(labelHeights(built, -1, 1)).toEqual([7, 10]);
  });

  test('never touch where a short row stands in front of a long, curved one', () => {
    const data = hall('    o', 'ooooo');
    for (const seat of data.seats) if (seat.row === 'B') seat.y = Math.abs(seat.x - 4) > 2 ? 6 : 8;
    const heights = labelHeights(buildPlan(data), 0, 2);
    expect(heights[0]).toBe(7);
    expect((heights[1] ?? 0) - (heights[0] ?? 0)).toBeGreaterThanOrEqual(2);
  });
});
