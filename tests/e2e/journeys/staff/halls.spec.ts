import { day } from '../../support/api';
import { seatIn } from '../../support/seats';
import { Staff } from '../../support/staff';
import { expect, test } from '../../support/test';

test.use({ locale: 'en-GB', as: 'staff' });

test('a hall is rebuilt by key: a seat more, a step back, and a version from a day on', async ({
  page,
  person,
}) => {
  const staff = await Staff.of(person);
  const hall = staff.screens.at(-1);
  if (!hall) throw new Error('the cinema has no hall');
  await page.goto(`/desk/halls/${hall.screen_code}`);
  await page.getByRole('button', { name: 'Edit from this version' }).click();
  const map = page.getByRole('grid');
  await expect(map.getByRole('gridcell')).toHaveCount(hall.seat_count);
  const first = await map.getByRole('gridcell').first().getAttribute('data-seat');
  const seat = seatIn(page, { seat_code: first ?? '' });
  await seat.focus();
  await page.keyboard.press('Enter');
  await expect(seat).toHaveAttribute('aria-selected', 'true');

  await page.getByRole('button', { name: 'Seat at the right' }).click();
  await expect(map.getByRole('gridcell')).toHaveCount(hall.seat_count + 1);
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(map.getByRole('gridcell')).toHaveCount(hall.seat_count);
  await page.getByRole('button', { name: 'Redo' }).click();
  await expect(map.getByRole('gridcell')).toHaveCount(hall.seat_count + 1);
  await expect(page.getByText('No faults found')).toBeVisible();

  await page.getByRole('button', { name: 'Save as a new version' }).click();
  const dialog = page.getByRole('dialog', { name: 'Save as a new version' });
  await expect(dialog.getByText('1 seat added')).toBeVisible();
  await dialog.getByLabel('In use from').fill(day(380));
  await dialog.getByRole('button', { name: 'Save', exact: true }).click();
  const coming = page.getByRole('button', { name: /To come/ }).first();
  await expect(coming).toContainText(`${hall.seat_count + 1} seats`);
});
