import { readFile } from 'node:fs/promises';
import { day, orderOfYesterday, ownShowtime, Person, type Schema } from '../../support/api';
import { expect, test } from '../../support/test';

const yuan = (fen: number) => `¥${(fen / 100).toFixed(2)}`;

test.describe('an administrator', () => {
  test.use({ locale: 'zh-CN', as: 'administrator' });

  test('reads the day after a sale: entries, totals, balance and CSV', async ({ page }) => {
    const customer = await Person.register();
    const order = await customer.buyTickets(await ownShowtime());
    const total = yuan(order.price.total.amount);
    await page.goto('/admin/ledger');
    await page.getByRole('grid').getByRole('rowheader').getByRole('link').first().click();
    await expect(page).toHaveURL(new RegExp(`/admin/ledger/${day(0)}`));
    await expect(page.getByText('借贷相平')).toBeVisible();

    // Only this order: its payment in full, the cinema's part and the fee.
    await page.getByRole('searchbox', { name: '订单号' }).fill(order.order_no);
    await page.getByRole('searchbox', { name: '订单号' }).press('Enter');
    await expect(page).toHaveURL(new RegExp(`order=${order.order_no}`));
    const entries = page.getByRole('region', { name: '分录' });
    const paid = entries.getByRole('row').filter({ hasText: '收款成功' });
    await expect(paid).toHaveCount(1);
    await expect(paid).toContainText(total);
    const fee = entries.getByRole('row').filter({ hasText: '服务费' }).first();
    await expect(fee).toContainText(yuan(order.price.service_fee.amount));
    const listed = entries.getByRole('row', { name: new RegExp(order.order_no) });
    await expect(listed).not.toHaveCount(0);

    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: '导出 CSV' }).click(),
    ]);
    expect(download.suggestedFilename()).toContain(day(0));
    const lines = (await readFile(await download.path(), 'utf8')).split(/\r?\n/);
    const columns = (lines[0] ?? '').replace('\uFEFF', '').split(',');
    const own = lines.filter((line) => line.includes(order.order_no));
    expect(own).toHaveLength(await listed.count());
    const debits = own.map((line) => line.split(',')[columns.indexOf('amount')]);
    expect(debits).toContain((order.price.total.amount / 100).toFixed(2));
  });
});

test.describe('an auditor', () => {
  test.use({ locale: 'zh-CN', as: 'auditor' });

  test('finds yesterday’s sale and proves it', async ({ page }) => {
    await page.goto('/admin/ledger?view=entries');
    await page.getByLabel('订单号').fill(orderOfYesterday());
    await page.getByLabel('订单号').press('Enter');
    await expect(page).toHaveURL(new RegExp(`order=${orderOfYesterday()}`));
    const paid = page.getByRole('row').filter({ hasText: '收款成功' });
    await expect(paid).toHaveCount(1);
    await paid.getByRole('link').first().click();

    await expect(page.getByRole('heading', { name: '一笔分录' })).toBeVisible();
    // The browser has computed the path to the day's root and checked the seal's signature.
    const verdict = page.getByRole('status').filter({ hasText: '封账时就在账里' });
    await expect(verdict).toBeVisible();
    await expect(page.getByText('由密钥')).toBeVisible();
    await expect(page.getByText(orderOfYesterday())).toBeVisible();
  });

  test('sees the day sealed, and has no way to change it', async ({ page, person }) => {
    const entries = await person?.get<Schema<'LedgerEntryPage'>>(
      `/admin/ledger/entries?from=${day(-3)}&to=${day(0)}&order_no=${orderOfYesterday()}`,
    );
    const date = entries?.items[0]?.business_date;
    await page.goto(`/admin/ledger/${date}`);
    await expect(page.getByText('封账凭证')).toBeVisible();
    await expect(person?.post('/admin/ledger/entries')).rejects.toThrow(/405/);
    await expect(person?.post('/admin/reconciliations', {})).rejects.toThrow(/403/);
  });
});

test.describe('a customer', () => {
  test.use({ locale: 'en-GB', as: 'newcomer' });

  test('does not get to see the books', async ({ page, person }) => {
    await page.goto('/admin/ledger');
    await expect(page.getByText('This page is not open to your account')).toBeVisible();
    const today = day(0);
    const path = `/admin/ledger/entries?from=${today}&to=${today}`;
    await expect(person?.get(path)).rejects.toThrow(/403.*"code":"forbidden"/);
  });
});

test('a stranger is asked to sign in first', async ({ page }) => {
  await page.goto('/admin/ledger');
  await expect(page).toHaveURL(/\/signin\?next=%2Fadmin%2Fledger$/);
});
