import { Person, type Schema } from '../../support/api';
import { messageFor } from '../../support/inbox';
import { mondayOf, Staff } from '../../support/staff';
import { expect, type Page, signedIn, test } from '../../support/test';

test.use({ locale: 'zh-CN', as: 'staff' });

/** The dialog in which a session is planned, filled in but for the press of its button. */
async function draw(
  page: Page,
  plan: { film: Schema<'PlannableFilm'>; hall: string; date: string; clock: string },
) {
  await page.goto(`/desk/schedule?week=${mondayOf(plan.date)}`);
  await page.getByRole('button', { name: '排一场', exact: true }).click();
  const dialog = page.getByRole('dialog', { name: '排一场' });
  await dialog.getByRole('combobox', { name: '影片' }).fill(plan.film.title.zh);
  await dialog.getByRole('option', { name: plan.film.title.zh }).first().click();
  await dialog.getByRole('combobox', { name: '影厅', exact: true }).selectOption(plan.hall);
  await dialog.getByLabel('营业日').fill(plan.date);
  await dialog.getByLabel('开场', { exact: true }).fill(plan.clock);
  for (const price of await dialog.getByLabel(/票价$/).all()) await price.fill('48.50');
  return dialog;
}

test('a session that staff plan is a showtime that customers find', async ({ page, person }) => {
  const staff = await Staff.of(person);
  const film = await staff.film();
  const { screen, date } = await staff.emptyHall();
  const plan = { film, hall: screen.screen_code, date, clock: '19:40' };
  const dialog = await draw(page, plan);
  const fee = dialog.getByLabel(/影厅服务费$/).first();
  await fee.fill('3');
  await dialog.getByRole('button', { name: '排上' }).click();
  await expect(dialog).toBeHidden();

  const block = page.getByRole('grid').getByRole('button', {
    name: new RegExp(`${film.title.zh}，19:40`),
  });
  await expect(block).toBeVisible();
  const { items } = await staff.sessions(date);
  const made = items.find((session) => session.screen_code === screen.screen_code);
  expect(made?.zone_prices[0]).toMatchObject({
    ticket: { amount: 4850 },
    screen_fee: { amount: 300 },
  });
  if (!made) throw new Error('nothing was planned');
  const showtime = await staff.published(made);
  // Customers pay the hall's fee on top, and see one price.
  const first = showtime.zones.find((zone) => zone.zone === made.zone_prices[0]?.zone);
  expect(first?.price.amount).toBe(4850 + 300);

  await page.goto(`/cinemas/${staff.cinema}?date=${date}`);
  await page.getByRole('link', { name: /^19:40/ }).click();
  await expect(page.getByRole('grid').getByRole('gridcell').first()).toBeVisible();
});

test('an overlap is told while typing, and refused with the session in the way', async ({
  page,
  person,
  expectRefusal,
}) => {
  expectRefusal(409, /\/box-office\/sessions$/);
  const staff = await Staff.of(person);
  const { film, screen, date, session } = await staff.plan('10:00');
  const plan = { film, hall: screen.screen_code, date, clock: '10:30' };
  const dialog = await draw(page, plan);
  await expect(dialog.getByText(/^与.*冲突（含清场）。$/)).toBeVisible();
  await dialog.getByRole('button', { name: '排上' }).click();
  await expect(dialog.getByRole('alert').filter({ hasText: '没有排上' })).toBeVisible();
  await expect(dialog.getByRole('alert').filter({ hasText: session.film.zh })).toBeVisible();
  const { items } = await staff.sessions(date);
  expect(items.filter((one) => one.screen_code === screen.screen_code)).toHaveLength(1);
});

test('a cancelled session gives everybody their money back, and says so', async ({
  page,
  person,
  browser,
}) => {
  // The platform hears of it, owes the refund, and asks the bank, one after the other.
  test.setTimeout(120_000);
  const staff = await Staff.of(person);
  const { date, session, showtime } = await staff.plan();
  const customer = await Person.register();
  const order = await customer.buyTickets(showtime);

  await page.goto(`/desk/schedule?week=${mondayOf(date)}&session=${session.session_code}`);
  await page.getByRole('button', { name: '取消场次' }).click();
  const dialog = page.getByRole('dialog', { name: '取消这一场吗？' });
  await dialog.getByRole('button', { name: '放映设备故障' }).click();
  await dialog.getByRole('button', { name: '取消并退款' }).click();

  const progress = page.getByRole('region', { name: '退款进度' });
  await expect(progress.getByText('1 / 1 笔线上订单已退')).toBeVisible({ timeout: 60_000 });
  await expect(progress.getByText('全部退完。')).toBeVisible();
  const refunded = await customer.orderOnce(order.id, 'refunded');
  expect(refunded.refunds.at(-1)?.amount.amount).toBe(order.price.total.amount);
  await messageFor(customer.user.phone.slice(-11), /取消/);

  const context = await browser.newContext({
    storageState: signedIn(customer),
    locale: 'zh-CN',
    baseURL: new URL(page.url()).origin,
  });
  const own = await context.newPage();
  await own.goto(`/orders/${order.id}`);
  await expect(own.getByText('影院取消了这一场').first()).toBeVisible();
  await expect(own.getByText(/已全额原路退回/)).toBeVisible();
  await context.close();
});
