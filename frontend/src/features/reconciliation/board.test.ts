import { expect, test } from 'vitest';
import {
  ageTone,
  cellKey,
  cellsOf,
  closingRefusal,
  daysOf,
  differing,
  lacking,
  ownersOf,
  sourcesOf,
  stateTone,
  toneOf,
} from './board';
import type { Reconciliation } from './queries';
import { classNames, sideWords } from './texts';

const zero = { count: 0, amount: { amount: 0, currency: 'CNY' as const } };
const batch = (change: Partial<Reconciliation>): Reconciliation => ({
  id: 'b',
  day: '2026-11-20',
  source: 'unionpay',
  source_name: { zh: '银联', en: 'UnionPay' },
  cinema_id: null,
  gateway: 'unionpay',
  status: 'balanced',
  run_no: 1,
  is_day_over: true,
  is_running: false,
  ours: zero,
  theirs: zero,
  difference: zero.amount,
  matched: 0,
  pooled: 0,
  open_breaks: 0,
  resolved_breaks: 0,
  fee: null,
  settled: null,
  last_error: null,
  started_at: '2026-11-21T02:30:00Z',
  finished_at: null,
  closed_at: null,
  ...change,
});
const bank = { key: 'unionpay', name: { zh: '银联', en: 'UnionPay' } };

test('banks stand first, then cinemas; a source that only a batch knows is not lost', () => {
  const cinemas = [
    { id: '2', name: { zh: '星光', en: 'Star' } },
    { id: '1', name: { zh: '百老汇', en: 'Broadway' } },
  ];
  const gone = batch({ source: 'cinema:9', source_name: { zh: '新世界', en: 'New World' } });
  const sources = sourcesOf([gone, batch({})], cinemas, bank);
  expect(sources.map(({ key }) => key)).toEqual(['unionpay', 'cinema:1', 'cinema:9', 'cinema:2']);
});

test('days run from the newest to the oldest', () => {
  expect(daysOf('2026-10-30', '2026-11-01')).toEqual(['2026-11-01', '2026-10-31', '2026-10-30']);
  expect(daysOf('2026-11-02', '2026-11-01')).toEqual([]);
});

test('the latest run of a day and source stands on the board', () => {
  const cells = cellsOf([
    batch({ id: 'two', run_no: 2 }),
    batch({ id: 'one' }),
    batch({ id: 'other', day: '2026-11-19' }),
  ]);
  expect(cells.get(cellKey('2026-11-20', 'unionpay'))?.id).toBe('two');
  expect(cells.get(cellKey('2026-11-19', 'unionpay'))?.id).toBe('other');
  expect(cells.get(cellKey('2026-11-18', 'unionpay'))).toBeUndefined();
});

test('each state has its own weight', () => {
  const tone = (change: Partial<Reconciliation>) => toneOf(batch(change));
  expect(tone({ status: 'balanced' })).toBe('ok');
  expect(tone({ status: 'closed', last_error: { zh: '旧', en: 'old' } })).toBe('ok');
  expect(tone({ status: 'has_breaks', open_breaks: 2 })).toBe('warn');
  expect(tone({ status: 'has_breaks', open_breaks: 0 })).toBe('ok');
  const broken = { zh: '文件损坏', en: 'broken file' };
  expect(tone({ status: 'fetched', last_error: broken })).toBe('bad');
  expect(tone({ status: 'fetched', last_error: broken, is_running: true })).toBe('quiet');
  for (const status of ['scheduled', 'fetched', 'parsed', 'matched'] as const) {
    expect(tone({ status })).toBe('quiet');
  }
  expect((['pooled', 'open', 'proposed', 'resolved'] as const).map(stateTone)).toEqual([
    'quiet',
    'bad',
    'warn',
    'ok',
  ]);
  expect((['new', 't1', 't3', 't7', 't30'] as const).map(ageTone)).toEqual([
    'quiet',
    'quiet',
    'warn',
    'bad',
    'bad',
  ]);
});

test('a day is closed once it is over, compared, and nothing is open', () => {
  expect(closingRefusal(batch({}))).toBeNull();
  expect(closingRefusal(batch({ status: 'has_breaks', resolved_breaks: 1 }))).toBeNull();
  expect(closingRefusal(batch({ status: 'closed' }))).toBe('closed');
  expect(closingRefusal(batch({ is_day_over: false }))).toBe('not_over');
  expect(closingRefusal(batch({ status: 'has_breaks', open_breaks: 1 }))).toBe('breaks');
  expect(closingRefusal(batch({ pooled: 1 }))).toBe('breaks');
  expect(closingRefusal(batch({ is_running: true }))).toBe('running');
  expect(closingRefusal(batch({ status: 'matched' }))).toBe('unfinished');
});

test('any administrator who is still here can own a break, told apart by name or phone', () => {
  const person = (id: string, display_name: string, deleted_at: string | null = null) => ({
    id,
    display_name,
    phone: `+86 138****000${id}`,
    deleted_at,
  });
  const people = [
    person('2', '王'),
    person('1', '李'),
    person('3', '王'),
    person('4', '张', '2026'),
  ];
  expect(ownersOf(people, null)).toEqual([
    { id: '1', name: '李' },
    { id: '2', name: '王 (+86 138****0002)' },
    { id: '3', name: '王 (+86 138****0003)' },
  ]);
  const gone = { id: '4', display_name: '张' };
  expect(ownersOf(people, gone).map(({ id }) => id)).toContain('4');
  expect(ownersOf(people, { id: '1', display_name: '李' })).toHaveLength(3);
  expect(ownersOf([], gone)).toEqual([{ id: '4', name: '张' }]);
});

test('a class and every word of a side has a name in both languages', () => {
  const words = { ...classNames, ...sideWords };
  for (const key of ['late_arrival', 'needs_manual', 'take_back', 'expired', 'quarantined']) {
    expect(words[key]?.zh).toMatch(/[\u4e00-\u9fff]/);
    expect(words[key]?.en).toMatch(/^[ -~]+$/);
  }
});

test('a proposal says why, and what it is about', () => {
  const form = { action: 'write_off', note: 'lost', orderNo: '', entryId: '' };
  expect(lacking(form)).toBeNull();
  expect(lacking({ ...form, note: ' ' })).toBe('note');
  expect(lacking({ ...form, action: 'assign_surplus' })).toBe('order');
  expect(lacking({ ...form, action: 'assign_refund' })).toBe('order');
  expect(lacking({ ...form, action: 'assign_refund', orderNo: 'M1' })).toBeNull();
  expect(lacking({ ...form, action: 'reverse' })).toBe('entry');
  expect(lacking({ ...form, action: 'reverse', entryId: 'e' })).toBeNull();
});

test('the two sides that were compared are held against each other, not the third', () => {
  const side = (amount: number, seats?: string[]) => ({
    status: 'paid',
    amount: { amount },
    ...(seats ? { seats } : {}),
  });
  const found = (source: string, sides: Parameters<typeof differing>[1]) => [
    ...differing(source, sides),
  ];
  const [ours, same, less] = [side(124), side(124), side(118)];
  expect(found('unionpay', { ours, bank: same, cinema: less })).toEqual([]);
  expect(found('unionpay', { ours, bank: less, cinema: same })).toEqual(['amount']);
  expect(found('cinema:1', { ours, bank: less, cinema: same })).toEqual([]);
  expect(found('unionpay', { ours, bank: null })).toEqual([]);
  expect(found('cinema:1', { ours: side(1, ['F7', 'F8']), cinema: side(1, ['F8', 'F7']) })).toEqual(
    [],
  );
  expect(found('cinema:1', { ours: side(1, ['F7']), cinema: side(2, ['F8']) })).toEqual([
    'amount',
    'seats',
  ]);
});
