import { type MouseEvent, useCallback } from 'react';
import { useLocation } from 'wouter';

/**
 * An article's text. The server rendered and sanitised it (no scripts, no styles, pictures of ours
 * only); here links inside the site are handed to the router.
 */
export default function ArticleBody({ html }: { html: string }) {
  const [, navigate] = useLocation();
  const follow = useCallback(
    (event: MouseEvent) => {
      if (event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey) return;
      const link = event.target instanceof Element ? event.target.closest('a') : null;
      const href = link?.getAttribute('href') ?? '';
      if (!/^\/(?![/\\])/.test(href) || href.startsWith('/api/')) return;
      event.preventDefault();
      navigate(href);
    },
    [navigate],
  );
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents lint/a11y/noStaticElementInteractions: Enter on a link clicks it.
    <div className="article-body" onClick={follow} dangerouslySetInnerHTML={{ __html: html }} />
  );
}
