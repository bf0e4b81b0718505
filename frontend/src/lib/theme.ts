import { createStore, memory, useStore } from './store';

/** `system` follows the operating system; the other two are the user's own choice. */
export type Theme = 'system' | 'light' | 'dark';

const KEY = 'marquee.theme';
const stored = memory.read(KEY);
const store = createStore<Theme>(stored === 'light' || stored === 'dark' ? stored : 'system');

export const useTheme = (): Theme => useStore(store);

export function setTheme(theme: Theme): void {
  memory.write(KEY, theme === 'system' ? null : theme);
  if (theme === 'system') delete document.documentElement.dataset.theme;
  else document.documentElement.dataset.theme = theme;
  store.set(theme);
}
