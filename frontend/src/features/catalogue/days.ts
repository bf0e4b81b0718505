/** The day in the address if there is something on it, else the first day that has something. */
export function chosenDay(days: readonly string[], asked: string | null): string | undefined {
  return asked && days.includes(asked) ? asked : days[0];
}

type Group<T> = [T, ...T[]];

/** Puts together what has the same key; groups and members keep the order in which they came. */
export function groupShowtimes<T>(items: readonly T[], keyOf: (item: T) => string): Group<T>[] {
  const groups = new Map<string, Group<T>>();
  for (const item of items) {
    const group = groups.get(keyOf(item));
    if (group) group.push(item);
    else groups.set(keyOf(item), [item]);
  }
  return [...groups.values()];
}
