import { useSyncExternalStore } from 'react';

/** Whether a media query holds; true where nothing can be asked, as in tests. */
export function useMedia(query: string): boolean {
  const list = () => (typeof matchMedia === 'undefined' ? null : matchMedia(query));
  return useSyncExternalStore(
    (listener) => {
      const watched = list();
      watched?.addEventListener('change', listener);
      return () => watched?.removeEventListener('change', listener);
    },
    () => list()?.matches ?? true,
    () => true,
  );
}

/** A desk: the width from which the staff's rail stands at the left. */
export const WIDE = '(min-width: 64rem)';
