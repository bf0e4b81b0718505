import { currentLang, type Lang, useLang } from './lang';

/** One saying, written in both languages; a function where it holds a number or a name. */
type Saying = string | ((...args: never[]) => string);
type Entry<S extends Saying = Saying> = { zh: S; en: S };
type Entries = Record<string, Entry>;

type Spoken<T extends Entries> = {
  [K in keyof T]: T[K]['zh'] extends string ? string : T[K]['zh'];
};

export interface Texts<T extends Entries> {
  zh: Spoken<T>;
  en: Spoken<T>;
}

/** Both languages must be there and take the same arguments, or it does not compile. */
export function defineTexts<T extends Entries>(
  entries: T & { [K in keyof T]: { zh: T[K]['zh']; en: SameArguments<T[K]['zh']> } },
): Texts<T> {
  const speak = (lang: Lang) =>
    Object.fromEntries(Object.entries(entries).map(([key, entry]) => [key, entry[lang]]));
  return { zh: speak('zh') as Spoken<T>, en: speak('en') as Spoken<T> };
}

type SameArguments<S> = S extends (...args: infer A) => string ? (...args: A) => string : string;

/** The area's sayings in the reader's language: `const t = useTexts(texts); t.title`. */
export function useTexts<T extends Entries>(texts: Texts<T>): Spoken<T> {
  return texts[useLang()];
}

export function textsNow<T extends Entries>(texts: Texts<T>): Spoken<T> {
  return texts[currentLang()];
}

/** English plural in one place: `count(2, 'seat')` is "2 seats". */
export function count(n: number, one: string, many = `${one}s`): string {
  return `${n} ${n === 1 ? one : many}`;
}
