/** What the form of a cinema's system refuses before anything is sent. Pure. */

export function isBaseUrl(typed: string): boolean {
  try {
    const url = new URL(typed.trim());
    const web = url.protocol === 'https:' || url.protocol === 'http:';
    return web && !url.search && !url.hash && !url.username && url.host !== '';
  } catch {
    return false;
  }
}

/** An address up to, not including, `/v1`: what people paste too much of is taken off. */
export const cleanBaseUrl = (typed: string): string =>
  typed.trim().replace(/\/+$/, '').replace(/\/v1$/, '').replace(/\/+$/, '');

export const isCinemaCode = (typed: string): boolean => /^\d{8}$/.test(typed.trim());

/** Thirty-two bytes in base64, with or without its padding. */
export const isPublicKey = (typed: string): boolean => /^[A-Za-z0-9+/]{43}=?$/.test(typed.trim());

/** The keys of a text with one on each line. */
export const keysIn = (typed: string): string[] =>
  typed
    .split(/\s+/)
    .map((line) => line.trim())
    .filter(Boolean);

export const wholeNumber = (typed: string): number | null =>
  /^[1-9]\d{0,6}$/.test(typed.trim()) ? Number(typed) : null;
