/** Six digits, as an authenticator shows them; a gap in the middle does not matter. */
export const isFactorCode = (text: string): boolean => /^\d{6}$/.test(text.replace(/\s/g, ''));

/** A secret in groups of four, so that it can be typed without losing one's place. */
export const grouped = (secret: string): string => secret.match(/.{1,4}/g)?.join(' ') ?? secret;
