import { Person, site } from '../../support/api';
import { expect, test } from '../../support/test';

test.use({ locale: 'en-GB', as: 'newcomer', colorScheme: 'light' });

test('a new name, the list of devices, and an end to all other sign-ins', async ({
  page,
  person,
}) => {
  if (!person) throw new Error('nobody is signed in');
  const elsewhere = await Person.signIn(person.user.phone.replace('+86', ''));
  await page.goto('/me');
  await page.getByLabel('Name').fill('Lin Xiaoyu');
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByText('Your name was changed.')).toBeVisible();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Lin Xiaoyu');

  const devices = page.getByRole('region', { name: 'Where you are signed in' });
  await expect(devices.getByText('This device')).toBeVisible();
  await devices.getByRole('button', { name: 'Sign out everywhere else' }).click();
  await expect(devices.getByRole('listitem')).toHaveCount(1);
  await expect.poll(() => elsewhere.canRefresh()).toBe(false);
  await page.reload();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Lin Xiaoyu');
});

test('the way out is not shown before what stands above it', async ({ page }) => {
  let answer = () => {};
  const asked = new Promise<void>((resolve) => {
    answer = resolve;
  });
  await page.route('**/api/v1/me/sessions', async (route) => {
    await asked;
    await route.continue();
  });
  await page.goto('/me');
  const signOut = page.getByRole('button', { name: 'Sign out', exact: true });
  await expect(page.getByRole('region', { name: 'Connected applications' })).toContainText(
    'No application',
  );
  await expect(signOut).toBeHidden();
  answer();
  await signOut.click();
  await expect(page).toHaveURL(`${site()}/`);
});

test('language and appearance stay chosen, also for a stranger', async ({ page, context }) => {
  await page.goto('/me');
  await page.getByRole('main').getByText('Evening', { exact: true }).click();
  await page.getByRole('main').getByText('中文', { exact: true }).click();
  await expect(page.getByText('语言与外观')).toBeVisible();
  await page.reload();
  await expect(page.locator('html')).toHaveAttribute('lang', 'zh-CN');
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark');

  await page.getByRole('button', { name: '退出登录' }).click();
  await expect(page).toHaveURL(`${site()}/`);
  await expect(page.getByRole('heading', { name: '正在热映' })).toBeVisible();
  await page.goto('/me');
  await expect(page).toHaveURL(/\/signin\?next=%2Fme$/);
  await expect(page.getByRole('heading', { name: '登录' })).toBeVisible();
  const cookies = await context.cookies();
  expect(cookies.filter(({ name }) => name === 'marquee_refresh')).toEqual([]);
});
