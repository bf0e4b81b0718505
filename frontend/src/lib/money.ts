/** An amount in minor units (fen), as the API writes it. */
export interface Money {
  amount: number;
  currency: string;
}

const formats = new Map<string, Intl.NumberFormat>();

function formatOf(locale: string, currency: string, digits?: number): Intl.NumberFormat {
  const key = `${locale}|${currency}|${digits}`;
  let format = formats.get(key);
  if (!format) {
    format = new Intl.NumberFormat(locale, {
      style: 'currency',
      currency,
      currencyDisplay: 'narrowSymbol',
      ...(digits === undefined
        ? {}
        : { minimumFractionDigits: digits, maximumFractionDigits: digits }),
    });
    formats.set(key, format);
  }
  return format;
}

function minorDigits(currency: string): number {
  return formatOf('en', currency).resolvedOptions().maximumFractionDigits ?? 2;
}

/** The exact decimal text of an amount, made without floating point: 4550 fen is "45.50". */
export function decimalOf({ amount, currency }: Money): `${number}` {
  const digits = minorDigits(currency);
  const sign = amount < 0 ? '-' : '';
  const text = String(Math.abs(amount)).padStart(digits + 1, '0');
  const whole = text.slice(0, text.length - digits);
  return (
    digits === 0 ? `${sign}${whole}` : `${sign}${whole}.${text.slice(-digits)}`
  ) as `${number}`;
}

/** "¥45" for whole yuan, "¥45.50" otherwise; `exact` always writes the fen, for sums and books. */
export function formatMoney(money: Money, locale: string, exact = false): string {
  const digits = minorDigits(money.currency);
  const whole = money.amount % 10 ** digits === 0;
  return formatOf(locale, money.currency, whole && !exact ? 0 : digits).format(decimalOf(money));
}

export function addMoney<M extends Money>(a: M, b: M): M {
  if (a.currency !== b.currency) throw new Error(`${a.currency} and ${b.currency} do not add up`);
  return { ...a, amount: a.amount + b.amount };
}

export function timesMoney<M extends Money>(money: M, count: number): M {
  return { ...money, amount: money.amount * count };
}

/**
 * The amount in minor units that somebody typed, or null where it is not one: "45", "45.5" and
 * "45.50" are 4500, 4550 and 4550 fen. Made from the digits, never through floating point.
 */
export function parseAmount(typed: string, digits = 2): number | null {
  const match = /^\s*[¥￥]?\s*(\d{1,7})(?:\.(\d+))?\s*$/.exec(typed);
  if (!match) return null;
  const [, whole = '', part = ''] = match;
  if (part.length > digits) return null;
  return Number(whole + part.padEnd(digits, '0'));
}
