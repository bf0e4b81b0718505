import createClient from 'openapi-fetch';
import { noteServerDate } from '@/lib/clock';
import { ApiError, isProblem, retryAfterOf } from './errors';
import type { paths } from './schema';
import { accessToken, currentSession, refreshSession } from './session';

const BASE = '/api/v1';

/** The document's paths without their common prefix, so that calls read `/films/{id}`. */
type ApiPaths = {
  [P in keyof paths as P extends `${typeof BASE}${infer Rest}` ? Rest : never]: paths[P];
};

/**
 * The typed client. Use it through `unwrap`, which turns every failure into an `ApiError`:
 * `unwrap(api.GET('/films/{id}', { params: { path: { id } } }))`.
 */
export const api = createClient<ApiPaths>({
  baseUrl: typeof location === 'undefined' ? BASE : `${location.origin}${BASE}`,
  credentials: 'same-origin',
  fetch: (request) => send(request),
});

async function send(request: Request): Promise<Response> {
  const again = request.clone();
  if (!accessToken() && currentSession().status === 'unknown') await quietly(refreshSession());
  const answer = await sendOnce(request);
  const isAuth = new URL(request.url).pathname.startsWith(`${BASE}/auth/`);
  if (answer.status !== 401 || isAuth || currentSession().status !== 'signed-in') return answer;
  // The access token has run out: one refresh for everybody, then this call once more.
  return (await quietly(refreshSession())) ? sendOnce(again) : answer;
}

async function sendOnce(request: Request): Promise<Response> {
  const token = accessToken();
  if (token) request.headers.set('authorization', `Bearer ${token}`);
  const sentAt = Date.now();
  const answer = await fetch(request);
  if (isFresh(request, answer)) {
    noteServerDate(answer.headers.get('date') ?? '', sentAt, Date.now());
  }
  return answer;
}

/** An answer out of the browser's cache carries an old `Date`, which must not move the clock. */
function isFresh(request: Request, answer: Response): boolean {
  return (
    request.method !== 'GET' ||
    /\bno-(store|cache)\b/.test(answer.headers.get('cache-control') ?? '')
  );
}

async function quietly(work: Promise<boolean>): Promise<boolean> {
  try {
    return await work;
  } catch {
    return false;
  }
}

interface Answer<T> {
  data?: T;
  error?: unknown;
  response: Response;
}

export async function unwrap<T>(call: Promise<Answer<T>>): Promise<T> {
  let answer: Answer<T>;
  try {
    answer = await call;
  } catch (cause) {
    if (cause instanceof DOMException && cause.name === 'AbortError') throw cause;
    // A body that cannot be read as JSON ends here too, but then there was an answer at all.
    throw new ApiError(cause instanceof SyntaxError ? 'unreadable' : 'offline', 0, null, null);
  }
  const { data, error, response } = answer;
  if (response.ok) return data as T;
  const problem = isProblem(error) ? error : null;
  const code = problem?.code ?? (response.status === 429 ? 'too_many_requests' : 'unreadable');
  throw new ApiError(code, response.status, problem, retryAfterOf(response.headers));
}
