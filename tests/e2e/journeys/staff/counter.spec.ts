import { endOfRow, Person, seatMap } from '../../support/api';
import { chooseSeat, seatIn } from '../../support/seats';
import { Staff } from '../../support/staff';
import { expect, test } from '../../support/test';

test.use({ locale: 'en-GB', as: 'staff' });

test('a blocked seat cannot be bought until it is given back', async ({ page, person }) => {
  const staff = await Staff.of(person);
  const { session, showtime, date } = await staff.plan();
  const [seat] = endOfRow(await seatMap(showtime.id), 2);
  if (!seat) throw new Error('the hall has no row');
  await page.goto(`/desk/sessions/${session.session_code}?day=${date}`);
  await chooseSeat(page, seat);
  await page.getByRole('button', { name: 'Block', exact: true }).click();
  const dialog = page.getByRole('dialog', { name: 'Keep these seats off sale' });
  await dialog.getByRole('button', { name: 'A broken seat' }).click();
  await dialog.getByRole('button', { name: 'Block', exact: true }).click();
  await expect(seatIn(page, seat)).toHaveAttribute('data-look', 'blocked');
  await expect(seatIn(page, seat)).toHaveAccessibleName(/blocked: A broken seat$/);

  const customer = await Person.register();
  await expect(customer.lock(showtime.id, [seat.seat_code])).rejects.toThrow(/409/);
  const state = async () =>
    (await seatMap(showtime.id)).seats.find((one) => one.seat_code === seat.seat_code)?.state;
  await expect.poll(state).toBe('unavailable');

  await seatIn(page, seat).click();
  await page.getByRole('button', { name: 'Give 1 seat back' }).click();
  await expect(seatIn(page, seat)).toHaveAttribute('data-look', 'free');
  await expect.poll(state).toBe('available');
});

test('the counter sells seats, finds the sale again and takes it back', async ({
  page,
  person,
}) => {
  const staff = await Staff.of(person);
  const { session, showtime, date } = await staff.plan();
  const pair = endOfRow(await seatMap(showtime.id), 2);
  await page.goto(`/desk/sessions/${session.session_code}?day=${date}`);
  for (const seat of pair) await chooseSeat(page, seat);
  await page.getByText('Card', { exact: true }).click();
  await page.getByRole('button', { name: 'Take ¥94.00 and sell' }).click();
  const slip = page.getByRole('status', { name: 'Sold' });
  await expect(slip.getByText('Pickup code')).toBeVisible();
  await expect(slip.getByText('¥94.00')).toBeVisible();
  for (const seat of pair) {
    await expect(seatIn(page, seat)).toHaveAttribute('data-look', 'sold');
  }
  const code = (await slip.locator('dd').first().textContent())?.replaceAll(' ', '') ?? '';
  expect(code).toMatch(/^\d{6,}$/);

  await page.goto('/desk/sales');
  const row = page.getByRole('row').filter({ hasText: code });
  await expect(row).toContainText('¥94.00');
  await row.getByRole('button', { name: /^Refund/ }).click();
  const dialog = page.getByRole('dialog', { name: 'Refund this sale?' });
  await dialog.getByRole('button', { name: 'Refund ¥94.00' }).click();
  await expect(dialog).toBeHidden();
  await expect(row).toContainText(/Refunded \d\d:\d\d/);
  await expect(row.getByRole('button', { name: /^Refund/ })).toBeDisabled();

  await page.goto('/desk/statement');
  const counter = page
    .getByRole('row')
    .filter({ has: page.getByRole('rowheader', { name: 'Counter' }) });
  await expect(counter.first()).toBeVisible();
  const lines = page.getByRole('region', { name: 'Lines' }).getByRole('row');
  await expect(lines.filter({ hasText: session.session_code })).toHaveCount(4);
  const seats = (await seatMap(showtime.id)).seats;
  const states = pair.map((seat) => seats.find((one) => one.seat_code === seat.seat_code)?.state);
  expect(states).toEqual(['available', 'available']);
});
