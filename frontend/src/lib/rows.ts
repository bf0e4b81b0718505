/** Moving among the rows of a table by keyboard. Pure; `Table.tsx` holds the state. */

export interface RowState {
  /** The row that has the focus, or would get it. */
  at: number;
  /** Where a stretch of chosen rows began. */
  anchor: number;
  chosen: ReadonlySet<number>;
}

export const NO_ROWS: RowState = { at: 0, anchor: 0, chosen: new Set() };

/** How far Page Up and Page Down go. */
const LEAP = 10;

export interface RowKey {
  key: string;
  shiftKey: boolean;
  /** Ctrl, or Command where that is the habit. */
  command: boolean;
}

const stretch = (from: number, to: number): Set<number> => {
  const [low, high] = from < to ? [from, to] : [to, from];
  return new Set(Array.from({ length: high - low + 1 }, (_, step) => low + step));
};

/** What a key does among `count` rows; null if it is not one of ours. */
export function pressed(state: RowState, { key, shiftKey, command }: RowKey, count: number) {
  const last = count - 1;
  if (last < 0) return null;
  const to: Record<string, number> = {
    ArrowDown: state.at + 1,
    ArrowUp: state.at - 1,
    PageDown: state.at + LEAP,
    PageUp: state.at - LEAP,
    Home: 0,
    End: last,
  };
  const target = to[key];
  if (target !== undefined) {
    const at = Math.min(last, Math.max(0, target));
    return shiftKey
      ? { at, anchor: state.anchor, chosen: stretch(state.anchor, at) }
      : { ...state, at, anchor: at };
  }
  if (key === ' ') return toggled(state, state.at);
  if (key === 'Escape' && state.chosen.size > 0) return { ...state, chosen: new Set<number>() };
  if (key.toLowerCase() === 'a' && command) return { ...state, chosen: stretch(0, last) };
  return null;
}

/** Chooses a row, or gives it up. */
export function toggled(state: RowState, row: number): RowState {
  const chosen = new Set(state.chosen);
  if (!chosen.delete(row)) chosen.add(row);
  return { at: row, anchor: row, chosen };
}

/** Chooses everything from the anchor to that row. */
export const reached = (state: RowState, row: number): RowState => ({
  ...state,
  at: row,
  chosen: stretch(state.anchor, row),
});
