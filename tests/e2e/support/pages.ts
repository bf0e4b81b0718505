import {
  clearingDayOfYesterday,
  DEMO,
  day,
  ownShowtime,
  Person,
  read,
  type Schema,
  spoilBillOfYesterday,
} from './api';
import { Staff } from './staff';
import { expect, test as journey, type Page } from './test';

/** A page of the app in one of its states, and who may see it. */
export interface PageState {
  name: string;
  as: keyof typeof DEMO | 'stranger' | 'owner';
  path: (stage: Stage) => string;
}

/** Things in all the states that pages show, made once through the API. */
export interface Stage {
  /** Whose locks and orders these are. */
  phone: string;
  film: string;
  cinema: string;
  article: string;
  showtime: string;
  ticketed: string;
  refunded: string;
  cancelled: string;
  waiting: string;
  lock: string;
  paid: string;
  declined: string;
  open: string;
  /** A session of today and a hall of the cinema where the demo's staff work. */
  session: string;
  hall: string;
  /** An entry of the books, and yesterday compared with the bank. */
  entry: string;
  batch: string;
  /** A day with money that only the bank knows, and that difference. */
  unequal: { batch: string; difference: string };
  /** A third party, and an address that it is told at. */
  client: string;
  webhook: string;
  /** What the portal shows of others: an application that signs people in, and an article. */
  application: string;
  redirect: string;
  articleKept: string;
}

export const PAGES: readonly PageState[] = [
  { name: 'home', as: 'stranger', path: () => '/' },
  { name: 'films', as: 'stranger', path: () => '/films' },
  { name: 'films-coming', as: 'stranger', path: () => '/films?tab=upcoming' },
  { name: 'films-none', as: 'stranger', path: () => '/films?q=zzzz' },
  { name: 'film', as: 'stranger', path: (stage) => `/films/${stage.film}` },
  { name: 'cinemas', as: 'stranger', path: () => '/cinemas' },
  { name: 'cinema', as: 'stranger', path: (stage) => `/cinemas/${stage.cinema}` },
  { name: 'articles', as: 'stranger', path: () => '/articles' },
  { name: 'article', as: 'stranger', path: (stage) => `/articles/${stage.article}` },
  { name: 'developers', as: 'stranger', path: () => '/developers' },
  {
    name: 'consent',
    as: 'owner',
    path: ({ redirect }) => `/oauth/authorize?${new URLSearchParams(asks(redirect))}`,
  },
  { name: 'consent-refused', as: 'owner', path: () => '/oauth/authorize?client_id=nobody' },
  { name: 'sign-in', as: 'stranger', path: () => '/signin' },
  { name: 'register', as: 'stranger', path: () => '/register' },
  { name: 'password-reset', as: 'stranger', path: () => '/password-reset' },
  { name: 'not-found', as: 'stranger', path: () => '/no/such/page' },
  { name: 'seats', as: 'stranger', path: (stage) => `/showtimes/${stage.showtime}/seats` },
  { name: 'checkout', as: 'owner', path: (stage) => `/checkout/${stage.lock}` },
  { name: 'payment-done', as: 'owner', path: (stage) => `/payments/${stage.paid}/return` },
  {
    name: 'payment-declined',
    as: 'owner',
    path: (stage) => `/payments/${stage.declined}/return`,
  },
  { name: 'payment-open', as: 'owner', path: (stage) => `/payments/${stage.open}/return` },
  { name: 'tickets', as: 'owner', path: () => '/tickets' },
  { name: 'ticket', as: 'owner', path: (stage) => `/orders/${stage.ticketed}/ticket` },
  { name: 'order', as: 'owner', path: (stage) => `/orders/${stage.ticketed}` },
  { name: 'order-refunded', as: 'owner', path: (stage) => `/orders/${stage.refunded}` },
  { name: 'order-cancelled', as: 'owner', path: (stage) => `/orders/${stage.cancelled}` },
  { name: 'order-waiting', as: 'owner', path: (stage) => `/orders/${stage.waiting}` },
  { name: 'me', as: 'owner', path: () => '/me' },
  { name: 'desk', as: 'staff', path: () => '/desk' },
  { name: 'desk-pickup', as: 'staff', path: () => '/desk?mode=pickup' },
  { name: 'gate', as: 'staff', path: () => '/desk/gate' },
  { name: 'kiosk', as: 'staff', path: () => '/desk/kiosk' },
  { name: 'schedule', as: 'staff', path: () => '/desk/schedule' },
  {
    name: 'session',
    as: 'staff',
    path: (stage) => `/desk/schedule?session=${stage.session}&day=${day(0)}`,
  },
  {
    name: 'session-seats',
    as: 'staff',
    path: (stage) => `/desk/sessions/${stage.session}?day=${day(0)}`,
  },
  { name: 'sales', as: 'staff', path: () => '/desk/sales' },
  { name: 'statement', as: 'staff', path: () => '/desk/statement' },
  { name: 'prices', as: 'staff', path: () => '/desk/prices' },
  { name: 'halls', as: 'staff', path: () => '/desk/halls' },
  { name: 'hall', as: 'staff', path: (stage) => `/desk/halls/${stage.hall}` },
  { name: 'hall-editor', as: 'staff', path: (stage) => `/desk/halls/${stage.hall}?edit=1` },
  { name: 'cinema-systems', as: 'administrator', path: () => '/admin/cinemas' },
  {
    name: 'cinema-health',
    as: 'auditor',
    path: (stage) => `/admin/cinemas/${stage.cinema}`,
  },
  {
    name: 'cinema-findings',
    as: 'administrator',
    path: (stage) => `/admin/cinemas/${stage.cinema}?tab=findings`,
  },
  {
    name: 'cinema-statements',
    as: 'administrator',
    path: (stage) => `/admin/cinemas/${stage.cinema}?tab=statements`,
  },
  {
    name: 'cinema-payouts',
    as: 'administrator',
    path: (stage) => `/admin/cinemas/${stage.cinema}?tab=payouts`,
  },
  {
    name: 'cinema-settings',
    as: 'administrator',
    path: (stage) => `/admin/cinemas/${stage.cinema}?tab=settings`,
  },
  { name: 'overview', as: 'administrator', path: () => '/admin' },
  { name: 'orders-found', as: 'administrator', path: () => '/admin/orders' },
  {
    name: 'order-of-somebody',
    as: 'auditor',
    path: (stage) => `/admin/orders/${stage.refunded}`,
  },
  { name: 'users', as: 'administrator', path: () => '/admin/users' },
  { name: 'audit-trail', as: 'auditor', path: () => '/admin/audit' },
  { name: 'applications', as: 'auditor', path: () => '/admin/apps' },
  {
    name: 'application-registered',
    as: 'administrator',
    path: (stage) => `/admin/apps/${stage.application}`,
  },
  { name: 'application-new', as: 'administrator', path: () => '/admin/apps/new' },
  { name: 'articles-kept', as: 'administrator', path: () => '/admin/articles' },
  {
    name: 'article-edited',
    as: 'administrator',
    path: (stage) => `/admin/articles/${stage.articleKept}`,
  },
  { name: 'article-new', as: 'administrator', path: () => '/admin/articles/new' },
  { name: 'application-framed', as: 'stranger', path: () => '/apps/night-bus' },
  { name: 'ledger', as: 'auditor', path: () => '/admin/ledger' },
  { name: 'ledger-entries', as: 'auditor', path: () => '/admin/ledger?view=entries' },
  { name: 'ledger-day', as: 'administrator', path: () => `/admin/ledger/${day(0)}` },
  { name: 'ledger-day-sealed', as: 'auditor', path: () => `/admin/ledger/${day(-1)}` },
  { name: 'ledger-entry', as: 'auditor', path: (stage) => `/admin/ledger/entries/${stage.entry}` },
  { name: 'trial-balance', as: 'auditor', path: () => '/admin/ledger/accounts' },
  { name: 'reconciliation', as: 'administrator', path: () => '/admin/reconciliation' },
  {
    name: 'reconciliation-batch',
    as: 'administrator',
    path: (stage) => `/admin/reconciliation/${stage.batch}`,
  },
  {
    name: 'reconciliation-unequal',
    as: 'administrator',
    path: (stage) => `/admin/reconciliation/${stage.unequal.batch}`,
  },
  {
    name: 'break',
    as: 'administrator',
    path: ({ unequal: { batch, difference } }) =>
      `/admin/reconciliation/${batch}/breaks/${difference}`,
  },
  { name: 'breaks', as: 'administrator', path: () => '/admin/reconciliation/breaks' },
  { name: 'clients', as: 'administrator', path: () => '/admin/clients' },
  { name: 'client', as: 'administrator', path: (stage) => `/admin/clients/${stage.client}` },
  { name: 'webhooks', as: 'auditor', path: () => '/admin/webhooks' },
  { name: 'webhook', as: 'administrator', path: (stage) => `/admin/webhooks/${stage.webhook}` },
  { name: 'forbidden', as: 'owner', path: () => '/admin' },
];

/** What an application sends along when it asks somebody to sign in. */
const asks = (redirect_uri: string) => ({
  client_id: 'night-bus',
  redirect_uri,
  response_type: 'code',
  scope: 'profile',
  code_challenge: 'E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM',
  code_challenge_method: 'S256',
});

async function setStage(): Promise<Stage> {
  const customer = await Person.register('林小雨');
  const [film] = (await read<Schema<'FilmSummaryPage'>>('/films?status=showing&limit=1')).items;
  const [cinema] = (await read<Schema<'CinemaSummaryPage'>>('/cinemas?limit=1')).items;
  const [article] = (await read<Schema<'ArticleSummaryPage'>>('/articles?limit=1')).items;
  if (!film || !cinema || !article) throw new Error('the catalogue is empty');
  const ticketed = await customer.buyTickets(await ownShowtime());
  const refundable = await customer.buyRefundable();
  await customer.post(`/orders/${refundable.id}/refunds`);
  const unpaid = await customer.order(await customer.lockPair((await ownShowtime()).id));
  await customer.post(`/orders/${unpaid.id}/cancel`);
  const declined = await customer.buy(await ownShowtime(), 'decline');
  const open = await customer.buy(await ownShowtime(), 'abandon');
  const lock = await customer.lockPair((await ownShowtime()).id);
  await customer.orderOnce(refundable.id, 'refunded');
  const staff = await Staff.of(await Person.signIn(DEMO.staff));
  // Not the largest hall: every seat of it is looked at by the audit of each mood.
  const session = (await staff.sessions(day(0))).items.find((one) => one.seats_total < 200);
  const hall = staff.screens.find((screen) => screen.seat_count < 200);
  const books = await Person.signIn(DEMO.auditor);
  const [entry] = (
    await books.get<Schema<'LedgerEntryPage'>>(
      `/admin/ledger/entries?from=${day(-1)}&to=${day(0)}&limit=1`,
    )
  ).items;
  const { client, webhook } = await thirdParty(await Person.signIn(DEMO.administrator));
  if (!entry) throw new Error('nothing was booked');
  const accountant = await Person.signIn(DEMO.administrator);
  const batch = await compare(accountant, day(-1));
  const unequal = await findDifference(accountant);
  if (!session || !hall) throw new Error('the staff’s cinema has no programme');
  return {
    phone: customer.user.phone,
    film: film.id,
    cinema: cinema.id,
    article: article.slug,
    showtime: (await ownShowtime()).id,
    ticketed: ticketed.id,
    refunded: refundable.id,
    cancelled: unpaid.id,
    waiting: open.order.id,
    lock: lock.id,
    paid: ticketed.payment?.id ?? '',
    declined: declined.payment.id,
    open: open.payment.id,
    session: session.session_code,
    hall: hall.screen_code,
    entry: entry.id,
    batch: batch.id,
    unequal,
    client,
    webhook,
    ...(await portal(accountant)),
  };
}

/** Compares a day with the bank's bill. Another worker may be at it: then it is asked again. */
async function compare(accountant: Person, on: string): Promise<Schema<'Reconciliation'>> {
  let made: Schema<'Reconciliation'> | undefined;
  const ask = async () => {
    const asked = accountant.post<Schema<'Reconciliation'>>('/admin/reconciliations', {
      day: on,
      source: 'unionpay',
    });
    made = await asked.catch((error: unknown) => {
      if (String(error).includes('reconciliation_running')) return undefined;
      throw error;
    });
    return made !== undefined;
  };
  await expect.poll(ask, { timeout: 30_000, intervals: [100, 500] }).toBe(true);
  if (!made) throw new Error('the day was not compared');
  return made;
}

/**
 * Compares yesterday with a bill that has a line too many. Whoever else dials the bank's faults may
 * take it away again in between, so it is asked for until the difference is there.
 */
async function findDifference(accountant: Person): Promise<Stage['unequal']> {
  const on = clearingDayOfYesterday();
  const find = async () => {
    await spoilBillOfYesterday(accountant);
    const { id } = await compare(accountant, on);
    const path = `/admin/breaks?reconciliation_id=${id}`;
    const { items } = await accountant.get<Schema<'BreakSummaryPage'>>(path);
    const extra = items.find((one) => one.class === 'platform_missing');
    return extra && { batch: id, difference: extra.id };
  };
  let found: Stage['unequal'] | undefined;
  const ask = async () => {
    found ??= await find();
    return found !== undefined;
  };
  await expect.poll(ask, { timeout: 30_000, intervals: [100, 500] }).toBe(true);
  if (!found) throw new Error('the bill has no line too many');
  return found;
}

async function portal(admin: Person) {
  const apps = await admin.get<Schema<'AdminAppPage'>>('/admin/apps');
  const articles = await admin.get<Schema<'AdminArticlePage'>>('/admin/articles?limit=1');
  const clients = await admin.get<Schema<'ApiClientPage'>>('/admin/clients');
  const application = apps.items.find((one) => one.slug === 'night-bus');
  const redirect = clients.items.find((one) => one.client_id === 'night-bus')?.redirect_uris[0];
  const [article] = articles.items;
  if (!application || !redirect || !article) throw new Error('the portal is empty');
  return { application: application.id, redirect, articleKept: article.id };
}

/** The demo's client with an address at which nobody answers, and something that is told there. */
async function thirdParty(admin: Person): Promise<{ client: string; webhook: string }> {
  const clients = await admin.get<Schema<'ApiClientPage'>>('/admin/clients');
  const [client] = clients.items;
  if (!client) throw new Error('the demo has no client');
  const made = await admin.post<Schema<'WebhookCreated'>>('/admin/webhooks', {
    url: 'http://127.0.0.1:9/hooks',
    events: ['order.ticketed', 'showtime.cancelled'],
  });
  const webhook = made.webhook.id;
  await admin.post(`/admin/webhooks/${webhook}/tests`);
  return { client: client.id, webhook };
}

interface Fixtures {
  shown: PageState;
}

/** Tests of single pages: signed in as the page wants it, on a stage that a worker sets once. */
export const test = journey.extend<Fixtures, { stage: Stage }>({
  shown: [{ name: '', as: 'stranger', path: () => '/' }, { option: true }],
  stage: [async ({}, use) => use(await setStage()), { scope: 'worker', timeout: 90_000 }],
  person: async ({ shown: { as }, stage }, use) => {
    if (as === 'stranger') return use(undefined);
    return use(await Person.signIn(as === 'owner' ? stage.phone : DEMO[as]));
  },
});

/** A window as tall as the page, so that no bar at its edge covers what one could scroll to. */
export async function unfold(page: Page): Promise<void> {
  const height = await page.evaluate(() => document.documentElement.scrollHeight);
  const width = page.viewportSize()?.width ?? 390;
  await page.setViewportSize({ width, height });
}

/** Everything that the page asked for is there, and drawn. */
export async function settled(page: Page): Promise<void> {
  await expect(page.locator('main')).toBeVisible();
  await expect(page.locator('[aria-busy=true], .skeleton')).toHaveCount(0);
  await page.waitForLoadState('load');
  await page.evaluate(async () => {
    await document.fonts.ready;
    // A change of mood fades in: its transitions begin with the next frame.
    await new Promise(requestAnimationFrame);
    await new Promise(requestAnimationFrame);
    await Promise.all(document.getAnimations().map((one) => one.finished.catch(() => undefined)));
  });
}
