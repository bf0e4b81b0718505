/**
 * What the gate keeps on the device: the pack of the day and every scan, so that neither a dead
 * network nor a closed page loses anybody.
 */
import { whenSignedOut } from '@/api/session';
import type { Schema } from '@/api/types';
import type { Refusal } from './rules';

export type GatePack = Schema<'GatePack'>;

/** One code that was held before the gate, and what was said. */
export interface KeptScan {
  scan_id: string;
  cinema_id: string;
  code: string;
  scanned_at: string;
  showtime_id: string | null;
  order_id: string | null;
  session_code: string | null;
  /** Empty means all of an order that the list did not have. */
  ticket_nos: string[];
  /** How many people went in or wanted to. */
  people: number;
  said: 'admitted' | 'already' | 'refused';
  reason: Refusal | null;
  first_at: string | null;
  /** Only who was let in is told to the platform; `clash` when the platform knows better. */
  told: 'no' | 'waiting' | 'done' | 'clash';
  /** What the platform said to a clash, as a problem code; null when somebody went in before. */
  clash: string | null;
}

const NAME = 'marquee-gate';
const PACKS = 'packs';
const SCANS = 'scans';

let opening: Promise<IDBDatabase> | undefined;

function open(): Promise<IDBDatabase> {
  opening ??= new Promise((resolve, reject) => {
    const request = indexedDB.open(NAME, 1);
    request.onupgradeneeded = () => {
      request.result.createObjectStore(PACKS);
      request.result.createObjectStore(SCANS, { keyPath: 'scan_id' });
    };
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
  return opening;
}

/** Resolves when it is safely stored, not when it was asked for. */
async function write(store: string, work: (store: IDBObjectStore) => void): Promise<void> {
  const database = await open();
  await new Promise<void>((resolve, reject) => {
    const transaction = database.transaction(store, 'readwrite', { durability: 'strict' });
    work(transaction.objectStore(store));
    transaction.oncomplete = () => resolve();
    transaction.onerror = () => reject(transaction.error);
    transaction.onabort = () => reject(transaction.error);
  });
}

async function read<T>(store: string, work: (store: IDBObjectStore) => IDBRequest<T>): Promise<T> {
  const database = await open();
  return new Promise((resolve, reject) => {
    const request = work(database.transaction(store).objectStore(store));
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}

export const kept = {
  pack: (): Promise<GatePack | undefined> => read(PACKS, (store) => store.get('pack')),
  keepPack: (pack: GatePack): Promise<void> => write(PACKS, (store) => store.put(pack, 'pack')),
  forgetPack: (): Promise<void> => write(PACKS, (store) => store.clear()),
  scans: (): Promise<KeptScan[]> => read(SCANS, (store) => store.getAll()),
  keepScans: (scans: readonly KeptScan[]): Promise<void> =>
    write(SCANS, (store) => {
      for (const scan of scans) store.put(scan);
    }),
  forgetScans: (ids: readonly string[]): Promise<void> =>
    write(SCANS, (store) => {
      for (const id of ids) store.delete(id);
    }),
};

// The pack holds pickup codes, so it goes with whoever fetched it. Scans that were not told yet
// stay: the next of the staff tells them.
whenSignedOut(() => {
  if (typeof indexedDB !== 'undefined') void kept.forgetPack().catch(() => undefined);
});
