import { useEffect } from 'react';

/** Names the page in the browser's tab and history; nothing until the name is known. */
export function useTitle(title: string | undefined): void {
  useEffect(() => {
    if (title) document.title = `${title} · Marquee`;
  }, [title]);
}
