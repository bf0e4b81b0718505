import { expect, type Locator, type Page } from '@playwright/test';

interface Seat {
  seat_code: string;
}

/** The seat on the map. */
export const seatIn = (page: Page, { seat_code }: Seat): Locator =>
  page.locator(`[data-seat="${seat_code}"]`);

/** Taps a seat until it is chosen: where seats are small the first tap only comes nearer. */
export async function chooseSeat(page: Page, seat: Seat): Promise<void> {
  const cell = seatIn(page, seat);
  await expect(cell).toBeVisible();
  const isTouch = await page.evaluate(() => matchMedia('(pointer: coarse)').matches);
  const press = () => (isTouch ? cell.tap() : cell.click());
  const grid = page.getByRole('grid');
  const before = await grid.getAttribute('viewBox');
  await press();
  const chosen = cell.and(page.locator('[aria-selected=true]'));
  const nearer = page.locator(`[role=grid]:not([viewBox="${before}"])`);
  await expect(chosen.or(nearer).first()).toBeVisible();
  if (!(await chosen.isVisible())) await press();
  await expect(chosen).toBeVisible();
}
