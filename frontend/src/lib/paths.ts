/** Every address of the app. Routes are declared with the patterns, links made with the builders. */
export const patterns = {
  home: '/',
  films: '/films',
  film: '/films/:id',
  cinemas: '/cinemas',
  cinema: '/cinemas/:id',
  articles: '/articles',
  article: '/articles/:slug',
  developers: '/developers',
  app: '/apps/:slug',
  authorize: '/oauth/authorize',
  signIn: '/signin',
  register: '/register',
  resetPassword: '/password-reset',
  seats: '/showtimes/:id/seats',
  checkout: '/checkout/:id',
  paymentReturn: '/payments/:id/return',
  orders: '/tickets',
  order: '/orders/:id',
  ticket: '/orders/:id/ticket',
  me: '/me',
  desk: '/desk',
  gate: '/desk/gate',
  kiosk: '/desk/kiosk',
  schedule: '/desk/schedule',
  session: '/desk/sessions/:code',
  halls: '/desk/halls',
  hall: '/desk/halls/:code',
  prices: '/desk/prices',
  sales: '/desk/sales',
  statement: '/desk/statement',
  admin: '/admin',
  cinemaSystems: '/admin/cinemas',
  cinemaSystem: '/admin/cinemas/:id',
  ledger: '/admin/ledger',
  trialBalance: '/admin/ledger/accounts',
  ledgerEntry: '/admin/ledger/entries/:id',
  ledgerDay: '/admin/ledger/:date',
  adminOrders: '/admin/orders',
  adminOrder: '/admin/orders/:id',
  reconciliations: '/admin/reconciliation',
  breaks: '/admin/reconciliation/breaks',
  reconciliation: '/admin/reconciliation/:id',
  reconciliationBreak: '/admin/reconciliation/:id/breaks/:breakId',
  adminApps: '/admin/apps',
  adminApp: '/admin/apps/:id',
  adminArticles: '/admin/articles',
  adminArticle: '/admin/articles/:id',
  users: '/admin/users',
  clients: '/admin/clients',
  client: '/admin/clients/:id',
  webhooks: '/admin/webhooks',
  webhook: '/admin/webhooks/:id',
  audit: '/admin/audit',
} as const;

type Query = Record<string, string | null | undefined>;

/** Adds the entries that have a value, in a fixed order. */
export function withQuery(path: string, query: Query): string {
  const params = new URLSearchParams();
  for (const [key, value] of Object.entries(query)) if (value) params.set(key, value);
  const text = params.toString();
  return text ? `${path}?${text}` : path;
}

const segment = encodeURIComponent;

export const paths = {
  home: () => '/',
  films: (query: { tab?: 'upcoming' | undefined; q?: string | undefined; genre?: string } = {}) =>
    withQuery('/films', query),
  film: (id: string, query: { date?: string } = {}) => withQuery(`/films/${segment(id)}`, query),
  cinemas: (query: Query = {}) => withQuery('/cinemas', query),
  cinema: (id: string, query: { date?: string } = {}) =>
    withQuery(`/cinemas/${segment(id)}`, query),
  articles: (query: { category?: string | null } = {}) => withQuery('/articles', query),
  article: (slug: string) => `/articles/${segment(slug)}`,
  developers: () => '/developers',
  app: (slug: string) => `/apps/${segment(slug)}`,
  signIn: (next?: string) => withQuery('/signin', { next }),
  register: (next?: string) => withQuery('/register', { next }),
  resetPassword: (next?: string) => withQuery('/password-reset', { next }),
  seats: (showtimeId: string, query: { seats?: string } = {}) =>
    withQuery(`/showtimes/${segment(showtimeId)}/seats`, query),
  checkout: (seatLockId: string) => `/checkout/${segment(seatLockId)}`,
  paymentReturn: (paymentId: string) => `/payments/${segment(paymentId)}/return`,
  orders: (query: { status?: string } = {}) => withQuery('/tickets', query),
  order: (id: string) => `/orders/${segment(id)}`,
  ticket: (orderId: string) => `/orders/${segment(orderId)}/ticket`,
  me: () => '/me',
  desk: () => '/desk',
  gate: (query: { session?: string } = {}) => withQuery('/desk/gate', query),
  kiosk: () => '/desk/kiosk',
  schedule: (query: Query = {}) => withQuery('/desk/schedule', query),
  session: (code: string, query: Query = {}) => withQuery(`/desk/sessions/${segment(code)}`, query),
  halls: () => '/desk/halls',
  hall: (code: string, query: Query = {}) => withQuery(`/desk/halls/${segment(code)}`, query),
  prices: () => '/desk/prices',
  sales: (query: Query = {}) => withQuery('/desk/sales', query),
  statement: (query: Query = {}) => withQuery('/desk/statement', query),
  admin: () => '/admin',
  cinemaSystems: (query: Query = {}) => withQuery('/admin/cinemas', query),
  cinemaSystem: (id: string, query: Query = {}) =>
    withQuery(`/admin/cinemas/${segment(id)}`, query),
  ledger: (query: Query = {}) => withQuery('/admin/ledger', query),
  trialBalance: (query: Query = {}) => withQuery('/admin/ledger/accounts', query),
  ledgerEntry: (id: string) => `/admin/ledger/entries/${segment(id)}`,
  ledgerDay: (date: string) => `/admin/ledger/${segment(date)}`,
  adminOrders: (query: Query = {}) => withQuery('/admin/orders', query),
  adminOrder: (id: string) => `/admin/orders/${segment(id)}`,
  reconciliations: (query: Query = {}) => withQuery('/admin/reconciliation', query),
  breaks: (query: Query = {}) => withQuery('/admin/reconciliation/breaks', query),
  reconciliation: (id: string) => `/admin/reconciliation/${segment(id)}`,
  reconciliationBreak: (id: string, breakId: string) =>
    `/admin/reconciliation/${segment(id)}/breaks/${segment(breakId)}`,
  adminApps: () => '/admin/apps',
  /** `new` is the form for one that is not registered yet. */
  adminApp: (id: string) => `/admin/apps/${segment(id)}`,
  adminArticles: (query: Query = {}) => withQuery('/admin/articles', query),
  /** `new` is the editor for one that is not begun yet. */
  adminArticle: (id: string) => `/admin/articles/${segment(id)}`,
  users: (query: Query = {}) => withQuery('/admin/users', query),
  clients: () => '/admin/clients',
  client: (id: string) => `/admin/clients/${segment(id)}`,
  webhooks: () => '/admin/webhooks',
  webhook: (id: string) => `/admin/webhooks/${segment(id)}`,
  audit: (query: Query = {}) => withQuery('/admin/audit', query),
};

/**
 * Where to go after signing in. Only a path of this very site is accepted, so that a link cannot
 * send someone who has just typed a password to a stranger's page.
 */
export function safeNext(next: string | null | undefined, fallback: string = paths.home()): string {
  if (!next?.startsWith('/')) return fallback;
  const base = 'https://same.invalid';
  try {
    const url = new URL(next, base);
    if (url.origin !== base) return fallback;
    const path = url.pathname + url.search + url.hash;
    // Dot segments can leave two slashes in front, which a browser reads as another host.
    return path.startsWith('//') ? fallback : path;
  } catch {
    return fallback;
  }
}
