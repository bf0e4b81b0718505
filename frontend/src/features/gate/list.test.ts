import { describe, expect, test } from 'vitest';
import type { GatePack, KeptScan } from './kept';
import { answered, countsOf, gateOf, outlived } from './list';

const text = { zh: '厅', en: 'Hall' };
const session = {
  showtime_id: '00000000-0000-0000-0000-000000000001',
  session_code: 'S1',
  film: text,
  hall: text,
  starts_at: '2027-03-07T11:30:00Z',
  ends_at: '2027-03-07T13:30:00Z',
  opens_at: '2027-03-07T10:30:00Z',
  closes_at: '2027-03-07T13:30:00Z',
  sold: 2,
  checked_in: 0,
};
const ticket = (ticket_no: string, order_id: string) => ({
  ticket_no,
  order_id,
  pickup_code: '0',
  session_code: 'S1',
  row: '1',
  seat: '2',
  state: 'issued' as const,
  checked_in_at: null,
});
const pack: GatePack = {
  cinema_id: 'c1',
  cinema_code: '51010001',
  cinema: text,
  business_on: '2027-03-07',
  made_at: '2027-03-07T10:00:00Z',
  good_until: '2027-03-07T16:00:00Z',
  requires_live: false,
  keys: [],
  sessions: [session],
  tickets: [ticket('T1', 'o1'), ticket('T2', 'o1'), { ...ticket('T3', 'o2'), state: 'refunded' }],
};
const scan: KeptScan = {
  scan_id: 's1',
  cinema_id: 'c1',
  code: 'x',
  scanned_at: '2027-03-07T11:00:00.000Z',
  showtime_id: null,
  order_id: 'o1',
  session_code: 'S1',
  ticket_nos: ['T1'],
  people: 1,
  said: 'admitted',
  reason: null,
  first_at: null,
  told: 'waiting',
  clash: null,
};

describe('the list of a gate', () => {
  test('knows whom the gate itself let in', () => {
    const gate = gateOf(pack, [scan], null);
    expect(gate.tickets.map((one) => one.state)).toEqual(['checked_in', 'issued', 'refunded']);
    expect(gate.tickets[0]?.checked_in_at).toBe(scan.scanned_at);
    expect(gate.admissions).toEqual([]);
  });

  test('remembers orders that the pack does not have', () => {
    const late = { ...scan, order_id: 'o9', ticket_nos: [], people: 2 };
    const gate = gateOf(pack, [late], null);
    expect(gate.admissions).toEqual([{ order_id: 'o9', ticket_nos: [], at: scan.scanned_at }]);
    expect(countsOf(gate, [late], pack)).toEqual({ inside: 2, sold: 4 });
  });

  test('does not let another cinema’s scans in', () => {
    const gate = gateOf(pack, [{ ...scan, cinema_id: 'c2' }], null);
    expect(countsOf(gate, [], pack)).toEqual({ inside: 0, sold: 2 });
  });

  test('counts the chosen session only', () => {
    const gate = gateOf(pack, [scan], 'S2');
    expect(countsOf(gate, [scan], pack)).toEqual({ inside: 0, sold: 0 });
    expect(countsOf(gateOf(pack, [scan], 'S1'), [scan], pack)).toEqual({ inside: 1, sold: 2 });
  });
});

describe('what the platform answered', () => {
  const result = {
    scan_id: 's1',
    outcome: 'admitted' as const,
    ticket_nos: [],
    code: null,
    first_at: null,
  };

  test('a decision that stands is done', () => {
    expect(answered(scan, result)?.told).toBe('done');
  });

  test('two gates, one ticket: the first time is kept', () => {
    const first_at = '2027-03-07T10:58:00Z';
    const clash = answered(scan, { ...result, outcome: 'already_checked_in', first_at });
    expect(clash).toMatchObject({ told: 'clash', clash: null, first_at });
  });

  test('a refusal names its reason, and silence decides nothing', () => {
    const refused = { ...result, outcome: 'refused' as const };
    expect(answered(scan, { ...refused, code: 'ticket_refunded' })?.clash).toBe('ticket_refunded');
    expect(answered(scan, { ...refused, code: 'cinema_unavailable' })).toBeNull();
  });
});

test('what was told long ago is forgotten, what waits never is', () => {
  const now = Date.parse('2027-03-10T11:00:00Z');
  expect(outlived([scan, { ...scan, scan_id: 's2', told: 'done' }], now)).toEqual(['s2']);
});
