/**
 * Checking an entry of the books without trusting the server that shows it: the text is hashed here,
 * the path is climbed here, the signature is verified here. Formats: api/domain/src/ledger.
 */
import { utf8 } from './bytes';
import { isSignedBy } from './ed25519';

type Bytes = Uint8Array<ArrayBuffer>;

/** What is shown of an entry and has to be in its text. */
export interface ShownEntry {
  id: string;
  journal_id: string;
  sequence: number;
  business_date: string;
  posted_at: string;
  event: string;
  category: string;
  debit_account: string;
  credit_account: string;
  amount: { amount: number; currency: string };
  order_id?: string | null;
}

export interface ShownSeal {
  date: string;
  number: number;
  entry_count: number;
  last_chain_no: number;
  chain_hash: string;
  merkle_root: string;
  previous_seal_hash: string;
  sealed_at: string;
  key_id: string;
  signature: string;
}

export interface ShownProof {
  entry: ShownEntry;
  leaf: string;
  leaf_hash: string;
  chain_no: number | null;
  previous_hash: string | null;
  chain_hash: string | null;
  seal: ShownSeal | null;
  leaf_index: number | null;
  path: readonly string[];
  public_key: string;
}

/** `entry`: the text says what is shown; `leaf`: its hash; then the chain, the tree, the signature. */
export const CHECKS = ['entry', 'leaf', 'chain', 'path', 'signature'] as const;
export type Check = (typeof CHECKS)[number];
/** `waiting`: nothing to check yet, because the day is open or the chain has not come to it. */
export type Finding = 'holds' | 'fails' | 'waiting';

export const canHash = (): boolean => globalThis.crypto?.subtle !== undefined;

async function sha256(...parts: Bytes[]): Promise<Bytes> {
  const all = new Uint8Array(parts.reduce((length, part) => length + part.length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return new Uint8Array(await crypto.subtle.digest('SHA-256', all));
}

/** 64 hexadecimal digits as 32 bytes; null for anything else. */
export function hashOf(hex: string | null): Bytes | null {
  if (!hex || !/^[0-9a-f]{64}$/.test(hex)) return null;
  return Uint8Array.from(hex.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16));
}

const same = (one: Bytes | null, other: Bytes | null): boolean =>
  one !== null &&
  other !== null &&
  one.length === other.length &&
  one.every((b, i) => b === other[i]);

/** Base64 or hexadecimal digits as bytes; empty, which nothing verifies with, for anything else. */
export function bytesOf(text: string): Bytes {
  const hash = hashOf(text);
  if (hash) return hash;
  try {
    const plain = text.replace(/-/g, '+').replace(/_/g, '/');
    return Uint8Array.from(atob(plain), (letter) => letter.charCodeAt(0));
  } catch {
    return new Uint8Array();
  }
}

/** As the server writes instants into texts: UTC, with milliseconds. */
const instant = (text: string) => new Date(text).toISOString();

/** The lines of a leaf's text by name. */
function linesOf(leaf: string): Map<string, string> {
  const lines = leaf.split('\n').slice(0, -1);
  return new Map(
    lines.map((line) => {
      const space = line.lastIndexOf(' ');
      return [line.slice(0, space), line.slice(space + 1)];
    }),
  );
}

/** Whether the text that was hashed is about what is shown. */
export function saysTheSame(leaf: string, entry: ShownEntry): boolean {
  const lines = linesOf(leaf);
  const expected: [string, string][] = [
    ['marquee ledger entry', '1'],
    ['id', entry.id],
    ['journal', entry.journal_id],
    ['sequence', String(entry.sequence)],
    ['date', entry.business_date],
    ['posted', instant(entry.posted_at)],
    ['event', entry.event],
    ['category', entry.category],
    ['debit', entry.debit_account],
    ['credit', entry.credit_account],
    ['amount', String(entry.amount.amount)],
    ['currency', entry.amount.currency],
    ['order', entry.order_id ?? '-'],
  ];
  return expected.every(([name, value]) => lines.get(name) === value);
}

/**
 * The root that a leaf leads to along its path (RFC 9162, 2.1.3.2); null when the path has not the
 * length that such a leaf has.
 */
export async function rootOfPath(
  leaf: Bytes,
  index: number,
  size: number,
  path: readonly Bytes[],
): Promise<Bytes | null> {
  const node = (left: Bytes, right: Bytes) => sha256(Uint8Array.of(1), left, right);
  let [at, last] = [index, size - 1];
  if (index < 0 || at > last) return null;
  let root = leaf;
  for (const sibling of path) {
    if (last === 0) return null;
    if (at % 2 === 1 || at === last) {
      root = await node(sibling, root);
      while (at % 2 === 0 && at !== 0) [at, last] = [at / 2, Math.floor(last / 2)];
    } else {
      root = await node(root, sibling);
    }
    [at, last] = [Math.floor(at / 2), Math.floor(last / 2)];
  }
  return last === 0 ? root : null;
}

/** The text that a day's seal signs. */
export function sealText(seal: ShownSeal): string {
  return [
    'marquee ledger seal 1',
    `number ${seal.number}`,
    `date ${seal.date}`,
    `entries ${seal.entry_count}`,
    `last ${seal.last_chain_no}`,
    `chain ${seal.chain_hash}`,
    `root ${seal.merkle_root}`,
    `previous ${seal.previous_seal_hash}`,
    `sealed ${instant(seal.sealed_at)}`,
    `key ${seal.key_id}`,
    '',
  ].join('\n');
}

async function pathHolds(proof: ShownProof, leaf: Bytes): Promise<Finding> {
  const { seal, leaf_index } = proof;
  if (!seal || leaf_index === null) return 'waiting';
  const path = proof.path.map(hashOf);
  if (path.includes(null) || seal.date !== proof.entry.business_date) return 'fails';
  const root = await rootOfPath(leaf, leaf_index, seal.entry_count, path as Bytes[]);
  return same(root, hashOf(seal.merkle_root)) ? 'holds' : 'fails';
}

/** Checks everything that can be checked here. Nothing of the server's own verdict is used. */
export async function checkProof(proof: ShownProof): Promise<Record<Check, Finding>> {
  const leaf = await sha256(Uint8Array.of(0), utf8(proof.leaf));
  const verdict = (holds: boolean): Finding => (holds ? 'holds' : 'fails');
  const before = hashOf(proof.previous_hash);
  const { seal } = proof;
  return {
    entry: verdict(saysTheSame(proof.leaf, proof.entry)),
    leaf: verdict(same(leaf, hashOf(proof.leaf_hash))),
    chain:
      proof.chain_no === null
        ? 'waiting'
        : verdict(before !== null && same(await sha256(before, leaf), hashOf(proof.chain_hash))),
    path: await pathHolds(proof, leaf),
    signature: seal
      ? verdict(
          await isSignedBy(
            bytesOf(proof.public_key),
            utf8(sealText(seal)),
            bytesOf(seal.signature),
          ),
        )
      : 'waiting',
  };
}

/** The whole in one word. */
export function verdictOf(findings: Record<Check, Finding>): Finding {
  const all = CHECKS.map((check) => findings[check]);
  if (all.includes('fails')) return 'fails';
  return all.includes('waiting') ? 'waiting' : 'holds';
}
