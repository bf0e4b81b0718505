/**
 * What is written in a ticket's square, taken apart. Mirrors `domain::tickets` byte for byte;
 * nothing of it is verified yet.
 */
import { fromBase64Url, toBase64Url } from '@/lib/bytes';

type Bytes = Uint8Array<ArrayBuffer>;

export interface Square {
  /** What the platform's signature must be over. */
  signingInput: string;
  signature: Bytes;
  orderId: string;
  cinemaCode: string;
  sessionCode: string;
  /** Empty means all tickets of the order. */
  ticketNos: string[];
  /** How many people, in a square that turns. */
  ticketCount: number | null;
  /** The key whose owner shows a square that turns. */
  holder: Bytes | null;
  proof: { signingInput: string; step: number; signature: Bytes } | null;
}

const MAX_LENGTH = 1024;
const MAX_TICKETS = 32;

/** Whether a text can only be meant as a square. */
export const isSquare = (text: string): boolean => /^M[12]\./.test(text.trim());

/** Null unless the text is of our form. */
export function parseSquare(text: string): Square | null {
  const trimmed = text.trim();
  if (trimmed.length > MAX_LENGTH) return null;
  const parts = trimmed.split('.');
  try {
    if (parts[0] === 'M1' && parts.length === 3) return still(parts);
    if (parts[0] === 'M2' && (parts.length === 3 || parts.length === 5)) return turning(parts);
  } catch {
    // It ends in the middle of something.
  }
  return null;
}

function still([version, payload = '', signature = '']: string[]): Square {
  const read = new Reader(bytesOf(payload));
  const orderId = uuidOf(read.take(16));
  read.take(8);
  const cinemaCode = read.code();
  const sessionCode = read.code();
  read.code();
  const count = read.byte();
  if (count > MAX_TICKETS) throw new Error('too many tickets');
  const ticketNos = Array.from({ length: count }, () => read.code());
  read.end();
  return {
    signingInput: `${version}.${payload}`,
    signature: bytesOf(signature),
    orderId,
    cinemaCode,
    sessionCode,
    ticketNos,
    ticketCount: null,
    holder: null,
    proof: null,
  };
}

function turning([version, payload = '', signature = '', step, proof = '']: string[]): Square {
  const read = new Reader(bytesOf(payload));
  const orderId = uuidOf(read.take(16));
  read.take(4);
  const holder = read.take(32);
  const ticketCount = read.byte();
  const cinemaCode = read.code();
  const sessionCode = read.code();
  read.end();
  const signingInput = `${version}.${payload}`;
  return {
    signingInput,
    signature: bytesOf(signature),
    orderId,
    cinemaCode,
    sessionCode,
    ticketNos: [],
    ticketCount,
    holder,
    proof:
      step === undefined
        ? null
        : {
            signingInput: `${signingInput}.${signature}.${step}`,
            step: stepOf(step),
            signature: bytesOf(proof),
          },
  };
}

function stepOf(text: string): number {
  if (!/^[1-9]\d{0,11}$/.test(text)) throw new Error('no step');
  return Number(text);
}

function bytesOf(text: string): Bytes {
  const bytes = fromBase64Url(text);
  if (!bytes?.length) throw new Error('no base64url');
  return bytes;
}

function uuidOf(bytes: Uint8Array): string {
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}

class Reader {
  private at = 0;
  constructor(private readonly bytes: Bytes) {}

  take(length: number): Bytes {
    const end = this.at + length;
    if (end > this.bytes.length) throw new Error('too short');
    const taken = this.bytes.slice(this.at, end);
    this.at = end;
    return taken;
  }

  byte(): number {
    return this.take(1)[0] ?? 0;
  }

  code(): string {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(
      this.take(this.byte()),
    );
  }

  end(): void {
    if (this.at !== this.bytes.length) throw new Error('too long');
  }
}

/** What tells one shown ticket from another, however often its square turns; the text itself otherwise. */
export function identityOf(text: string): string {
  const square = isSquare(text) ? parseSquare(text) : null;
  if (!square) return text.trim();
  // A forged proof must not hide behind a genuine square that was shown just before.
  const holder = square.holder ? toBase64Url(square.holder) : '';
  return [square.orderId, holder, ...square.ticketNos].join('/');
}
