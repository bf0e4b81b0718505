/** Pickup codes as they are typed. Mirrors `domain::tickets`. */

export const PICKUP_DIGITS = 12;

/** The quasigroup of Damm's check digit: every wrong digit and every swap of neighbours shows. */
const DAMM = [
  '0317598642',
  '7092154863',
  '4206871359',
  '1750983426',
  '6123045978',
  '3674209581',
  '5869720134',
  '8945362017',
  '9438617205',
  '2581436790',
];

/** Whether 12 digits agree with the last of them. */
export function isPickupCode(digits: string): boolean {
  if (!/^\d{12}$/.test(digits)) return false;
  let interim = 0;
  for (const digit of digits) interim = Number(DAMM[interim]?.[Number(digit)]);
  return interim === 0;
}

const SEPARATORS = /[\s\-\u2010-\u2015\u2212\uff0d\u30fb\u00b7]/gu;

/** A typed code as it is compared; null for what can be no code. */
export function typedCode(text: string): string | null {
  const bare = text.replace(SEPARATORS, '');
  const digits = bare.replace(/[\uff10-\uff19]/g, (digit) =>
    String.fromCharCode(digit.charCodeAt(0) - 0xff10 + 0x30),
  );
  if (isPickupCode(digits)) return digits;
  return /^[A-Za-z0-9]{1,32}$/.test(bare) ? bare : null;
}
