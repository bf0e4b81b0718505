import { act, renderHook } from '@testing-library/react';
import { beforeEach, expect, test } from 'vitest';
import { readKept, standingOf, useKeptDraft } from './keptDraft';

interface Words {
  title: string;
  pinned: boolean;
}
const saved: Words = { title: 'Saved', pinned: false };
const mine: Words = { title: 'Mine', pinned: false };

beforeEach(() => localStorage.clear());

test('a draft is clean, changed or overtaken', () => {
  const kept = { base: 3, at: 1, draft: mine };
  expect(standingOf(null, saved, 3)).toEqual({ standing: 'clean', draft: saved });
  expect(standingOf({ ...kept, draft: { ...saved } }, saved, 3).standing).toBe('clean');
  expect(standingOf(kept, saved, 3)).toEqual({ standing: 'changed', draft: mine });
  expect(standingOf(kept, saved, 4)).toEqual({ standing: 'overtaken', draft: mine });
});

test('what is no draft of this form is left alone', () => {
  const whole = JSON.stringify({ base: null, at: 1, draft: mine });
  expect(readKept(whole, saved)?.draft).toEqual(mine);
  for (const text of [null, '{', '{"draft":{}}', '{"at":1,"draft":{"title":"x"}}']) {
    expect(readKept(text, saved)).toBeNull();
  }
});

test('what was typed is there again after the window was closed', () => {
  const first = renderHook(() => useKeptDraft('k', saved, 3));
  expect(first.result.current.standing).toBe('clean');
  act(() => first.result.current.change({ title: 'Mine' }));
  first.unmount();
  const second = renderHook(() => useKeptDraft('k', saved, 3));
  expect(second.result.current.draft).toEqual(mine);
  expect(second.result.current.foundAt).not.toBeNull();
  act(() => second.result.current.discard());
  expect(second.result.current.draft).toEqual(saved);
  expect(localStorage.getItem('k')).toBeNull();
});

test('a save ends the keeping, and somebody else’s save does not', () => {
  const hook = renderHook(({ now, revision }) => useKeptDraft('k', now, revision), {
    initialProps: { now: saved, revision: 3 },
  });
  act(() => hook.result.current.change({ title: 'Mine' }));
  hook.rerender({ now: { title: 'Theirs', pinned: false }, revision: 4 });
  expect(hook.result.current.standing).toBe('overtaken');
  expect(hook.result.current.draft).toEqual(mine);
  act(() => hook.result.current.keepMine());
  expect(hook.result.current.standing).toBe('changed');
  hook.rerender({ now: mine, revision: 5 });
  expect(hook.result.current.standing).toBe('clean');
  expect(localStorage.getItem('k')).toBeNull();
});
