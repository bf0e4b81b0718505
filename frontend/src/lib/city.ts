import { createStore, memory, useStore } from './store';

const KEY = 'marquee.city';
const store = createStore<string | null>(memory.read(KEY));

/** The slug of the city the user chose; null means the platform's first one. */
export const useCitySlug = (): string | null => useStore(store);

export function chooseCity(slug: string): void {
  memory.write(KEY, slug);
  store.set(slug);
}
