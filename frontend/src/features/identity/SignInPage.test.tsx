import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { render, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { Router } from 'wouter';
import { memoryLocation } from 'wouter/memory-location';
import { signedOut } from '@/api/session';
import { setLang } from '@/i18n/lang';
import SignInPage from './SignInPage';

const tokens = {
  access_token: 't',
  token_type: 'Bearer',
  expires_in: 600,
  user: { id: '1', phone: '13800000001', display_name: 'Lin', role: 'customer', cinema_id: null },
};

let sent: unknown[] = [];
function serve(status: number, body: unknown) {
  sent = [];
  vi.stubGlobal('fetch', async (request: Request) => {
    sent.push(await request.json());
    return new Response(JSON.stringify(body), {
      status,
      headers: { 'content-type': 'application/json' },
    });
  });
}

function open(next: string) {
  const place = memoryLocation({
    path: '/signin',
    searchPath: `next=${encodeURIComponent(next)}`,
    record: true,
  });
  render(
    <QueryClientProvider client={new QueryClient()}>
      <Router hook={place.hook} searchHook={place.searchHook}>
        <SignInPage />
      </Router>
    </QueryClientProvider>,
  );
  return place;
}

beforeEach(() => {
  setLang('en');
  signedOut();
});
afterEach(() => vi.unstubAllGlobals());

async function signIn(phone: string) {
  await userEvent.type(screen.getByLabelText('Mobile number'), phone);
  await userEvent.type(screen.getByLabelText('Password'), 'marquee-demo');
  await userEvent.click(screen.getByRole('button', { name: 'Sign in' }));
}

test('one lands back where one came from', async () => {
  serve(200, tokens);
  const place = open('/showtimes/1?seats=F7');
  await signIn('+86 138 0000 0001');
  await waitFor(() => expect(place.history?.at(-1)).toBe('/showtimes/1?seats=F7'));
  expect(sent).toEqual([{ phone: '13800000001', password: 'marquee-demo' }]);
});

test('but never on another site', async () => {
  serve(200, tokens);
  const place = open('//evil.example/');
  await signIn('13800000001');
  await waitFor(() => expect(place.history?.at(-1)).toBe('/'));
});

test('a number that cannot be one is not sent', async () => {
  serve(200, tokens);
  open('/');
  await signIn('12');
  expect(await screen.findByText('Enter the 11 digits of a mobile number')).toBeTruthy();
  expect(sent).toEqual([]);
});

test('a refusal says what to do', async () => {
  serve(401, {
    type: 't',
    code: 'invalid_credentials',
    title: 't',
    status: 401,
    detail: 'd',
    instance: '/',
  });
  open('/');
  await signIn('13800000001');
  expect((await screen.findByRole('alert')).textContent).toContain('sign in with a text code');
});

/** Answers one after the other, the last one for good. */
function serveInTurn(...answers: [number, unknown][]) {
  sent = [];
  vi.stubGlobal('fetch', async (request: Request) => {
    sent.push(await request.json());
    const [status, body] = answers[Math.min(sent.length, answers.length) - 1] ?? [500, {}];
    const type = status < 400 ? 'application/json' : 'application/problem+json';
    return new Response(JSON.stringify(body), { status, headers: { 'content-type': type } });
  });
}

const problem = (code: string) => ({
  type: 'about:blank',
  title: code,
  status: 401,
  detail: code,
  instance: '/',
  code,
});

test('the second factor is a step of its own, and nothing typed is lost', async () => {
  serveInTurn(
    [401, problem('second_factor_required')],
    [401, problem('invalid_second_factor')],
    [200, tokens],
  );
  const place = open('/admin');
  await signIn('13800000003');
  const field = await screen.findByLabelText('Digits, or a recovery code');
  // That it is asked for is no fault of the reader's.
  expect(screen.queryByRole('alert')).toBeNull();
  await userEvent.click(screen.getByRole('button', { name: 'Sign in' }));
  expect(await screen.findByText('Enter the digits or a recovery code')).toBeTruthy();
  expect(sent).toHaveLength(1);
  await userEvent.type(field, '111111');
  await userEvent.click(screen.getByRole('button', { name: 'Sign in' }));
  await screen.findByRole('alert');
  expect(field).toHaveProperty('value', '111111');
  await userEvent.clear(field);
  await userEvent.type(field, '222222');
  await userEvent.click(screen.getByRole('button', { name: 'Sign in' }));
  await waitFor(() => expect(place.history?.at(-1)).toBe('/admin'));
  const proof = { phone: '13800000003', password: 'marquee-demo' };
  expect(sent).toEqual([
    proof,
    { ...proof, second_factor: '111111' },
    { ...proof, second_factor: '222222' },
  ]);
});

test('from the second step one can go back to another account', async () => {
  serveInTurn([401, problem('second_factor_required')]);
  open('/');
  await signIn('13800000003');
  await userEvent.click(await screen.findByRole('button', { name: 'Use another account' }));
  expect(screen.getByLabelText('Mobile number')).toHaveProperty('value', '13800000003');
});
