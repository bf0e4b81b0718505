import { bank, clearingDayOfYesterday, DEMO, Person, type Schema } from '../../support/api';
import { expect, signedIn, test } from '../../support/test';

/** What the bank's bill says from now on; nothing makes it right again. */
async function dial(faults: object[]): Promise<void> {
  const answer = await fetch(`${bank()}/bill-faults`, {
    method: 'PUT',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ faults }),
  });
  expect(answer.ok).toBe(true);
}

test.describe('two administrators', () => {
  test.use({ locale: 'zh-CN', as: 'administrator' });
  test.afterEach(() => dial([]));

  test('find money that nobody knows, and settle it between them', async ({
    page,
    person,
    browser,
  }) => {
    const day = clearingDayOfYesterday();
    await dial([{ kind: 'extra_line', settle_date: day, amount_delta: 8 }]);
    await page.goto('/admin/reconciliation');
    await page.getByRole('button', { name: '现在对账' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('日期').fill(day);
    await dialog.getByLabel('来源').selectOption('unionpay');
    await dialog.getByRole('button', { name: '现在对账' }).click();

    await expect(page.getByRole('heading', { name: /银联/ })).toBeVisible();
    const found = page.getByRole('row').filter({ hasText: '平台无此款' }).last();
    await expect(found).toContainText('96.08');
    await found.getByRole('link').first().click();

    await expect(page.getByRole('heading', { name: '平台无此款' })).toBeVisible();
    await page
      .getByRole('radio', { name: /原路退回付款人|长款挂账/ })
      .first()
      .check();
    await page.getByRole('textbox', { name: /理由/ }).fill('银行回单已核对，平台没有这笔订单。');
    await page.getByRole('button', { name: '提交处理意见' }).click();
    await expect(page.getByText('提出和核准不能是同一个人')).toBeVisible();

    // The maker does not check, whatever the page shows.
    const { pathname } = new URL(page.url());
    const [, batch, breakId] = /reconciliation\/([^/]+)\/breaks\/([^/]+)/.exec(pathname) ?? [];
    const path = `/admin/reconciliations/${batch}/breaks/${breakId}`;
    await expect(person?.post(`${path}/approval`, { is_approved: true })).rejects.toThrow(
      /409.*same_person/,
    );

    const second = await Person.signIn(DEMO.second);
    const context = await browser.newContext({ locale: 'zh-CN', storageState: signedIn(second) });
    const other = await context.newPage();
    await other.goto(page.url());
    await other.getByRole('button', { name: '核准并入账' }).click();
    await expect(other.getByText('这处差异已经了结。')).toBeVisible();
    const entries = other.getByRole('grid', { name: '由此产生的分录' });
    await expect(entries).toContainText('2190');
    await expect(entries).toContainText('96.08');
    await context.close();

    const settled = await second.get<Schema<'Break'>>(path);
    expect(settled.summary.state).toBe('resolved');
    const [resolution] = settled.resolutions;
    expect(resolution?.maker.id).toBe(person?.user.id);
    expect(resolution?.checker?.id).toBe(second.user.id);
    // Whoever reads the books sees the journal too.
    await page.reload();
    await page.getByRole('grid', { name: '由此产生的分录' }).getByRole('link').last().click();
    await expect(page.getByRole('heading', { name: '一笔分录' })).toBeVisible();
  });
});
