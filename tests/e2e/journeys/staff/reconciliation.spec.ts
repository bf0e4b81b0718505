import {
  bank,
  clearingDayOfYesterday,
  DEMO,
  Person,
  type Schema,
  spoilBillOfYesterday,
} from '../../support/api';
import { expect, signedIn, test } from '../../support/test';

/** Makes the bank's bills right again. */
async function correctBills(): Promise<void> {
  const answer = await fetch(`${bank()}/bill-faults`, { method: 'DELETE' });
  expect(answer.ok).toBe(true);
}

test.describe('two administrators', () => {
  test.use({ locale: 'zh-CN', as: 'administrator' });
  test.afterEach(correctBills);

  test('find a fee that was not agreed, and settle it between them', async ({
    page,
    person,
    browser,
  }) => {
    const day = clearingDayOfYesterday();
    if (!person) throw new Error('nobody is signed in');
    await spoilBillOfYesterday(person);
    await page.goto('/admin/reconciliation');
    await page.getByRole('button', { name: '现在对账' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('日期').fill(day);
    await dialog.getByLabel('来源').selectOption('unionpay');
    await dialog.getByRole('button', { name: '现在对账' }).click();

    await expect(page.getByRole('heading', { name: /银联/ })).toBeVisible();
    const found = page.getByRole('row').filter({ hasText: '手续费不符' }).last();
    await expect(found).toContainText('0.05');
    await found.getByRole('link').first().click();

    await expect(page.getByRole('heading', { name: '手续费不符' })).toBeVisible();
    const propose = async (way: string) => {
      await page.getByRole('radio', { name: way }).check();
      await page.getByRole('textbox', { name: /理由/ }).fill('银行的费率表已核对。');
      await page.getByRole('button', { name: '提交处理意见' }).click();
    };
    // Whoever errs takes it back.
    await propose('短款已到账');
    await page.getByRole('button', { name: '撤回' }).click();
    await expect(page.getByText(/撤回/).first()).toBeVisible();
    await propose('认可银行手续费');
    await expect(page.getByText('提出和核准不能是同一个人')).toBeVisible();

    // The maker does not check, whatever the page shows.
    const { pathname } = new URL(page.url());
    const [, batch, breakId] = /reconciliation\/([^/]+)\/breaks\/([^/]+)/.exec(pathname) ?? [];
    const path = `/admin/reconciliations/${batch}/breaks/${breakId}`;
    await expect(person.post(`${path}/approval`, { is_approved: true })).rejects.toThrow(
      /409.*same_person/,
    );

    const second = await Person.signIn(DEMO.second);
    const context = await browser.newContext({ locale: 'zh-CN', storageState: signedIn(second) });
    const other = await context.newPage();
    await other.goto(page.url());
    await other.getByRole('button', { name: '核准并入账' }).click();
    await expect(other.getByText('这处差异已经了结。')).toBeVisible();
    const entries = other.getByRole('grid', { name: '由此产生的分录' });
    await expect(entries).toContainText('5010');
    await expect(entries).toContainText('0.05');
    await context.close();

    const settled = await second.get<Schema<'Break'>>(path);
    expect(settled.summary.state).toBe('resolved');
    expect(settled.resolutions.map((one) => one.verdict).sort()).toEqual(['approved', 'withdrawn']);
    const resolution = settled.resolutions.find((one) => one.verdict === 'approved');
    expect(resolution?.maker.id).toBe(person.user.id);
    expect(resolution?.checker?.id).toBe(second.user.id);
    // Whoever reads the books sees the journal too.
    await page.reload();
    await page.getByRole('grid', { name: '由此产生的分录' }).getByRole('link').last().click();
    await expect(page.getByRole('heading', { name: '一笔分录' })).toBeVisible();
  });
});
