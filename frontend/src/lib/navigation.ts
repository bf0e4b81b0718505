import { useEffect, useRef } from 'react';
import { flushSync } from 'react-dom';
import { type AroundNavHandler, useLocation, useSearch } from 'wouter';

/** Reads and writes filters in the URL. Changing one replaces the entry: Back leaves the page. */
export function useQueryParams(): [
  URLSearchParams,
  (changes: Record<string, string | null | undefined>) => void,
] {
  const search = useSearch();
  const [path, navigate] = useLocation();
  const params = new URLSearchParams(search);
  const change = (changes: Record<string, string | null | undefined>) => {
    const next = new URLSearchParams(search);
    for (const [key, value] of Object.entries(changes)) {
      if (value) next.set(key, value);
      else next.delete(key);
    }
    const text = next.toString();
    navigate(text ? `${path}?${text}` : path, { replace: true });
  };
  return [params, change];
}

/**
 * A new page starts at its top with the focus on its content; Back returns to where one was.
 * A change of the query string alone moves nothing.
 */
export function useScrollAndFocus(): void {
  const [path] = useLocation();
  const last = useRef(path);
  const popped = useRef(false);
  useEffect(() => {
    const onPop = () => {
      popped.current = true;
    };
    window.addEventListener('popstate', onPop);
    return () => window.removeEventListener('popstate', onPop);
  }, []);
  useEffect(() => {
    if (last.current === path) return;
    last.current = path;
    if (popped.current) {
      popped.current = false;
      return;
    }
    window.scrollTo(0, 0);
    document.getElementById('main')?.focus({ preventScroll: true });
  }, [path]);
}

/** Pages change inside a view transition where the browser knows them and motion is welcome. */
export const withTransition: AroundNavHandler = (navigate, to, options) => {
  const calm = matchMedia('(prefers-reduced-motion: reduce)').matches;
  const samePage = to.split('?')[0] === location.pathname;
  if (!document.startViewTransition || calm || samePage || options?.replace) {
    navigate(to, options);
    return;
  }
  document.startViewTransition(() => flushSync(() => navigate(to, options)));
};
