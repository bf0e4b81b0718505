import { describe, expect, test } from 'vitest';
import {
  addRow,
  addSeat,
  addZone,
  begin,
  differenceOf,
  faultsOf,
  moveAisle,
  nextLabel,
  type PlanSeat,
  redo,
  relabelRow,
  relabelSeat,
  removeRow,
  removeSeats,
  renumberRow,
  rowsOf,
  type SeatPlan,
  seatAtPointer,
  setKind,
  setUsable,
  setZone,
  step,
  undo,
} from './planEdit';

/** Rows as text: a letter is a seat, a blank an aisle. Rows are 1, 2, 3; two deep each. */
function hall(...lines: string[]): SeatPlan {
  const seats = lines.flatMap((line, index) => {
    const row = String(index + 1);
    let number = 0;
    return [...line].flatMap((mark, column): PlanSeat[] => {
      if (mark === ' ') return [];
      number += 1;
      return [
        {
          seat_code: `0${row}0${number}`,
          section: 'main',
          row,
          seat: String(number),
          x: 2 + column * 2,
          y: 6 + index * 2,
          zone: 'standard',
          kind: 'normal',
          pair: null,
          is_usable: true,
        },
      ];
    });
  });
  const right = Math.max(...seats.map((seat) => seat.x)) + 2;
  return {
    sections: [{ id: 'main', name: { zh: '影厅', en: 'Hall' } }],
    zones: [{ id: 'standard', name: { zh: '普通', en: 'Standard' } }],
    screen: { x0: 4, x1: right - 2, y: 0 },
    entrances: [{ x: right, y: 6, label: { zh: '右门', en: 'Right door' } }],
    seats,
  };
}

const row = (label: string) => ({ section: 'main', row: label });
const drawn = (plan: SeatPlan) =>
  rowsOf(plan).map(({ id, seats }) => `${id.row}: ${seats.map((one) => one.seat).join(' ')}`);
const at = (plan: SeatPlan, code: string) => {
  const seat = plan.seats.find((one) => one.seat_code === code);
  if (!seat) throw new Error(`no seat ${code}`);
  return seat;
};

test('labels go on as people count', () => {
  expect(['7', 'F', 'Z', 'AZ', 'ZZ', 'B1'].map(nextLabel)).toEqual([
    '8',
    'G',
    'AA',
    'BA',
    'AAA',
    'B12',
  ]);
});

describe('seats', () => {
  test('one more at either end, numbered on, and the hall grows around it', () => {
    const wider = addSeat(hall('ooo', 'ooo'), row('1'), 'right');
    expect(drawn(wider)).toEqual(['1: 1 2 3 4', '2: 1 2 3']);
    expect(at(wider, '0104')).toMatchObject({ x: 8, y: 6, zone: 'standard' });
    expect(wider.screen).toEqual({ x0: 4, x1: 8, y: 0 });
    expect(wider.entrances[0]?.x).toBe(10);
    const left = addSeat(hall('ooo'), row('1'), 'left');
    expect(drawn(left)).toEqual(['1: 4 1 2 3']);
    expect(at(left, '0104').x).toBe(0);
    expect(faultsOf(left)).toEqual([]);
  });

  test('a row numbered from the right goes on at its left', () => {
    const turned = addSeat(renumberRow(hall('ooo'), row('1'), 'right'), row('1'), 'left');
    expect(drawn(turned)).toEqual(['1: 4 3 2 1']);
  });

  test('nothing ends left of the wall', () => {
    const once = addSeat(hall('ooo', 'ooo'), row('1'), 'left');
    const twice = addSeat(once, row('1'), 'left');
    expect(Math.min(...twice.seats.map((seat) => seat.x))).toBe(0);
    expect(at(twice, '0201').x).toBe(at(once, '0201').x + 2);
  });

  test('half of a love seat that loses the other is an ordinary seat', () => {
    const love = setKind(hall('oooo'), ['0102', '0103'], 'love');
    const rest = removeSeats(love, ['0103']);
    expect(at(rest, '0102')).toMatchObject({ kind: 'normal', pair: null });
    expect(faultsOf(rest)).toEqual([]);
  });

  test('love seats join neighbours two by two, never across an aisle', () => {
    const plan = setKind(hall('ooo oo'), ['0101', '0102', '0103', '0104', '0105'], 'love');
    expect(plan.seats.map((seat) => seat.kind)).toEqual([
      'love_left',
      'love_right',
      'normal',
      'love_left',
      'love_right',
    ]);
    expect(faultsOf(plan)).toEqual([]);
    const split = setKind(plan, ['0101'], 'wheelchair');
    expect([at(split, '0101').kind, at(split, '0102').kind]).toEqual(['wheelchair', 'normal']);
  });

  test('zone and use', () => {
    const zoned = addZone(hall('oo'), { zh: '黄金区', en: 'Prime seats' });
    const plan = setUsable(setZone(zoned, ['0102'], 'prime-seats'), ['0101'], false);
    expect(at(plan, '0102').zone).toBe('prime-seats');
    expect(at(plan, '0101').is_usable).toBe(false);
    expect(addZone(zoned, { zh: '又', en: 'Prime seats' }).zones.at(-1)?.id).toBe('prime-seats-2');
  });
});

describe('rows', () => {
  test('one more behind, and everything behind it moves back', () => {
    const plan = addRow(hall('oo', 'oo', 'oo'), row('2'));
    expect(drawn(plan)).toEqual(['1: 1 2', '2: 1 2', '4: 1 2', '3: 1 2']);
    expect(rowsOf(plan).map(({ seats }) => seats[0]?.y)).toEqual([6, 8, 10, 12]);
    expect(new Set(plan.seats.map((seat) => seat.seat_code)).size).toBe(8);
    expect(faultsOf(plan)).toEqual([]);
  });

  test('taken away, and what was behind moves up', () => {
    const plan = removeRow(hall('oo', 'oo', 'oo'), row('2'));
    expect(drawn(plan)).toEqual(['1: 1 2', '3: 1 2']);
    expect(rowsOf(plan).map(({ seats }) => seats[0]?.y)).toEqual([6, 8]);
  });

  test('labels change, but never to one that is there', () => {
    const plan = hall('oo', 'oo');
    expect(drawn(relabelRow(plan, row('2'), 'B'))).toEqual(['1: 1 2', 'B: 1 2']);
    expect(relabelRow(plan, row('2'), '1')).toBe(plan);
    expect(relabelRow(plan, row('2'), ' ')).toBe(plan);
  });
});

describe('aisles', () => {
  test('widen and narrow in one row or in all', () => {
    const wide = moveAisle(hall('oooo', 'oooo'), '0102', 2, 'section');
    expect(rowsOf(wide).map(({ seats }) => seats.map((seat) => seat.x))).toEqual([
      [2, 4, 8, 10],
      [2, 4, 8, 10],
    ]);
    expect(wide.screen.x1).toBe(10);
    const back = moveAisle(wide, '0102', -2, 'row');
    expect(rowsOf(back)[0]?.seats.map((seat) => seat.x)).toEqual([2, 4, 6, 8]);
    expect(rowsOf(back)[1]?.seats.map((seat) => seat.x)).toEqual([2, 4, 8, 10]);
  });

  test('seats never move onto each other', () => {
    const plan = moveAisle(hall('oooo'), '0102', -2, 'row');
    expect(rowsOf(plan)[0]?.seats.map((seat) => seat.x)).toEqual([2, 4, 6, 8]);
  });
});

describe('faults', () => {
  test('are found where they are', () => {
    const same = relabelSeat(hall('ooo'), '0103', '2');
    expect(faultsOf(same)).toEqual([{ fault: 'label', code: '0103' }]);
    const plan = hall('oo');
    const [first, second] = plan.seats as [PlanSeat, PlanSeat];
    const touching = { ...plan, seats: [first, { ...second, x: first.x + 1 }] };
    expect(faultsOf(touching)).toEqual([{ fault: 'overlap', code: '0102' }]);
    expect(faultsOf(setZone(plan, ['0101'], 'gone'))).toEqual([{ fault: 'zone', code: '0101' }]);
    expect(faultsOf({ ...plan, seats: [] })).toEqual([{ fault: 'empty', code: null }]);
    const love = setKind(hall('oooo'), ['0101', '0102'], 'love');
    const apart = moveAisle(love, '0101', 2, 'row');
    expect(faultsOf(apart).map((one) => one.fault)).toEqual(['pair', 'pair']);
  });

  test('the server’s pointers mean seats', () => {
    const plan = hall('ooo');
    expect(seatAtPointer(plan, '/layout/seats/2/pair')).toBe('0103');
    expect(seatAtPointer(plan, '/layout/seats/0')).toBe('0101');
    expect(seatAtPointer(plan, '/effective_on')).toBeNull();
    expect(seatAtPointer(plan, '/layout/seats/9')).toBeNull();
  });
});

test('steps are taken back and done again; a new one forgets what was taken back', () => {
  const plan = hall('oo');
  const one = step(begin(plan), addSeat(plan, row('1'), 'right'));
  const two = step(one, addRow(one.now, row('1')));
  expect(step(two, two.now)).toBe(two);
  const back = undo(undo(two));
  expect(back.now).toBe(plan);
  expect(undo(back)).toBe(back);
  expect(redo(redo(back)).now).toBe(two.now);
  const other = step(undo(two), removeSeats(one.now, ['0101']));
  expect(redo(other)).toBe(other);
});

test('a difference counts what came, went and changed', () => {
  const plan = hall('ooo');
  const next = setUsable(removeSeats(addSeat(plan, row('1'), 'right'), ['0101']), ['0102'], false);
  expect(differenceOf(plan, next)).toEqual({ added: 1, removed: 1, changed: 1 });
  expect(differenceOf(plan, plan)).toEqual({ added: 0, removed: 0, changed: 0 });
});
