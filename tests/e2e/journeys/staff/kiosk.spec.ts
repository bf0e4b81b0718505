import { ownShowtime, Person, type Schema } from '../../support/api';
import { expect, test } from '../../support/test';

test.use({ locale: 'en-GB', as: 'staff' });

test('gives tickets to whoever has both codes, and starts over for the next', async ({
  page,
  person,
  expectRefusal,
}) => {
  expectRefusal(404, /\/collect$/);
  const cinema = person?.user.cinema_id;
  if (!cinema) throw new Error('the staff account has no cinema');
  const customer = await Person.register();
  const order = await customer.buyTickets(await ownShowtime(cinema));
  const path = `/orders/${order.id}/tickets`;
  const tickets = await customer.get<Schema<'OrderTickets'>>(path);
  // What the browser's own dialogue would do.
  await page.addInitScript(() => {
    window.print = () => document.documentElement.setAttribute('data-printed', '');
  });

  await page.goto('/desk/kiosk');
  const press = async (digits: string) => {
    for (const digit of digits)
      await page.getByRole('button', { name: digit, exact: true }).click();
  };
  const { pickup_code: code, verification_code: proof } = tickets;
  const last = code.slice(-1);
  await press(code.slice(0, -1) + String((Number(last) + 1) % 10));
  await expect(page.getByText('One of the digits is wrong')).toBeVisible();
  await page.getByRole('button', { name: 'Delete' }).click();
  await press(last);
  await expect(page.getByText('The digits are right')).toBeVisible();

  await page.getByRole('button', { name: '中文' }).click();
  await expect(page.getByText('数字无误')).toBeVisible();
  await page.getByRole('button', { name: 'English' }).click();

  await page.getByRole('button', { name: 'Next' }).click();
  await page.keyboard.type('000000');
  await page.getByRole('button', { name: 'Get the tickets' }).click();
  await expect(page.getByText('No tickets came out')).toBeVisible();
  await page.getByRole('button', { name: 'Start over' }).click();

  await page.keyboard.type(code);
  await page.keyboard.press('Enter');
  await page.keyboard.type(proof);
  await page.keyboard.press('Enter');
  await expect(page.getByText('Please take your tickets')).toBeVisible();
  await expect(page.locator('html')).toHaveAttribute('data-printed', '');
  const after = await customer.get<Schema<'OrderTickets'>>(path);
  expect(after.items.map((ticket) => ticket.state)).toEqual(['collected', 'collected']);

  // On paper: a page for each ticket, and nothing of the screen.
  await page.emulateMedia({ media: 'print' });
  const paper = page.locator('[data-paper] article');
  await expect(paper).toHaveCount(2);
  await expect(paper.first()).toBeVisible();
  await expect(page.getByText('Please take your tickets')).toBeHidden();
  const pdf = await page.pdf();
  expect(pdf.toString('latin1').match(/\/Type\s*\/Page\b/g)).toHaveLength(2);
  await page.emulateMedia({ media: 'screen' });

  await page.getByRole('button', { name: 'Done' }).click();
  await expect(page.getByLabel('Enter your pickup code')).toHaveValue('');
});

test('forgets who walked away', async ({ page }) => {
  await page.clock.install();
  await page.goto('/desk/kiosk');
  const field = page.getByLabel('Enter your pickup code');
  await field.fill('4829 1603');
  await page.clock.runFor(50_000);
  await expect(page.getByText(/Starting over in \d+ seconds?/)).toBeVisible();
  await page.getByRole('button', { name: 'I am still here' }).click();
  await expect(field).toHaveValue('4829 1603');
  await page.clock.runFor(61_000);
  await expect(field).toHaveValue('');
});
