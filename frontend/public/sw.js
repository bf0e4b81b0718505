// Keeps the app itself on the device, so that a ticket opens at the cinema's door without a
// network. Data is never cached here: answers of the API are always asked for.
const CACHE = 'marquee-app-1';
const ASSETS_KEPT = 120;

self.addEventListener('install', (event) => {
  event.waitUntil(caches.open(CACHE).then((cache) => cache.addAll(['/', '/theme.js'])));
  self.skipWaiting();
});

self.addEventListener('activate', (event) => {
  const tidy = async () => {
    for (const name of await caches.keys()) if (name !== CACHE) await caches.delete(name);
    await self.clients.claim();
  };
  event.waitUntil(tidy());
});

self.addEventListener('fetch', (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (request.method !== 'GET' || url.origin !== self.location.origin) return;
  if (url.pathname.startsWith('/api/')) return;
  if (url.pathname.startsWith('/assets/')) event.respondWith(cachedFirst(request));
  else if (request.mode === 'navigate') event.respondWith(networkFirst(request, '/'));
  else if (url.pathname === '/theme.js') event.respondWith(networkFirst(request, '/theme.js'));
});

self.addEventListener('message', (event) => {
  const keep = Array.isArray(event.data?.keep) ? event.data.keep : [];
  const assets = keep.filter((one) => new URL(one).pathname.startsWith('/assets/'));
  // What the page has already comes from the browser's own cache.
  const all = assets.map((asset) => cachedFirst(new Request(asset)).catch(() => undefined));
  event.waitUntil(Promise.all(all));
});

/** Names of assets carry a hash of what is in them, so a kept one is always right. */
async function cachedFirst(request) {
  const cache = await caches.open(CACHE);
  // Whoever asks gets the same file, so it does not matter that pages and this script ask in
  // different words.
  const kept = await cache.match(request, { ignoreVary: true });
  if (kept) return kept;
  const answer = await fetch(request);
  if (answer.ok) {
    await cache.put(request, answer.clone());
    const assets = (await cache.keys()).filter((one) => one.url.includes('/assets/'));
    for (const old of assets.slice(0, -ASSETS_KEPT)) await cache.delete(old);
  }
  return answer;
}

async function networkFirst(request, key) {
  const cache = await caches.open(CACHE);
  try {
    const answer = await fetch(request);
    if (answer.ok && isPage(answer, key)) await cache.put(key, answer.clone());
    return answer;
  } catch (error) {
    const kept = await cache.match(key);
    if (kept) return kept;
    throw error;
  }
}

/** Other pages of this origin, the API's documentation for one, must not pass for the app. */
const isPage = (answer, key) =>
  !answer.redirected &&
  (key !== '/' || answer.headers.get('content-type')?.startsWith('text/html'));
