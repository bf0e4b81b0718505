/**
 * What a client may do, for operators. With a consent and a grant the API sends words that speak to
 * the person who consents; with a client it sends bare names, and these are their words.
 */
import type { Lang, LocalizedText } from './lang';

export type Scope = 'booking' | 'webhooks' | 'profile' | 'phone';

/** In the order in which they are offered. */
export const SCOPES: readonly Scope[] = ['booking', 'webhooks', 'profile', 'phone'];

interface ScopeWords {
  /** Two or three words, for a row of a table. */
  name: LocalizedText;
  meaning: LocalizedText;
}

const words: Record<Scope, ScopeWords> = {
  booking: {
    name: { zh: '购票', en: 'Buying tickets' },
    meaning: {
      zh: '替自己的顾客购票、退票',
      en: 'Buy and return tickets for its own customers',
    },
  },
  webhooks: {
    name: { zh: '事件通知', en: 'Webhooks' },
    meaning: { zh: '登记接收事件通知的地址', en: 'Register addresses that events are sent to' },
  },
  profile: {
    name: { zh: '昵称', en: 'A person’s name' },
    meaning: { zh: '用户同意后，知道用户的昵称', en: 'A person’s name, if that person agrees' },
  },
  phone: {
    name: { zh: '手机号', en: 'A person’s phone number' },
    meaning: {
      zh: '用户同意后，看到用户的手机号',
      en: 'A person’s phone number, if that person agrees',
    },
  },
};

const isScope = (name: string): name is Scope => Object.hasOwn(words, name);

/** A scope in a few words; one that this build does not know keeps its own name. */
export const scopeName = (scope: string, lang: Lang): string =>
  isScope(scope) ? words[scope].name[lang] : scope;

/** What a scope lets a client do. */
export const scopeMeaning = (scope: Scope, lang: Lang): string => words[scope].meaning[lang];
