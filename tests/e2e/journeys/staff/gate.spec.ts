import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Browser, chromium } from '@playwright/test';
import { launchOptions } from '../../playwright.config';
import { openShowtime, Person, type Schema, site } from '../../support/api';
import { OUTPUT } from '../../support/places';
import { expect, type Page, signedIn, test } from '../../support/test';

// One after the other: few shows are about to begin, and all guests want seats of the same one.
test.describe.configure({ mode: 'default' });
test.use({ locale: 'en-GB', as: 'staff', viewport: { width: 390, height: 844 } });

interface Guest {
  customer: Person;
  order: Schema<'Order'>;
  showtime: Schema<'Showtime'>;
}

/** Somebody with two tickets for a show whose doors are open. */
async function guestOf(person: Person | undefined): Promise<Guest> {
  if (!person) throw new Error('nobody is at the gate');
  const showtime = await openShowtime(person);
  const customer = await Person.register();
  return { customer, order: await customer.buyTickets(showtime), showtime };
}

/** The square as the guest's own telephone shows it. */
async function square(
  browser: Browser,
  { customer, order }: Guest,
  type: 'png' | 'jpeg' = 'png',
): Promise<Buffer> {
  const context = await browser.newContext({
    locale: 'zh-CN',
    viewport: { width: 640, height: 480 },
    storageState: signedIn(customer),
    reducedMotion: 'reduce',
  });
  const phone = await context.newPage();
  await phone.goto(`${site()}/orders/${order.id}/ticket`);
  const drawn = phone.getByRole('img', { name: '入场二维码，检票时出示' });
  await expect(drawn).toHaveAttribute('data-text', /^M2\.[\w-]+\.[\w-]+\.\d+\.[\w-]+$/);
  await drawn.scrollIntoViewIfNeeded();
  const picture =
    type === 'png' ? await drawn.screenshot() : await phone.screenshot({ type, quality: 95 });
  await context.close();
  return picture;
}

const states = async ({ customer, order }: Guest) =>
  (await customer.get<Schema<'OrderTickets'>>(`/orders/${order.id}/tickets`)).items.map(
    (ticket) => ticket.state,
  );

/** Holds a picture before the gate. */
async function hold(page: Page, buffer: Buffer): Promise<void> {
  const input = page.locator('input[type=file]');
  await input.setInputFiles({ name: 'ticket.png', mimeType: 'image/png', buffer });
}

/** Waits until the app itself is on the device, so that it opens without a network. */
async function kept(page: Page): Promise<void> {
  const missing = () =>
    page.evaluate(async () => {
      await navigator.serviceWorker.ready;
      const cache = await caches.open('marquee-app-1');
      const assets = performance
        .getEntriesByType('resource')
        .map((entry) => entry.name)
        .filter((name) => new URL(name).pathname.startsWith('/assets/'));
      const found = await Promise.all(
        assets.map((name) => cache.match(name, { ignoreVary: true })),
      );
      return found.filter((one) => !one).length;
    });
  await expect.poll(missing, { timeout: 20_000 }).toBe(0);
}

test('lets people in without a network and tells it afterwards', async ({
  page,
  browser,
  person,
  context,
  expectOffline,
}) => {
  const guest = await guestOf(person);
  const picture = await square(browser, guest);
  await page.goto('/desk/gate');
  await expect(page.getByText(/^List of \d\d:\d\d, \d+ tickets?$/)).toBeVisible();
  await kept(page);

  expectOffline();
  await context.setOffline(true);
  await page.reload();
  await expect(page.getByText('No network; go on checking in')).toBeVisible();
  await page.getByLabel('Showtime').selectOption(guest.showtime.session_code);
  await hold(page, picture);
  const verdict = page.locator('[data-verdict]');
  await expect(verdict).toHaveAttribute('data-verdict', 'ok');
  await expect(verdict).toContainText('Welcome in');
  await expect(verdict).toContainText('2 guests');
  await expect(page.getByText('1 scan waiting to be sent')).toBeVisible();
  await hold(page, picture);
  await expect(verdict).toHaveAttribute('data-verdict', 'warn');
  await expect(verdict).toContainText(/Used at \d\d:\d\d/);
  expect(await states(guest)).toEqual(['issued', 'issued']);

  // What was decided survives the page, too.
  await page.reload();
  await expect(page.getByText('1 scan waiting to be sent')).toBeVisible();
  await context.setOffline(false);
  await expect(page.getByText('Every scan has been sent')).toBeVisible({ timeout: 30_000 });
  expect(await states(guest)).toEqual(['checked_in', 'checked_in']);
});

test('says why it turns people away', async ({ page, browser, person }) => {
  const guest = await guestOf(person);
  const tickets = await guest.customer.get<Schema<'OrderTickets'>>(
    `/orders/${guest.order.id}/tickets`,
  );
  await page.goto('/desk/gate');
  const verdict = page.locator('[data-verdict]');
  const field = page.getByLabel('Pickup code');
  const check = async (code: string) => {
    await field.fill(code);
    await field.press('Enter');
  };
  await check('0000 0000 0001');
  await expect(verdict).toContainText('No ticket has this code');
  await check(`${tickets.qr.slice(0, -2)}AA`);
  await expect(verdict).toContainText('not issued by the platform');
  const other = page.getByLabel('Showtime').locator('option').last();
  const code = await other.getAttribute('value');
  if (code && code !== guest.showtime.session_code) {
    await page.getByLabel('Showtime').selectOption(code);
    await hold(page, await square(browser, guest));
    await expect(verdict).toContainText(/This ticket is for \d\d:\d\d/);
    await page.getByLabel('Showtime').selectOption('');
  }
  // With a network the platform's word is waited for: it stands at once.
  await check(tickets.pickup_code);
  await expect(verdict).toContainText('Welcome in');
  expect(await states(guest)).toEqual(['checked_in', 'checked_in']);
});

test('reads a ticket through the camera, once', async ({ browser, person }) => {
  if (!person) throw new Error('nobody is at the gate');
  const guest = await guestOf(person);
  const film = join(OUTPUT, `camera-${process.env.TEST_WORKER_INDEX ?? 0}.mjpeg`);
  writeFileSync(film, await square(browser, guest, 'jpeg'));
  const seeing = await chromium.launch({
    ...launchOptions,
    args: [
      ...launchOptions.args,
      '--use-fake-device-for-media-stream',
      '--use-fake-ui-for-media-stream',
      `--use-file-for-fake-video-capture=${film}`,
    ],
  });
  try {
    const context = await seeing.newContext({
      locale: 'en-GB',
      storageState: signedIn(await Person.signIn('13800000002')),
      reducedMotion: 'reduce',
    });
    await context.grantPermissions(['camera'], { origin: site() });
    const page = await context.newPage();
    await page.goto(`${site()}/desk/gate`);
    const verdict = page.locator('[data-verdict]');
    await expect(verdict).toContainText('Welcome in', { timeout: 30_000 });
    await expect(verdict).toContainText('2 guests');
    await expect(page.getByText('Every scan has been sent')).toBeVisible();
    // The ticket is still before the camera, and nothing more is said about it.
    await expect(page.getByRole('button', { name: 'Stop the camera' })).toBeVisible();
    const latest = page.getByRole('heading', { name: 'Latest scans' }).locator('..');
    await expect(latest.getByRole('listitem')).toHaveCount(1);
    await expect(verdict).toHaveAttribute('data-verdict', 'ok');
    expect(await states(guest)).toEqual(['checked_in', 'checked_in']);
  } finally {
    await seeing.close();
  }
});
