import { useEffect, useRef, useState } from 'react';
import { memory } from './store';

/**
 * What somebody types into a long form, kept on this device until it is saved: a closed window, a
 * flat battery or a session that ran out costs nothing. `base` is the revision that it began from;
 * null for something new.
 */
export interface Kept<T> {
  base: number | null;
  at: number;
  draft: T;
}

export function readKept<T>(text: string | null, like: T): Kept<T> | null {
  if (text === null) return null;
  try {
    const kept = JSON.parse(text) as Kept<T>;
    const fits =
      typeof kept.at === 'number' &&
      typeof kept.draft === 'object' &&
      kept.draft !== null &&
      Object.keys(like as object).every((key) => key in (kept.draft as object));
    return fits ? kept : null;
  } catch {
    return null;
  }
}

export type Standing = 'clean' | 'changed' | 'overtaken';

/** How a draft stands to what the server has. */
export function standingOf<T>(
  kept: Kept<T> | null,
  saved: T,
  revision: number | null,
): { standing: Standing; draft: T } {
  if (!kept || JSON.stringify(kept.draft) === JSON.stringify(saved)) {
    return { standing: 'clean', draft: saved };
  }
  // Somebody saved another version since; both are still there, and a person decides.
  const standing = kept.base === revision ? 'changed' : 'overtaken';
  return { standing, draft: kept.draft };
}

interface KeptDraft<T> {
  draft: T;
  change: (changes: Partial<T>) => void;
  standing: Standing;
  /** When the draft was found on this device instead of typed just now. */
  foundAt: number | null;
  /** Goes back to what the server has. */
  discard: () => void;
  /** Keeps what was typed, as a change of the version that the server has now. */
  keepMine: () => void;
}

/** `saved` and `revision` are what the server has; a new `revision` means that it was saved. */
export function useKeptDraft<T extends object>(
  key: string,
  saved: T,
  revision: number | null,
): KeptDraft<T> {
  const [kept, setKept] = useState(() => readKept(memory.read(key), saved));
  const [foundAt, setFoundAt] = useState(() =>
    kept && standingOf(kept, saved, revision).standing !== 'clean' ? kept.at : null,
  );
  const { standing, draft } = standingOf(kept, saved, revision);
  const write = (next: Kept<T> | null) => {
    setKept(next);
    memory.write(key, next && JSON.stringify(next));
  };
  const latest = useRef(write);
  latest.current = write;
  useEffect(() => {
    // What is saved needs no keeping.
    if (standing === 'clean') latest.current(null);
  }, [standing]);
  useEffect(() => {
    if (standing === 'clean') return;
    const ask = (event: BeforeUnloadEvent) => event.preventDefault();
    window.addEventListener('beforeunload', ask);
    return () => window.removeEventListener('beforeunload', ask);
  }, [standing]);
  return {
    draft,
    standing,
    foundAt: standing === 'clean' ? null : foundAt,
    change: (changes) => {
      const base = standing === 'clean' ? revision : (kept?.base ?? null);
      write({ base, at: Date.now(), draft: { ...draft, ...changes } });
    },
    discard: () => {
      setFoundAt(null);
      write(null);
    },
    keepMine: () => {
      setFoundAt(null);
      if (kept) write({ ...kept, base: revision });
    },
  };
}
