import type { LocalCode, Problem, ProblemCode } from './types';

/** Every failed call ends as one of these; `code` decides what is said and offered. */
export class ApiError extends Error {
  override readonly name = 'ApiError';

  constructor(
    readonly code: ProblemCode | LocalCode,
    readonly status: number,
    readonly problem: Problem | null,
    /** How long the server asks to wait before trying again; null if it did not say. */
    readonly retryAfterMs: number | null,
  ) {
    super(problem?.detail ?? code);
  }

  /** The detail for one field of a form, by its JSON pointer ("/phone"). */
  field(pointer: string): string | undefined {
    return this.problem?.errors?.find((error) => error.pointer === pointer)?.detail;
  }
}

export function retryAfterOf(headers: Headers): number | null {
  const value = headers.get('retry-after');
  if (!value) return null;
  const seconds = Number(value);
  if (Number.isFinite(seconds)) return Math.max(0, seconds * 1000);
  const at = Date.parse(value);
  return Number.isNaN(at) ? null : Math.max(0, at - Date.now());
}

export function isProblem(body: unknown): body is Problem {
  return typeof body === 'object' && body !== null && 'code' in body && 'status' in body;
}

/** Failures that the same request may survive if it is sent again a little later. */
const PASSING = new Set<ApiError['code']>([
  'offline',
  'timeout',
  'overloaded',
  'too_many_requests',
  'cinema_unavailable',
  'bank_unavailable',
  'idempotency_in_progress',
]);

export const mayPass = (error: unknown): boolean =>
  error instanceof ApiError && PASSING.has(error.code);
