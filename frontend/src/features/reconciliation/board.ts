/** The board: which days and sources there are, and how each of them stands. Pure. */
import type { LocalizedText } from '@/i18n/lang';
import { addDays } from '@/lib/time';
import type { Tone } from '@/ui/Status';
import type { BreakAge, BreakState, Reconciliation, ReconciliationStatus } from './queries';

export interface Source {
  key: string;
  name: LocalizedText;
}

/** Banks first, then cinemas by name; those that only old batches know are kept. */
export function sourcesOf(
  batches: readonly Reconciliation[],
  cinemas: readonly { id: string; name: LocalizedText }[],
  bank: Source,
): Source[] {
  const known = new Map<string, LocalizedText>([[bank.key, bank.name]]);
  for (const cinema of cinemas) known.set(`cinema:${cinema.id}`, cinema.name);
  for (const batch of batches) {
    if (!known.has(batch.source)) known.set(batch.source, batch.source_name);
  }
  const sources = [...known].map(([key, name]) => ({ key, name }));
  const rank = ({ key }: Source) => (key === bank.key ? 0 : key.startsWith('cinema:') ? 2 : 1);
  return sources.sort((a, b) => rank(a) - rank(b) || a.name.zh.localeCompare(b.name.zh, 'zh'));
}

/** The days of a range, newest first. */
export function daysOf(from: string, to: string): string[] {
  const days: string[] = [];
  for (let day = to; day >= from && days.length < 366; day = addDays(day, -1)) days.push(day);
  return days;
}

/** By day and source; the latest run where there were several. */
export function cellsOf(batches: readonly Reconciliation[]): Map<string, Reconciliation> {
  const cells = new Map<string, Reconciliation>();
  for (const batch of batches) {
    const key = cellKey(batch.day, batch.source);
    const known = cells.get(key);
    if (!known || known.run_no < batch.run_no) cells.set(key, batch);
  }
  return cells;
}

export const cellKey = (day: string, source: string): string => `${day} ${source}`;

type Standing = Pick<Reconciliation, 'status' | 'is_running' | 'last_error' | 'open_breaks'>;

/** How serious a batch is: something failed, something differs, all is well, or it is on its way. */
export function toneOf({ status, is_running, last_error, open_breaks }: Standing): Tone {
  if (is_running) return 'quiet';
  if (status === 'closed') return 'ok';
  if (last_error) return 'bad';
  if (status === 'has_breaks') return open_breaks > 0 ? 'warn' : 'ok';
  return status === 'balanced' ? 'ok' : 'quiet';
}

/** Why a day cannot be closed; null when it can. */
export function closingRefusal(
  batch: Pick<Reconciliation, 'status' | 'is_running' | 'is_day_over' | 'open_breaks' | 'pooled'>,
): 'closed' | 'running' | 'not_over' | 'breaks' | 'unfinished' | null {
  if (batch.status === 'closed') return 'closed';
  if (batch.is_running) return 'running';
  if (!batch.is_day_over) return 'not_over';
  if (batch.open_breaks > 0 || batch.pooled > 0) return 'breaks';
  const ready: ReconciliationStatus[] = ['balanced', 'has_breaks'];
  return ready.includes(batch.status) ? null : 'unfinished';
}

export const stateTone = (state: BreakState): Tone =>
  ({ pooled: 'quiet', open: 'bad', proposed: 'warn', resolved: 'ok' })[state] as Tone;

/** A week is too long for somebody's money. */
export const ageTone = (age: BreakAge): Tone =>
  age === 't30' || age === 't7' ? 'bad' : age === 't3' ? 'warn' : 'quiet';

interface Person {
  id: string;
  display_name: string;
  phone?: string | null;
  deleted_at?: string | null;
}

/**
 * Who can be chosen as the owner of a break, by name; people of one name are told apart by their
 * phones. Whoever owns it now is among them, also one that could not be chosen any more.
 */
export function ownersOf(
  administrators: readonly Person[],
  owner: { id: string; display_name: string } | null | undefined,
): { id: string; name: string }[] {
  const people: Person[] = administrators.filter((one) => !one.deleted_at);
  if (owner && !people.some(({ id }) => id === owner.id)) people.push(owner);
  const isDouble = (one: Person) =>
    people.some(({ id, display_name }) => id !== one.id && display_name === one.display_name);
  return people
    .map((one) => ({
      id: one.id,
      name: isDouble(one) && one.phone ? `${one.display_name} (${one.phone})` : one.display_name,
    }))
    .sort((a, b) => a.name.localeCompare(b.name, 'zh') || a.id.localeCompare(b.id));
}

/** Ways out that say whose the money is. */
export const needsOrder = (action: string): boolean =>
  action === 'assign_surplus' || action === 'assign_refund';

/** What is missing in the form of a proposal. */
export function lacking(form: {
  action: string;
  note: string;
  orderNo: string;
  entryId: string;
}): 'note' | 'order' | 'entry' | null {
  if (needsOrder(form.action) && form.orderNo.trim() === '') return 'order';
  if (form.action === 'reverse' && form.entryId === '') return 'entry';
  return form.note.trim() === '' ? 'note' : null;
}

type Side =
  | {
      status: string;
      amount?: { amount: number } | null;
      fee?: { amount: number } | null;
      seats?: string[];
    }
  | null
  | undefined;

interface Sides {
  ours?: Side;
  bank?: Side;
  cinema?: Side;
}

/**
 * Which facts the two sides that were compared do not agree on. The third one is there to help: a
 * cinema's amount is without the service fee, so it is no measure of what the bank took. States have
 * each side's own words.
 */
export function differing(source: string, sides: Sides): Set<'amount' | 'seats'> {
  const theirs = source.startsWith('cinema:') ? sides.cinema : sides.bank;
  const differs = (one: string | undefined, other: string | undefined) =>
    one !== undefined && other !== undefined && one !== other;
  const amountOf = (side: Side) => side?.amount?.amount.toString();
  const seatsOf = (side: Side) => side?.seats && [...side.seats].sort().join(' ');
  const found = new Set<'amount' | 'seats'>();
  if (differs(amountOf(sides.ours), amountOf(theirs))) found.add('amount');
  if (differs(seatsOf(sides.ours), seatsOf(theirs))) found.add('seats');
  return found;
}
