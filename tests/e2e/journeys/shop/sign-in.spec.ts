import { endOfRow, newPhone, ownShowtime, PASSWORD, seatMap } from '../../support/api';
import { codeFor } from '../../support/inbox';
import { chooseSeat, seatIn } from '../../support/seats';
import { expect, test } from '../../support/test';

test.use({ locale: 'en-GB' });

test('a stranger registers on the way and lands back on the chosen seats', async ({ page }) => {
  const showtime = await ownShowtime();
  const seats = endOfRow(await seatMap(showtime.id), 2);
  await page.goto(`/showtimes/${showtime.id}/seats`);
  for (const seat of seats) await chooseSeat(page, seat);
  await page.getByRole('button', { name: /^Keep these seats/ }).click();
  await expect(page.getByRole('heading', { name: 'Sign in' })).toBeVisible();
  await page.getByRole('link', { name: 'Create account' }).click();

  const phone = newPhone();
  await page.getByLabel('Mobile number').fill(phone);
  await page.getByRole('button', { name: 'Send code' }).click();
  await page.getByLabel('Code', { exact: true }).fill(await codeFor(phone));
  await page.getByLabel('Your name').fill('Wen');
  await page.getByRole('textbox', { name: 'Password' }).fill(PASSWORD);
  await page.getByRole('button', { name: 'Create account' }).click();

  await expect(page).toHaveURL(new RegExp(`/showtimes/${showtime.id}/seats\\?seats=`));
  await expect(page.getByText('Welcome, Wen')).toBeVisible();
  for (const seat of seats) {
    await expect(seatIn(page, seat)).toHaveAttribute('aria-selected', 'true');
  }
  await page.getByRole('button', { name: /^Keep these seats/ }).click();
  await expect(page).toHaveURL(/\/checkout\//);
  await expect(page.getByLabel('Mobile number for the pickup code')).toHaveValue(phone);
});

test('a wrong code is refused in words and nothing typed is lost', async ({
  page,
  expectRefusal,
}) => {
  expectRefusal(401, /\/auth\/login$/);
  expectRefusal(422, /\/auth\/login$/);
  await page.goto('/signin?next=%2Ftickets');
  await page.getByLabel('Mobile number').fill('13800000001');
  await page.getByRole('textbox', { name: 'Password' }).fill('not-the-password');
  await page.getByRole('main').getByRole('button', { name: 'Sign in', exact: true }).click();
  await expect(page.getByRole('alert')).toBeVisible();
  await expect(page.getByLabel('Mobile number')).toHaveValue('13800000001');
  await page.getByRole('textbox', { name: 'Password' }).fill(PASSWORD);
  await page.getByRole('main').getByRole('button', { name: 'Sign in', exact: true }).click();
  await expect(page).toHaveURL(/\/tickets$/);
});
