/** What can be paid to a cinema, and what a proposal lacks. Pure. */
import type { Schema } from '@/api/types';
import type { Tone } from '@/ui/Status';

export type Payable = Schema<'Payable'>;
export type CinemaPayout = Schema<'CinemaPayout'>;

/** Why nothing can be paid; null when something can. */
export function emptyBecause({ amount, due, claims }: Payable): 'claims' | 'nothing' | null {
  if (amount.amount > 0) return null;
  return due.amount > 0 && claims.amount >= due.amount ? 'claims' : 'nothing';
}

/** What is missing before it can be proposed. */
export function lacking(form: { transferRef: string; note: string }) {
  const reference = form.transferRef.trim();
  if (reference === '') return 'transferRef';
  if (reference.length > 64) return 'transferRefLong';
  return form.note.trim() === '' ? 'note' : null;
}

export type PayoutState = 'open' | NonNullable<CinemaPayout['verdict']>;

export const stateOf = ({ verdict }: Pick<CinemaPayout, 'verdict'>): PayoutState =>
  verdict ?? 'open';

export const tones: Record<PayoutState, Tone> = {
  open: 'warn',
  approved: 'ok',
  rejected: 'quiet',
  withdrawn: 'quiet',
};

/** The proposal that waits for a second person: always the latest. */
export const openOf = (items: readonly CinemaPayout[]): CinemaPayout | undefined =>
  items.find((one) => stateOf(one) === 'open');
