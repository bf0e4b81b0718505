import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { api, unwrap } from './client';
import { ApiError } from './errors';
import { accessToken, currentSession, signedIn, signedOut } from './session';
import type { Schema } from './types';

const user: Schema<'User'> = {
  id: '019a0000-0000-7000-8000-000000000001',
  phone: '13800000001',
  display_name: 'Lin',
  role: 'customer',
  cinema_id: null,
  has_password: true,
  created_at: '2026-11-22T00:00:00Z',
};
const tokens = (access_token: string): Schema<'Tokens'> => ({
  access_token,
  token_type: 'Bearer',
  expires_in: 600,
  user,
});
const json = (status: number, body: unknown, headers: Record<string, string> = {}) =>
  new Response(JSON.stringify(body), {
    status,
    headers: { 'content-type': 'application/json', ...headers },
  });
const problem = (status: number, code: string, more = {}) =>
  json(status, {
    type: 'about:blank',
    code,
    title: code,
    status,
    detail: code,
    instance: '/',
    ...more,
  });

/** The server, as seen through `fetch`: one function from request to answer. */
function serve(answer: (request: Request, path: string) => Response | Promise<Response>) {
  const calls: string[] = [];
  vi.stubGlobal('fetch', async (input: Request | string, init?: RequestInit) => {
    const request =
      typeof input === 'string' ? new Request(new URL(input, location.origin), init) : input;
    const path = new URL(request.url).pathname;
    calls.push(`${request.method} ${path}`);
    return answer(request, path);
  });
  return calls;
}

beforeEach(() => signedOut());
afterEach(() => vi.unstubAllGlobals());

const failure = (call: Promise<unknown>) =>
  call.then(
    () => {
      throw new Error('it did not fail');
    },
    (error: unknown) => error as ApiError,
  );

test('an answer is unwrapped and a stranger sends no token', async () => {
  serve((request) => json(200, { items: [], next_cursor: request.headers.get('authorization') }));
  await expect(unwrap(api.GET('/cities'))).resolves.toEqual({ items: [], next_cursor: null });
});

test('calls that find the token expired refresh it once and are sent again', async () => {
  signedIn(tokens('old'));
  const calls = serve((request, path) => {
    if (path.endsWith('/auth/refresh')) return json(200, tokens('new'));
    return request.headers.get('authorization') === 'Bearer new'
      ? json(200, user)
      : problem(401, 'unauthenticated');
  });
  await Promise.all([unwrap(api.GET('/me')), unwrap(api.GET('/me')), unwrap(api.GET('/me'))]);
  expect(calls.filter((call) => call.endsWith('/auth/refresh'))).toHaveLength(1);
  expect(accessToken()).toBe('new');
});

test('a body is sent again whole after the refresh', async () => {
  signedIn(tokens('old'));
  const bodies: unknown[] = [];
  serve(async (request, path) => {
    if (path.endsWith('/auth/refresh')) return json(200, tokens('new'));
    bodies.push(await request.json());
    return bodies.length === 1 ? problem(401, 'unauthenticated') : json(200, user);
  });
  await unwrap(api.PATCH('/me', { body: { display_name: '林夏' } }));
  expect(bodies).toEqual([{ display_name: '林夏' }, { display_name: '林夏' }]);
});

test('a refused refresh signs out; a broken one leaves the session alone', async () => {
  signedIn(tokens('old'));
  serve((_, path) =>
    path.endsWith('/auth/refresh') ? problem(503, 'overloaded') : problem(401, 'unauthenticated'),
  );
  expect((await failure(unwrap(api.GET('/me')))).code).toBe('unauthenticated');
  expect(currentSession().status).toBe('signed-in');
  serve(() => problem(401, 'unauthenticated'));
  expect((await failure(unwrap(api.GET('/me')))).code).toBe('unauthenticated');
  expect(currentSession().status).toBe('anonymous');
});

test('a wrong password is not taken for an expired token', async () => {
  const calls = serve(() => problem(401, 'invalid_credentials'));
  const error = await failure(
    unwrap(api.POST('/auth/login', { body: { phone: '1', password: 'x' } })),
  );
  expect(error.code).toBe('invalid_credentials');
  expect(calls).toEqual(['POST /api/v1/auth/login']);
});

test('a problem keeps its fields, seats, money and waiting time', async () => {
  serve(() =>
    json(
      409,
      {
        type: 't',
        code: 'seat_taken',
        title: 't',
        status: 409,
        detail: 'd',
        instance: '/',
        seats: ['F7'],
        money: 'untouched',
        errors: [{ pointer: '/seats', code: 'taken', detail: 'F7' }],
      },
      { 'retry-after': '3' },
    ),
  );
  const error = await failure(unwrap(api.GET('/cities')));
  expect(error).toBeInstanceOf(ApiError);
  expect(error.problem?.seats).toEqual(['F7']);
  expect(error.field('/seats')).toBe('F7');
  expect(error.retryAfterMs).toBe(3000);
});

test('no network, and answers that are no JSON, have names of their own', async () => {
  serve(() => Promise.reject(new TypeError('Failed to fetch')));
  expect((await failure(unwrap(api.GET('/cities')))).code).toBe('offline');
  serve(() => new Response('<html>', { status: 200 }));
  expect((await failure(unwrap(api.GET('/cities')))).code).toBe('unreadable');
  serve(() => new Response('Bad gateway', { status: 502 }));
  expect((await failure(unwrap(api.GET('/cities')))).code).toBe('unreadable');
});
