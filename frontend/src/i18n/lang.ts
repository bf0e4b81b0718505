import { createStore, memory, useStore } from '@/lib/store';

export type Lang = 'zh' | 'en';
export interface LocalizedText {
  zh: string;
  en: string;
}

const KEY = 'marquee.lang';
const locales = { zh: 'zh-CN', en: 'en' } as const;

export function firstLang(stored: string | null, preferred: readonly string[]): Lang {
  if (stored === 'zh' || stored === 'en') return stored;
  return /^zh\b/i.test(preferred[0] ?? 'zh') ? 'zh' : 'en';
}

/** A link from a feed or a search names the language of the page that it leads to. */
function fromAddress(): string | null {
  if (typeof location === 'undefined') return null;
  const named = new URLSearchParams(location.search).get('lang');
  return named === 'zh' || named === 'en' ? named : null;
}

const store = createStore<Lang>(
  firstLang(
    fromAddress() ?? memory.read(KEY),
    typeof navigator === 'undefined' ? [] : (navigator.languages ?? [navigator.language]),
  ),
);

function mark(lang: Lang): void {
  if (typeof document !== 'undefined') document.documentElement.lang = locales[lang];
}
mark(store.get());

export const currentLang = store.get;
export const useLang = (): Lang => useStore(store);
export const useLocale = (): 'zh-CN' | 'en' => locales[useLang()];
export const localeOf = (lang: Lang): 'zh-CN' | 'en' => locales[lang];

export function setLang(lang: Lang): void {
  memory.write(KEY, lang);
  mark(lang);
  store.set(lang);
}

/** Picks a text of the data in the reader's language, or the other one where it is missing. */
export function pick(text: LocalizedText, lang: Lang): string {
  return (lang === 'zh' ? text.zh || text.en : text.en || text.zh) ?? '';
}

export function useLocalized(): (text: LocalizedText) => string {
  const lang = useLang();
  return (text) => pick(text, lang);
}

/** Names of a code's values, such as the states of an order. */
export type Names = Record<string, { zh: string; en: string }>;

/** A value's name; a value that nobody named yet stands for itself. */
export const nameIn = (names: Names, key: string, lang: Lang): string => names[key]?.[lang] ?? key;
