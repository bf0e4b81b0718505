/**
 * Registers the service worker of a build, and fetches the pages behind the bars while nothing
 * else is going on, so that they open even when the network has gone meanwhile.
 */
export function prepareForOffline(pages: readonly (() => Promise<unknown>)[]): void {
  if (!import.meta.env.PROD) return;
  const idle = window.requestIdleCallback ?? ((work: () => void) => setTimeout(work, 2000));
  window.addEventListener('load', () =>
    idle(() => {
      // Not being able to is no fault: the app then simply needs the network.
      navigator.serviceWorker?.register('/sw.js').catch(() => undefined);
      for (const page of pages) page().catch(() => undefined);
    }),
  );
}
