import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { Route, Router } from 'wouter';
import { memoryLocation } from 'wouter/memory-location';
import { signedIn, signedOut } from '@/api/session';
import { setLang } from '@/i18n/lang';
import BreakPage from './BreakPage';
import type { Break } from './queries';

const me = { id: 'u1', display_name: 'Ada', role: 'administrator' };
const colleague = { id: 'u2', display_name: 'Ben', role: 'administrator' };
const money = { amount: 9_600, currency: 'CNY' as const };
const found = (owner: { id: string; display_name: string } | null) =>
  ({
    summary: {
      id: 'b',
      reconciliation_id: 'd',
      day: '2026-11-20',
      source: 'unionpay',
      class: 'bank_missing',
      state: 'open',
      reference: 'P1',
      order_id: null,
      order_no: null,
      difference: money,
      opened_at: '2026-11-21T02:30:00Z',
      age_days: 1,
      age: 't1',
      owner,
    },
    explanation: { zh: '银行没有这笔。', en: 'The bank does not have it.' },
    ours: null,
    bank: {
      status: 'payment',
      amount: money,
      fee: null,
      reference: 'B1',
      at: null,
      text: { zh: '第 1 行 收款', en: '#1 payment' },
    },
    cinema: null,
    automatic_action: 'ask_bank',
    automatic_outcome: { zh: '银行查无此付款', en: 'the bank knows no such payment' },
    possible_actions: ['book_shortfall'],
    resolutions: [],
    entries: [],
  }) satisfies Break;

let assigned: unknown[] = [];
beforeEach(() => {
  assigned = [];
  let owner: typeof me | typeof colleague | null = null;
  vi.stubGlobal('fetch', async (request: Request) => {
    const { pathname } = new URL(request.url);
    const answer = (body: unknown) =>
      new Response(JSON.stringify(body), { headers: { 'content-type': 'application/json' } });
    if (pathname.endsWith('/admin/users')) {
      return answer({ items: [me, colleague], next_cursor: null });
    }
    if (pathname.endsWith('/owner')) {
      const body = (await request.json()) as { owner_id: string | null };
      assigned.push(body.owner_id);
      owner = [me, colleague].find(({ id }) => id === body.owner_id) ?? null;
    }
    if (pathname.includes('/breaks/')) return answer(found(owner));
    return answer({ items: [], next_cursor: null });
  });
});
afterEach(() => {
  vi.unstubAllGlobals();
  signedOut();
});

function open(role: string) {
  signedIn({
    access_token: 't',
    token_type: 'Bearer',
    expires_in: 600,
    user: { ...me, role, phone: '13800000003', cinema_id: null },
  } as unknown as Parameters<typeof signedIn>[0]);
  const { hook } = memoryLocation({ path: '/d/b' });
  render(
    <QueryClientProvider client={new QueryClient()}>
      <Router hook={hook}>
        <Route path="/:id/:breakId">
          <BreakPage />
        </Route>
      </Router>
    </QueryClientProvider>,
  );
}

test('what was done by itself is said in the reader’s language', async () => {
  setLang('zh');
  open('auditor');
  expect(await screen.findByText('银行查无此付款')).toBeTruthy();
  expect(screen.getByText('第 1 行 收款')).toBeTruthy();
  expect(screen.queryByText('the bank knows no such payment')).toBeNull();
  expect(screen.queryByLabelText('负责人')).toBeNull();
});

test('a break is given to a colleague, taken with one press, and put back', async () => {
  setLang('en');
  open('administrator');
  const picker = await screen.findByLabelText('Owner');
  await screen.findByRole('option', { name: 'Ben' });
  await userEvent.selectOptions(picker, 'Ben');
  await screen.findByText('Owner Ben');
  await userEvent.click(screen.getByRole('button', { name: 'Take it' }));
  await screen.findByText('Owner Ada');
  await userEvent.click(await screen.findByRole('button', { name: 'Put it back' }));
  await screen.findByText('Owner Nobody');
  expect(assigned).toEqual(['u2', 'u1', null]);
});
