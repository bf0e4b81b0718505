import { ownShowtime } from '../../support/api';
import { expect, type Page, test } from '../../support/test';

test.use({ locale: 'zh-CN' });

/** Lets the page lay itself out as often as it wants to: observers of sizes speak once a frame. */
const frames = (page: Page, count: number) =>
  page.evaluate(async (rest) => {
    for (let frame = 0; frame < rest; frame += 1) await new Promise(requestAnimationFrame);
  }, count);

test('an address bar that comes or goes does not undo a zoom', async ({ page }) => {
  const showtime = await ownShowtime();
  await page.goto(`/showtimes/${showtime.id}/seats`);
  const map = page.getByRole('grid');
  await expect(map.getByRole('gridcell').first()).toBeVisible();
  const width = async () => Number((await map.getAttribute('viewBox'))?.split(' ')[2]);
  const whole = await width();
  await page.getByRole('button', { name: '放大' }).click();
  await expect.poll(width).toBeLessThan(whole);
  const near = await width();
  await page.setViewportSize({ width: 390, height: 940 });
  await frames(page, 20);
  expect(await width()).toBeCloseTo(near);
  await page.getByRole('button', { name: '看全场' }).click();
  await expect.poll(width).toBeCloseTo(whole, 0);
});
