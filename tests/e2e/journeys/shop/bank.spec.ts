import { bank, ownShowtime, type Person } from '../../support/api';
import { expect, type Page, test } from '../../support/test';

test.use({ as: 'newcomer' });

/** Two of the best seats, kept, and on to the bank's own page. */
async function goToTheBank(page: Page, best: string, keep: RegExp, pay: RegExp): Promise<void> {
  const showtime = await ownShowtime();
  await page.goto(`/showtimes/${showtime.id}/seats`);
  await page.getByRole('button', { name: best }).click();
  await page.getByRole('button', { name: keep }).click();
  await expect(page).toHaveURL(/\/checkout\//);
  await page.getByRole('button', { name: pay }).click();
  await expect(page).toHaveURL(new RegExp(`^${bank()}/`));
}

test.describe('in Chinese', () => {
  test.use({ locale: 'zh-CN' });

  test('declined at the bank: no money was taken, and one can pay again', async ({ page }) => {
    await goToTheBank(page, '挑 2 个最佳连座', /^确认选座/, /^付款/);
    await page.getByRole('button', { name: /Decline/ }).click();

    await expect(page.getByRole('heading', { name: '没有付成，钱没有动' })).toBeVisible();
    await page.getByRole('link', { name: '再付一次' }).click();
    await expect(page).toHaveURL(/\/checkout\//);
    await page.getByRole('button', { name: /^付款/ }).click();
    await page.getByRole('button', { name: /^确认支付/ }).click();
    await expect(page.getByRole('heading', { name: '出票了' })).toBeVisible();
  });
});

test.describe('in English', () => {
  test.use({ locale: 'en-GB' });

  test('left the bank without paying: an honest answer, and the wish to cancel is kept', async ({
    page,
    person,
  }) => {
    await goToTheBank(page, 'Pick the best 2 seats together', /^Keep these seats/, /^Pay /);
    await page.getByRole('button', { name: /Walk away/ }).click();
    const order = await onlyOrder(person);
    await page.goto(`/payments/${order.payment?.id}/return`);

    const answer = page.getByRole('status').filter({ hasText: 'The bank has not told us yet' });
    await expect(answer).toContainText('Please do not pay again');
    await expect(answer).toContainText('you get the tickets or the full amount back');
    await page.getByRole('link', { name: 'See the order' }).click();
    await page.getByRole('button', { name: 'Cancel the order' }).click();
    await page
      .getByRole('dialog')
      .getByRole('button', { name: /Give the seats back/ })
      .click();

    // The bank may still take the money, so the seats stay until it has said that it will not.
    await expect(page.getByRole('main').getByText('You asked to cancel').first()).toBeVisible();
    expect((await onlyOrder(person)).status).toBe('awaiting_payment');
    await page.reload();
    await expect(page.getByText('We are waiting for the bank.')).toBeVisible();
  });
});

async function onlyOrder(person: Person | undefined) {
  const orders = await person?.orders();
  const [order] = orders ?? [];
  if (!order) throw new Error('there is no order');
  return order;
}
