/**
 * Filters of a list, kept in the address: what one sees can be sent to a colleague, and Back leaves
 * the page. Each filter is a pair of functions between its value and its text; what stands at its
 * default is not in the address at all.
 */
import { useMemo } from 'react';
import { useSearch } from 'wouter';
import { useQueryParams } from './navigation';

export interface Filter<T> {
  /** The value of a text; its default where the text is missing or makes no sense. */
  read(text: string | null): T;
  /** The text of a value; null at its default. */
  write(value: T): string | null;
}

type Filters = Record<string, Filter<unknown>>;
export type Values<F> = { [Name in keyof F]: F[Name] extends Filter<infer T> ? T : never };

/** Any text; null without one. */
export const anyText = (): Filter<string | null> => ({
  read: (text) => text?.trim() || null,
  write: (value) => value?.trim() || null,
});

/** One of the given words; null without one. */
export const oneOf = <W extends string>(words: readonly W[]): Filter<W | null> => ({
  read: (text) => words.find((word) => word === text) ?? null,
  write: (value) => value,
});

const isDay = (text: string | null): text is string =>
  text !== null && /^\d{4}-\d\d-\d\d$/.test(text) && !Number.isNaN(Date.parse(`${text}T00:00Z`));

/** A day, `YYYY-MM-DD`. */
export const dayOr = (usual: string): Filter<string> => ({
  read: (text) => (isDay(text) ? text : usual),
  write: (value) => (value === usual ? null : value),
});

/** Something that is on or off; off by default. */
export const flag = (): Filter<boolean> => ({
  read: (text) => text === '1',
  write: (value) => (value ? '1' : null),
});

export function readFilters<F extends Filters>(filters: F, params: URLSearchParams): Values<F> {
  const read = Object.entries(filters).map(([name, filter]) => [
    name,
    filter.read(params.get(name)),
  ]);
  return Object.fromEntries(read) as Values<F>;
}

/** What the address has to say about some new values. */
export function writeFilters<F extends Filters>(
  filters: F,
  values: Partial<Values<F>>,
): Record<string, string | null> {
  const texts = Object.entries(values).map(([name, value]) => [
    name,
    filters[name]?.write(value) ?? null,
  ]);
  return Object.fromEntries(texts) as Record<string, string | null>;
}

export interface UsedFilters<F extends Filters> {
  values: Values<F>;
  /** Changes some of them; the others stay. */
  set: (values: Partial<Values<F>>) => void;
  /** Whether any filter, apart from those named, is not at its default. */
  isSet: (...apart: (keyof F & string)[]) => boolean;
  /** Puts every filter, apart from those named, to its default. */
  clear: (...apart: (keyof F & string)[]) => void;
}

/**
 * `const { values, set } = useFilters({ from: dayOr(today), state: oneOf(states), q: anyText() })`.
 * The names are those of the address.
 */
export function useFilters<F extends Filters>(filters: F): UsedFilters<F> {
  const search = useSearch();
  const [, change] = useQueryParams();
  // `filters` is made anew on every rendering; its values depend on the address and its defaults.
  const key = JSON.stringify(readFilters(filters, new URLSearchParams(search)));
  const values = useMemo(() => JSON.parse(key) as Values<F>, [key]);
  const names = (apart: string[]) => Object.keys(filters).filter((name) => !apart.includes(name));
  return {
    values,
    set: (next) => change(writeFilters(filters, next)),
    isSet: (...apart) =>
      names(apart).some((name) => filters[name]?.write(values[name as keyof F]) != null),
    clear: (...apart) => change(Object.fromEntries(names(apart).map((name) => [name, null]))),
  };
}
