import { bank, DEMO, endOfRow, PASSWORD, seatMap } from '../../support/api';
import { messageFor } from '../../support/inbox';
import { chooseSeat, seatIn } from '../../support/seats';
import { expect, expectNoSidewaysScroll, test } from '../../support/test';

test.use({ locale: 'zh-CN' });

test('from the front page to a ticket with its code on the phone', async ({ page }) => {
  await page.goto('/');
  const showing = page.getByRole('region', { name: '正在热映' });
  await showing.getByRole('listitem').first().getByRole('link').click();
  await expect(page).toHaveURL(/\/films\//);
  const film = (await page.getByRole('heading', { level: 1 }).textContent()) ?? '';

  // The day after tomorrow, which no other journey uses.
  await page.getByRole('group', { name: '日期' }).getByRole('button').nth(2).click();
  await page
    .getByRole('link', { name: /散场.*起/ })
    .first()
    .click();
  await expect(page).toHaveURL(/\/showtimes\/[\w-]+\/seats/);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(film);

  // Two by touch; the second one is then given back and taken again by keyboard.
  const id = new URL(page.url()).pathname.split('/')[2] ?? '';
  const [first, second] = endOfRow(await seatMap(id), 2);
  if (!first || !second) throw new Error('the hall is full');
  await chooseSeat(page, first);
  await chooseSeat(page, second);
  await seatIn(page, first).focus();
  await page.keyboard.press('ArrowRight');
  await expect(seatIn(page, second)).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(seatIn(page, second)).toHaveAttribute('aria-selected', 'false');
  await page.keyboard.press('Space');
  await expect(seatIn(page, second)).toHaveAttribute('aria-selected', 'true');
  await expectNoSidewaysScroll(page);

  await page.getByRole('button', { name: /^确认选座/ }).click();
  await page.getByLabel('手机号').fill(DEMO.customer);
  await page.getByRole('textbox', { name: '密码' }).fill(PASSWORD);
  await page.getByRole('main').getByRole('button', { name: '登录', exact: true }).click();

  // Back on the chosen seats, which are now asked for.
  await expect(seatIn(page, first)).toHaveAttribute('aria-selected', 'true');
  await page.getByRole('button', { name: /^确认选座/ }).click();
  await expect(page).toHaveURL(/\/checkout\//);
  const places = [first, second].map((seat) => `${seat.row}排${seat.seat}座`);
  for (const place of places) await expect(page.getByText(place).first()).toBeVisible();
  await expectNoSidewaysScroll(page);
  await page.getByRole('button', { name: /^付款/ }).click();

  await expect(page).toHaveURL(new RegExp(`^${bank()}/`));
  await page.getByRole('button', { name: /^确认支付/ }).click();

  await expect(page.getByRole('heading', { name: '出票了' })).toBeVisible();
  await page.getByRole('link', { name: '看票' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(film);
  for (const place of places) await expect(page.getByText(place)).toBeVisible();
  await expect(page.getByRole('img', { name: /入场二维码/ })).toBeVisible();
  const spoken = await page
    .locator('.sr-only', { hasText: /^(\d ){8,}\d$/ })
    .first()
    .textContent();
  const code = (spoken ?? '').replaceAll(' ', '');

  const text = await messageFor(
    DEMO.customer,
    new RegExp(`取票码 ${code.match(/.{1,4}/g)?.join(' ')}`),
  );
  expect(text).toContain(film);
  for (const place of places) expect(text).toContain(place);
  await expectNoSidewaysScroll(page);
});
