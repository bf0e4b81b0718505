/** Tables as tab-separated text, which every spreadsheet takes from the clipboard. */

const NUMBER = /^[+-]?\d+(?:\.\d+)?%?$/;

/**
 * One cell. A spreadsheet runs what begins like a formula, and names come from strangers: such text
 * gets the apostrophe that spreadsheets read as "this is text". Numbers stay numbers.
 */
export function tsvCell(text: string): string {
  const line = text.replace(/[\t\r\n]+/g, ' ').trim();
  return /^[=+\-@]/.test(line) && !NUMBER.test(line) ? `'${line}` : line;
}

export const tsv = (lines: readonly (readonly string[])[]): string =>
  lines.map((line) => line.map(tsvCell).join('\t')).join('\n');
