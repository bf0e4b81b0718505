import { noteServerDate } from '@/lib/clock';
import { createStore, memory, useStore } from '@/lib/store';
import type { Schema } from './types';

/**
 * Who is signed in. The access token lives in this module's memory only; the refresh token is an
 * HttpOnly cookie that script cannot read. A flag in local storage remembers that there may be a
 * cookie, so that a stranger's first visit costs no call.
 */
export type User = Schema<'User'>;
export type Session =
  | { status: 'unknown'; user: null }
  | { status: 'anonymous'; user: null }
  | { status: 'signed-in'; user: User };

const FLAG = 'marquee.signed-in';
const REFRESH = '/api/v1/auth/refresh';
const ANONYMOUS: Session = { status: 'anonymous', user: null };

const store = createStore<Session>(
  memory.read(FLAG) ? { status: 'unknown', user: null } : ANONYMOUS,
);
let token: string | null = null;
let refreshing: Promise<boolean> | null = null;
const onSignOut = new Set<() => void>();

export const useSession = (): Session => useStore(store);
export const currentSession = store.get;
export const accessToken = (): string | null => token;

/** Runs when the signed-in user goes away, for example to drop what was cached for them. */
export function whenSignedOut(listener: () => void): () => void {
  onSignOut.add(listener);
  return () => onSignOut.delete(listener);
}

export function signedIn(tokens: Schema<'Tokens'>): void {
  token = tokens.access_token;
  memory.write(FLAG, '1');
  store.set({ status: 'signed-in', user: tokens.user });
}

export function userChanged(user: User): void {
  if (store.get().status === 'signed-in') store.set({ status: 'signed-in', user });
}

export function signedOut(): void {
  const had = store.get().status === 'signed-in';
  token = null;
  memory.write(FLAG, null);
  store.set(ANONYMOUS);
  if (had) for (const listener of onSignOut) listener();
}

/**
 * Gets a new access token, once however many calls ask for it at the same moment. The browser's
 * lock keeps two tabs from presenting one refresh token twice, which would end the session.
 * Answers whether somebody is signed in afterwards; throws if the network is away.
 */
export function refreshSession(): Promise<boolean> {
  refreshing ??= underLock(requestTokens).finally(() => {
    refreshing = null;
  });
  return refreshing;
}

function underLock<T>(work: () => Promise<T>): Promise<T> {
  const locks = typeof navigator === 'undefined' ? undefined : navigator.locks;
  return locks ? (locks.request('marquee.refresh', work) as Promise<T>) : work();
}

async function requestTokens(): Promise<boolean> {
  const sentAt = Date.now();
  const answer = await fetch(REFRESH, { method: 'POST', credentials: 'same-origin' });
  noteServerDate(answer.headers.get('date') ?? '', sentAt, Date.now());
  if (answer.ok) {
    signedIn((await answer.json()) as Schema<'Tokens'>);
    return true;
  }
  // Anything but a plain refusal says nothing about the session; the user stays who they were.
  if (answer.status === 401 || answer.status === 403) {
    signedOut();
    return false;
  }
  throw new TypeError(`refresh answered ${answer.status}`);
}

/** At start: finds out who is there. Without network the question stays open until it is back. */
export async function restoreSession(): Promise<void> {
  if (store.get().status !== 'unknown') return;
  try {
    await refreshSession();
  } catch {
    window.addEventListener('online', () => void restoreSession(), { once: true });
    // The pages that need somebody show the offline notice rather than a sign-in form.
  }
}
