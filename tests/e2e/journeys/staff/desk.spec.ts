import { ownShowtime, Person, type Schema } from '../../support/api';
import { expect, test } from '../../support/test';

test.use({ locale: 'en-GB', as: 'staff' });

test('hands tickets out by their code, and lets nobody in a day early', async ({
  page,
  person,
  expectRefusal,
}) => {
  expectRefusal(404, /\/box-office\/pickups\//);
  expectRefusal(409, /\/box-office\/check-ins$/);
  const cinema = person?.user.cinema_id;
  if (!cinema) throw new Error('the staff account has no cinema');
  const customer = await Person.register();
  const order = await customer.buyTickets(await ownShowtime(cinema));
  const tickets = await customer.get<Schema<'OrderTickets'>>(`/orders/${order.id}/tickets`);

  await page.goto('/desk');
  await page.getByText('Pickup', { exact: true }).click();
  const field = page.getByLabel('Pickup code');
  await field.fill('0000 0000 0000');
  await field.press('Enter');
  await expect(page.getByText('No tickets', { exact: true })).toBeVisible();

  // Typed as it is printed, in groups.
  await field.fill(tickets.pickup_code.match(/.{1,4}/g)?.join(' ') ?? '');
  await field.press('Enter');
  await expect(page.getByText('2 tickets', { exact: true })).toBeVisible();
  await expect(page.getByText('Not collected')).toHaveCount(2);
  await page.getByRole('button', { name: 'Hand out 2 tickets' }).click();
  await expect(page.getByText('Handed out', { exact: true })).toBeVisible();
  await expect(page.getByText('Collected', { exact: true })).toHaveCount(2);

  await page.getByText('Check in', { exact: true }).first().click();
  await page.getByLabel('Scan, or type a pickup code').fill(tickets.qr);
  await page.keyboard.press('Enter');
  await expect(page.getByText('Do not admit')).toBeVisible();
  await expect(page.getByText('Doors are not open for this showtime yet.')).toBeVisible();
  const after = await customer.get<Schema<'OrderTickets'>>(`/orders/${order.id}/tickets`);
  expect(after.items.map((ticket) => ticket.state)).toEqual(['collected', 'collected']);
});
