import { DEMO, endOfRow, Person, read, type Schema, seatMap } from '../../support/api';
import { chooseSeat } from '../../support/seats';
import { Staff } from '../../support/staff';
import { expect, test } from '../../support/test';

test.use({ locale: 'en-GB', as: 'newcomer' });

test('a price that rose while one chose is shown beside the old one, and agreed to anew', async ({
  page,
  expectRefusal,
}) => {
  expectRefusal(409, /\/seat-locks$/);
  const office = await Person.signIn(DEMO.staff);
  const { session, showtime } = await (await Staff.of(office)).plan('14:00');
  const pair = endOfRow(await seatMap(showtime.id), 2);
  await page.goto(`/showtimes/${showtime.id}/seats`);
  for (const seat of pair) await chooseSeat(page, seat);

  await office.patch(`/box-office/sessions/${session.session_code}`, {
    session_version: session.session_version,
    zone_prices: session.zone_prices.map((price) => ({
      ...price,
      ticket: { ...price.ticket, amount: price.ticket.amount + 300 },
    })),
  });
  const now = () => read<Schema<'Showtime'>>(`/showtimes/${showtime.id}`);
  await expect
    .poll(async () => (await now()).version, { timeout: 30_000 })
    .toBeGreaterThan(showtime.version);
  await page.getByRole('button', { name: /^Keep these seats/ }).click();

  const dialog = page.getByRole('dialog', { name: 'The cinema changed this showtime' });
  await expect(dialog.getByText('¥50.00', { exact: true }).first()).toBeVisible();
  await expect(dialog.getByText('was ¥47.00', { exact: true }).first()).toBeVisible();
  await dialog.getByRole('button', { name: 'I have seen it, go on' }).click();
  await page.getByRole('button', { name: /^Keep these seats/ }).click();
  await expect(page).toHaveURL(/\/checkout\//);
  await expect(page.getByText('¥100.00').first()).toBeVisible();
});
