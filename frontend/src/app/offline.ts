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
      handOver();
      for (const page of pages) page().catch(() => undefined);
    }),
  );
}

/**
 * What was loaded before the service worker watched never passed it, the page on the screen among
 * it. It is told of these files, and of those that come after.
 */
function handOver(): void {
  const workers = navigator.serviceWorker;
  if (!workers || typeof PerformanceObserver === 'undefined') return;
  workers.ready
    .then(({ active }) => {
      const tell = (entries: readonly PerformanceEntry[]) => {
        const assets = entries.map((entry) => entry.name).filter(isAsset);
        if (assets.length > 0) active?.postMessage({ keep: assets });
      };
      new PerformanceObserver((list) => tell(list.getEntries())).observe({
        type: 'resource',
        buffered: true,
      });
    })
    .catch(() => undefined);
}

const isAsset = (address: string): boolean => {
  const url = new URL(address, location.origin);
  return url.origin === location.origin && url.pathname.startsWith('/assets/');
};
