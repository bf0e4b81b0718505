import { endOfRow, ownShowtime, Person, type Schema, seatMap } from '../../support/api';
import { chooseSeat, seatIn } from '../../support/seats';
import { expect, test } from '../../support/test';

test.use({ locale: 'en-GB', as: 'newcomer' });

const named = (seat: Schema<'Seat'>) =>
  /^\p{L}+$/u.test(seat.row) ? `${seat.row}${seat.seat}` : `row ${seat.row} seat ${seat.seat}`;

/** Three seats at the end of a row; the rival takes the outer one, which leaves a good pair. */
async function threeSeats(showtimeId: string) {
  const [lost, first, second] = endOfRow(await seatMap(showtimeId), 3);
  if (!lost || !first || !second) throw new Error('the hall is full');
  return { lost, first, second };
}

test('a seat taken while one is choosing leaves the choice, and is named', async ({ page }) => {
  const showtime = await ownShowtime();
  const { lost, first, second } = await threeSeats(showtime.id);
  await page.goto(`/showtimes/${showtime.id}/seats`);
  for (const seat of [lost, first, second]) await chooseSeat(page, seat);
  await expect(page.getByText('Live', { exact: true })).toBeVisible();

  const rival = await Person.register('Rival');
  await rival.lock(showtime.id, [lost.seat_code]);

  await expect(page.getByRole('alert')).toContainText(named(lost));
  await expect(page.getByRole('alert')).toContainText('Nothing was charged');
  await expect(seatIn(page, lost)).toHaveAccessibleName(/locked by someone else/);
  for (const seat of [first, second]) {
    await expect(seatIn(page, seat)).toHaveAttribute('aria-selected', 'true');
  }
  await page.getByRole('button', { name: /^Keep these seats/ }).click();
  await expect(page).toHaveURL(/\/checkout\//);
  await expect(page.getByText(new RegExp(named(second), 'i')).first()).toBeVisible();
  await expect(page.getByText(new RegExp(named(lost), 'i'))).toHaveCount(0);
});

test('the cinema refuses a seat that this screen still shows as free', async ({
  page,
  expectRefusal,
}) => {
  expectRefusal(409, /\/seat-locks$/);
  const showtime = await ownShowtime();
  const { lost, first, second } = await threeSeats(showtime.id);
  // The news is late: no stream, and the map as it was, until the cinema has said no.
  let refused = false;
  await page.route('**/seats/events', async (route) => {
    if (refused) await route.continue();
  });
  const before = JSON.stringify(await seatMap(showtime.id));
  await page.route('**/api/v1/showtimes/*/seats', (route) =>
    refused ? route.continue() : route.fulfill({ body: before, contentType: 'application/json' }),
  );
  page.on('response', (answer) => {
    if (answer.url().endsWith('/seat-locks')) refused = true;
  });
  await page.goto(`/showtimes/${showtime.id}/seats`);
  for (const seat of [lost, first, second]) await chooseSeat(page, seat);

  const rival = await Person.register('Rival');
  await rival.lock(showtime.id, [lost.seat_code]);
  await page.getByRole('button', { name: /^Keep these seats/ }).click();

  await expect(page.getByRole('alert')).toContainText(named(lost));
  await expect(page).toHaveURL(new RegExp(`seats=${first.seat_code}%2C${second.seat_code}`));
  for (const seat of [first, second]) {
    await expect(seatIn(page, seat)).toHaveAttribute('aria-selected', 'true');
  }
  await page.getByRole('button', { name: /^Keep these seats/ }).click();
  await expect(page).toHaveURL(/\/checkout\//);
});
