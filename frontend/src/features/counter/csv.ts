/** The day statement as CSV (RFC 4180), amounts in yuan with two digits. Pure. */
import { decimalOf } from '@/lib/money';
import type { DayStatement } from './queries';

const COLUMNS = [
  'number_by_day',
  'channel',
  'operation',
  'at',
  'order_ref',
  'ticket_no',
  'session_code',
  'seat_code',
  'ticket',
  'screen_fee',
  'service_fee',
] as const;

type Line = DayStatement['lines'][number];

/** Quotes what needs it, and keeps a spreadsheet from taking a text for a formula. */
function field(text: string): string {
  const safe = /^[=+\-@\t\r]/.test(text) && !/^-?\d+(\.\d+)?$/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

const textOf = (line: Line, column: (typeof COLUMNS)[number]): string => {
  const value = line[column];
  return typeof value === 'object' ? decimalOf(value) : String(value);
};

export function statementCsv(lines: readonly Line[]): string {
  const rows = lines.map((line) => COLUMNS.map((column) => field(textOf(line, column))).join(','));
  return [COLUMNS.join(','), ...rows].map((row) => `${row}\r\n`).join('');
}
