/** What is typed about a client, and whether it will do. Pure. */
import type { Schema } from '@/api/types';
import type { Lang } from '@/i18n/lang';
import { SCOPES, type Scope } from '@/i18n/scopes';
import { texts } from './texts';

/** Everything that can be typed about a client. */
export interface Draft {
  zh: string;
  en: string;
  kind: Schema<'ClientKind'>;
  scopes: Scope[];
  redirects: string;
  perMinute: string;
  perDay: string;
}

export const EMPTY: Draft = {
  zh: '',
  en: '',
  kind: 'confidential',
  scopes: ['booking'],
  redirects: '',
  perMinute: '120',
  perDay: '1000',
};

export const draftOf = (client: Schema<'ApiClient'>): Draft => ({
  zh: client.name.zh,
  en: client.name.en,
  kind: client.kind,
  scopes: SCOPES.filter((scope) => client.scopes.includes(scope)),
  redirects: client.redirect_uris.join('\n'),
  perMinute: String(client.requests_per_minute),
  perDay: String(client.orders_per_day),
});

/** The addresses of a text, one a line. */
export const linesOf = (typed: string): string[] =>
  typed
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean);

/** Whether people can be sent back there. The platform judges more closely. */
export function isRedirect(address: string, kind: Schema<'ClientKind'>): boolean {
  if (/^https:\/\/[^/#?\s]+[^#\s]*$/.test(address)) return true;
  if (/^http:\/\/(127\.0\.0\.1|\[::1\])(:\d+)?([/?][^#\s]*)?$/.test(address)) return true;
  return kind === 'public' && /^[a-z0-9+-]+(\.[a-z0-9+-]+)+:\/[^#\s]*$/.test(address);
}

const isCount = (typed: string) => /^[1-9]\d{0,8}$/.test(typed.trim());

type Wrong = Partial<Record<keyof Draft, string>>;

/** What is wrong with a draft, in words, field by field. */
export function wrongWith(draft: Draft, lang: Lang): Wrong {
  const t = texts[lang];
  const wrong: Wrong = {};
  if (!draft.zh.trim()) wrong.zh = t.required;
  if (!draft.en.trim()) wrong.en = t.required;
  if (draft.scopes.length === 0) wrong.scopes = t.noScopes;
  const redirects = linesOf(draft.redirects);
  if (!redirects.every((one) => isRedirect(one, draft.kind))) wrong.redirects = t.badRedirect;
  else if (
    redirects.length === 0 &&
    draft.scopes.some((one) => one === 'profile' || one === 'phone')
  )
    wrong.redirects = t.needRedirect;
  if (!isCount(draft.perMinute)) wrong.perMinute = t.badNumber;
  if (!isCount(draft.perDay)) wrong.perDay = t.badNumber;
  return wrong;
}

/** A draft without faults, as the API takes it. */
export const bodyOf = (draft: Draft) => ({
  name: { zh: draft.zh.trim(), en: draft.en.trim() },
  redirect_uris: linesOf(draft.redirects),
  scopes: [...draft.scopes],
  requests_per_minute: Number(draft.perMinute),
  orders_per_day: Number(draft.perDay),
});
