/** What is worth telling before the server is asked. The server checks everything again. */
export const isPhone = (text: string): boolean => /^1[3-9]\d{9}$/.test(text);
export const isCode = (text: string): boolean => /^\d{4,8}$/.test(text);
export const PASSWORD_LEAST = 8;

/** Digits only; a pasted "+86 138-0000-0001" is understood. */
export function phoneDigits(text: string): string {
  const digits = text.replace(/\D/g, '');
  return (digits.length > 11 && digits.startsWith('86') ? digits.slice(2) : digits).slice(0, 11);
}
