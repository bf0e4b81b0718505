import { beforeAll, describe, expect, test } from 'vitest';
import { utf8 } from './bytes';
import { signWith } from './ed25519';
import {
  bytesOf,
  checkProof,
  hashOf,
  rootOfPath,
  type ShownProof,
  sealText,
  verdictOf,
} from './ledgerProof';

type Bytes = Uint8Array<ArrayBuffer>;
const sha = async (...parts: Bytes[]): Promise<Bytes> =>
  new Uint8Array(await crypto.subtle.digest('SHA-256', await new Blob(parts).arrayBuffer()));
const hex = (bytes: Uint8Array) => [...bytes].map((b) => b.toString(16).padStart(2, '0')).join('');

/** The tree of RFC 9162 2.1.1 and its paths (2.1.3.1), as they are written there. */
async function root(leaves: Bytes[]): Promise<Bytes> {
  if (leaves.length === 1) return leaves[0] as Bytes;
  const k = splitOf(leaves.length);
  return sha(Uint8Array.of(1), await root(leaves.slice(0, k)), await root(leaves.slice(k)));
}
async function pathTo(index: number, leaves: Bytes[]): Promise<Bytes[]> {
  if (leaves.length === 1) return [];
  const k = splitOf(leaves.length);
  const [left, right] = [leaves.slice(0, k), leaves.slice(k)];
  return index < k
    ? [...(await pathTo(index, left)), await root(right)]
    : [...(await pathTo(index - k, right)), await root(left)];
}
const splitOf = (n: number) => 2 ** Math.ceil(Math.log2(n) - 1);

const entry = {
  id: '0199-entry',
  journal_id: '0199-journal',
  sequence: 1,
  business_date: '2027-03-06',
  posted_at: '2027-03-06T02:00:00Z',
  event: 'payment_succeeded',
  category: 'payment',
  debit_account: '1110',
  credit_account: '2010',
  amount: { amount: 9600, currency: 'CNY' },
  order_id: null,
};
const leafText = [
  'marquee ledger entry 1',
  'id 0199-entry',
  'journal 0199-journal',
  'event payment_succeeded',
  'source 0199-source',
  'sequence 1',
  'date 2027-03-06',
  'posted 2027-03-06T02:00:00.000Z',
  'category payment',
  'debit 1110',
  'credit 2010',
  'amount 9600',
  'currency CNY',
  'order -',
  'payment -',
  'refund -',
  'cinema -',
  'bank unionpay',
  '',
].join('\n');

let good: ShownProof;
beforeAll(async () => {
  const leaf = await sha(Uint8Array.of(0), utf8(leafText));
  const others = await Promise.all(
    [1, 2, 3, 4].map((n) => sha(Uint8Array.of(0), Uint8Array.of(n))),
  );
  const leaves = [...others.slice(0, 3), leaf, ...others.slice(3)];
  const before = new Uint8Array(32).fill(7);
  const seal = {
    date: '2027-03-06',
    number: 2,
    entry_count: leaves.length,
    last_chain_no: 9,
    chain_hash: '11'.repeat(32),
    merkle_root: hex(await root(leaves)),
    previous_seal_hash: '00'.repeat(32),
    sealed_at: '2027-03-06T16:10:00Z',
    key_id: 'k1',
    signature: '',
  };
  const seed = new Uint8Array(32).fill(9);
  seal.signature = btoa(String.fromCharCode(...(await signWith(seed, utf8(sealText(seal))))));
  const { getPublicKeyAsync } = await import('@noble/ed25519');
  good = {
    entry,
    leaf: leafText,
    leaf_hash: hex(leaf),
    chain_no: 8,
    previous_hash: hex(before),
    chain_hash: hex(await sha(before, leaf)),
    seal,
    leaf_index: 3,
    path: (await pathTo(3, leaves)).map(hex),
    public_key: btoa(String.fromCharCode(...(await getPublicKeyAsync(seed)))),
  };
});

test('a true proof holds in every point', async () => {
  const findings = await checkProof(good);
  expect(findings).toEqual({
    entry: 'holds',
    leaf: 'holds',
    chain: 'holds',
    path: 'holds',
    signature: 'holds',
  });
  expect(verdictOf(findings)).toBe('holds');
});

describe('each lie is found where it is', () => {
  const lies: [string, (proof: ShownProof) => ShownProof, string[]][] = [
    [
      'another amount is shown than was hashed',
      (p) => ({ ...p, entry: { ...p.entry, amount: { amount: 9601, currency: 'CNY' } } }),
      ['entry'],
    ],
    [
      'the text was changed with what is shown',
      (p) => ({
        ...p,
        entry: { ...p.entry, amount: { amount: 1, currency: 'CNY' } },
        leaf: p.leaf.replace('amount 9600', 'amount 1'),
      }),
      ['leaf', 'chain', 'path'],
    ],
    [
      'the chain goes on from elsewhere',
      (p) => ({ ...p, previous_hash: '22'.repeat(32) }),
      ['chain'],
    ],
    ['a step of the path is missing', (p) => ({ ...p, path: p.path.slice(1) }), ['path']],
    ['the leaf stands elsewhere', (p) => ({ ...p, leaf_index: 2 }), ['path']],
    [
      'the seal tells of another number of entries',
      (p) => ({ ...p, seal: p.seal && { ...p.seal, entry_count: 4 } }),
      ['path', 'signature'],
    ],
    [
      'it is the seal of another day',
      (p) => ({ ...p, seal: p.seal && { ...p.seal, date: '2027-03-07' } }),
      ['path', 'signature'],
    ],
    ['somebody else signed', (p) => ({ ...p, public_key: '33'.repeat(32) }), ['signature']],
    ['the key is none', (p) => ({ ...p, public_key: '%' }), ['signature']],
  ];
  test.each(lies)('%s', async (_, lie, wrong) => {
    const findings = await checkProof(lie(good));
    const failed = Object.entries(findings).filter(([, finding]) => finding === 'fails');
    expect(failed.map(([check]) => check)).toEqual(wrong);
    expect(verdictOf(findings)).toBe('fails');
  });
});

test('while the day is open there is nothing to say about tree and signature', async () => {
  const findings = await checkProof({ ...good, seal: null, leaf_index: null, path: [] });
  expect([findings.chain, findings.path, findings.signature]).toEqual([
    'holds',
    'waiting',
    'waiting',
  ]);
  expect(verdictOf(findings)).toBe('waiting');
});

test('paths of every leaf of every small tree lead to its root, and to no other place', async () => {
  for (let size = 1; size <= 9; size += 1) {
    const leaves = await Promise.all(
      Array.from({ length: size }, (_, n) => sha(Uint8Array.of(n, size))),
    );
    const top = hex(await root(leaves));
    for (let index = 0; index < size; index += 1) {
      const path = await pathTo(index, leaves);
      const climbed = await rootOfPath(leaves[index] as Bytes, index, size, path);
      expect(climbed && hex(climbed)).toBe(top);
      if (path.length > 0) {
        expect(await rootOfPath(leaves[index] as Bytes, index, size, path.slice(1))).toBeNull();
      }
    }
    expect(await rootOfPath(leaves[0] as Bytes, size, size, [])).toBeNull();
  }
});

test('hashes and keys are read strictly', () => {
  expect(hashOf('ab')).toBeNull();
  expect(hashOf('GG'.repeat(32))).toBeNull();
  expect(hashOf('ff'.repeat(32))?.length).toBe(32);
  expect(bytesOf('ff'.repeat(32)).length).toBe(32);
  expect(bytesOf('_-8=')).toEqual(Uint8Array.of(255, 239));
});
