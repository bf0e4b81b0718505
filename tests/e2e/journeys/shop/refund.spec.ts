import { ownShowtime, type Person } from '../../support/api';
import { expect, test } from '../../support/test';

test.use({ locale: 'zh-CN', as: 'newcomer' });

/** A showtime of a cinema that takes tickets back. */
async function buyRefundable(person: Person) {
  for (let attempt = 0; attempt < 40; attempt += 1) {
    const showtime = await ownShowtime();
    const lock = await person.lockPair(showtime.id);
    if (!lock.refund_policy.refundable) continue;
    const order = await person.order(lock);
    return person.paid(order);
  }
  throw new Error('no cinema takes tickets back');
}

test('tickets go back for the amount that was quoted', async ({ page, person, expectRefusal }) => {
  expectRefusal(409, /\/tickets$/);
  if (!person) throw new Error('nobody is signed in');
  const order = await buyRefundable(person);
  await page.goto(`/orders/${order.id}`);
  await page.getByRole('button', { name: '退票', exact: true }).click();
  const dialog = page.getByRole('dialog', { name: '退掉整单吗？' });
  const button = dialog.getByRole('button', { name: /^退回 ¥/ });
  const quoted = ((await button.textContent()) ?? '').replace('退回', '').trim();
  expect(Number(quoted.replace(/[¥,]/g, '')) * 100).toBeCloseTo(order.price.total.amount, 0);
  await button.click();

  await expect(page.getByText(`${quoted} 已原路退回。`)).toBeVisible({ timeout: 30_000 });
  await expect(page.getByRole('button', { name: '退票', exact: true })).toBeDisabled();
  await page.goto(`/orders/${order.id}/ticket`);
  await expect(page).toHaveURL(new RegExp(`/orders/${order.id}$`));
  await expect(page.getByText(`${quoted} 已原路退回。`)).toBeVisible();
});
