import { site } from '../../support/api';
import { expect, test } from '../../support/test';

test.describe('an administrator', () => {
  test.use({ locale: 'zh-CN', as: 'administrator' });

  test('registers an application and publishes a notice, and a visitor sees both', async ({
    page,
    browser,
  }) => {
    await page.goto('/admin/apps');
    await page.getByRole('link', { name: '登记应用' }).click();
    await page.getByLabel('名称（中文）').fill('公共图书馆');
    await page.getByLabel('名称（英文）').fill('Public Library');
    await page.getByLabel('说明（中文）').fill('借书、还书和讲座');
    await page.getByLabel('说明（英文）').fill('Books, returns and talks');
    // What is missing is said beside its field, and nothing is lost.
    await page.getByRole('button', { name: '登记应用' }).click();
    await expect(page.getByText('填本站路径，或 https:// 开头的网址')).toBeVisible();
    await page.getByLabel('地址', { exact: true }).fill('https://library.example/');
    await page.getByRole('button', { name: '登记应用' }).click();
    await expect(page.getByText('应用已登记。')).toBeVisible();

    await page.goto('/admin/articles');
    await page.getByRole('link', { name: '写一篇' }).click();
    const chinese = page.getByRole('region', { name: '中文' });
    await chinese.getByLabel('标题').fill('周末延时营业');
    await chinese.getByLabel('摘要').fill('本周末各影院加开午夜场。');
    await chinese
      .getByLabel('正文（Markdown）')
      .fill('## 午夜场\n\n**周六**起，凌晨一点散场后有夜班车。');
    await expect(chinese.getByRole('heading', { name: '午夜场' })).toBeVisible();
    const english = page.getByRole('region', { name: '英文' });
    await english.getByLabel('标题').fill('Open late this weekend');
    await english.getByLabel('摘要').fill('Midnight shows at every cinema.');
    await english
      .getByLabel('正文（Markdown）')
      .fill('## Midnight shows\n\nFrom **Saturday**; a night bus waits at one.');
    await page.getByRole('button', { name: '保存草稿' }).click();
    await page.getByRole('button', { name: '发布', exact: true }).click();
    await page.getByRole('dialog').getByRole('button', { name: '现在发布' }).click();
    await expect(page.getByRole('button', { name: '撤回' })).toBeVisible();

    const context = await browser.newContext({ locale: 'en-GB' });
    const visitor = await context.newPage();
    await visitor.goto(`${site()}/`);
    const tile = visitor.getByRole('link', { name: /Public Library/ });
    await expect(tile).toHaveAttribute('href', 'https://library.example/');
    await expect(tile).toHaveAttribute('rel', /noopener/);
    await visitor.getByRole('link', { name: /Open late this weekend/ }).click();
    await expect(visitor.getByRole('heading', { name: 'Midnight shows' })).toBeVisible();
    // A link preview runs no scripts.
    const plain = await (await fetch(visitor.url())).text();
    expect(plain).toContain('<meta property="og:title"');
    expect(plain).toContain('夜班车');
    await context.close();
  });
});
