import { cinemaSystem, read, type Schema } from '../../support/api';
import { expect, test } from '../../support/test';

// One after the other: they look at the same cinema.
test.describe.configure({ mode: 'serial' });
test.use({ locale: 'en-GB', as: 'administrator' });

test('an address where no cinema answers is refused, with the reason', async ({
  page,
  expectRefusal,
}) => {
  expectRefusal(503, /\/admin\/cinemas$/);
  await page.goto('/admin/cinemas');
  await page.getByRole('button', { name: 'Register a cinema' }).click();
  const dialog = page.getByRole('dialog', { name: 'Register a cinema' });
  await dialog.getByRole('button', { name: 'Ask and register' }).click();
  await expect(dialog.getByText('Enter a whole http or https address.')).toBeVisible();
  await expect(dialog.getByText('A cinema code has eight digits.')).toBeVisible();
  await dialog.getByLabel('Address of its system').fill('http://127.0.0.1:9/51017777/v1');
  await dialog.getByLabel('Cinema code').fill('51017777');
  await dialog.getByLabel('Public keys').fill(`${'A'.repeat(43)}=`);
  await dialog.getByRole('button', { name: 'Ask and register' }).click();
  await expect(dialog.getByText(/No cinema system answered at that address/)).toBeVisible();
});

test('a cinema in another process is registered, and its showtimes come in', async ({ page }) => {
  const cinema = cinemaSystem();
  await page.goto('/admin/cinemas');
  await page.getByRole('button', { name: 'Register a cinema' }).click();
  const dialog = page.getByRole('dialog', { name: 'Register a cinema' });
  await dialog.getByLabel('Address of its system').fill(cinema.url);
  await dialog.getByLabel('Cinema code').fill(cinema.code);
  await dialog.getByLabel('Public keys').fill(cinema.key);
  await dialog.getByRole('button', { name: 'Ask and register' }).click();
  await expect(page).toHaveURL(/\/admin\/cinemas\/[0-9a-f-]{36}$/);
  const id = new URL(page.url()).pathname.split('/').at(-1) ?? '';
  const showing = async () => (await read<Schema<'Cinema'>>(`/cinemas/${id}`)).showing_dates.length;
  await expect.poll(showing, { timeout: 45_000 }).toBeGreaterThan(0);

  // Its health says what was asked, and each call shows what was said.
  await expect(page.getByRole('heading', { name: 'Operations' })).toBeVisible({ timeout: 30_000 });
  await expect(page.getByText('Nothing is unfinished')).toBeVisible();
  await page.getByRole('button', { name: 'Show bodies' }).first().click();
  await expect(page.getByText('Answer', { exact: true })).toBeVisible();

  await page.getByRole('tab', { name: 'Settings and keys' }).click();
  await expect(page.getByLabel('Address of its system')).toHaveValue(cinema.url);
  await page.getByLabel('New public key').fill(`${'B'.repeat(42)}A=`);
  await page.getByRole('button', { name: 'Add a key' }).click();
  await expect(page.getByText('Active')).toHaveCount(2);

  await page.getByRole('button', { name: 'Switch off' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Switch off' }).click();
  await expect(page.getByText('Switched off')).toBeVisible();
  await page.goto(`/cinemas/${id}`);
  await expect(page.getByText(/ticketing system is not answering/)).toBeVisible();

  // Its times stay in sight and lead nowhere; who kept the address learns why there are no seats.
  const { items } = await read<Schema<'ShowtimePage'>>(`/showtimes?cinema_id=${id}&limit=100`);
  const [showtime] = items.filter((one) => one.status === 'on_sale');
  if (!showtime) throw new Error('the cinema has nothing on sale');
  await page.goto(`/cinemas/${id}?date=${showtime.business_date}`);
  await expect(page.getByText('Sales paused').first()).toBeVisible();
  await expect(page.locator('main a[href*="/seats"]')).toHaveCount(0);
  await page.goto(`/showtimes/${showtime.id}/seats`);
  await expect(page.getByText('none can be chosen', { exact: false })).toBeVisible();
});
