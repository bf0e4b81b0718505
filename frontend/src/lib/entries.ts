import type { LocalizedText } from '@/i18n/lang';

/** What the portal needs to know of an application to lead there. */
export interface PortalEntry {
  slug: string;
  name: LocalizedText;
  description: LocalizedText;
  icon: string;
  url: string;
  opens: 'new_tab' | 'frame';
}

export type Entry =
  | { kind: 'route' | 'page' | 'site'; href: string }
  /** An address that leads nowhere safe. */
  | { kind: 'none' };

/**
 * How an application is reached: by the router, by a page of its own from the server (the API's
 * documentation, or the page that frames it), or at another site.
 */
export function entryOf(app: Pick<PortalEntry, 'slug' | 'url' | 'opens'>): Entry {
  if (isSite(app.url)) {
    return app.opens === 'frame'
      ? { kind: 'page', href: `/apps/${encodeURIComponent(app.slug)}` }
      : { kind: 'site', href: app.url };
  }
  if (!/^\/(?![/\\])/.test(app.url)) return { kind: 'none' };
  return { kind: app.url.startsWith('/api/') ? 'page' : 'route', href: app.url };
}

/** Whether an address is a web address of another site. */
export const isSite = (url: string): boolean => /^https?:\/\/[^/\\\s]+/i.test(url);

/** The host of an address, for people; empty for a path of ours. */
export function hostOf(url: string): string {
  try {
    return isSite(url) ? new URL(url).host : '';
  } catch {
    return '';
  }
}

/** Small letters, digits and single dashes between them, as the server demands of a slug. */
export const isSlug = (text: string): boolean =>
  text.length <= 60 && /^[a-z0-9]+(-[a-z0-9]+)*$/.test(text);

/** A slug from an English name; empty when nothing of it can stand in an address. */
export function slugOf(name: string): string {
  const plain = name
    .normalize('NFKD')
    .replace(/[\u0300-\u036f]/g, '')
    .toLowerCase();
  return plain
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, 60)
    .replace(/^-+|-+$/g, '');
}
