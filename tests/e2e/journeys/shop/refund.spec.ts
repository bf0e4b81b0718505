import { expect, test } from '../../support/test';

test.use({ locale: 'zh-CN', as: 'newcomer' });

test('tickets go back for the amount that was quoted', async ({ page, person, expectRefusal }) => {
  expectRefusal(409, /\/tickets$/);
  if (!person) throw new Error('nobody is signed in');
  const order = await person.buyRefundable();
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
