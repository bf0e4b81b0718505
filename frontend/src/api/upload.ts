import { ApiError, isProblem, retryAfterOf } from './errors';
import { accessToken, currentSession, refreshSession } from './session';

interface UploadOptions {
  /** Told how much of it is on its way, from 0 to 1. */
  onProgress: (part: number) => void;
  /** The way out. */
  signal: AbortSignal;
}

/**
 * Sends a file as the whole body. `fetch` cannot tell how far an upload has come, so this goes by
 * the older interface; failures are the same `ApiError`s.
 */
export async function uploadFile<T>(path: string, file: File, options: UploadOptions): Promise<T> {
  const first = await send(path, file, options);
  if (first.status !== 401 || currentSession().status !== 'signed-in') return read<T>(first);
  // The access token has run out while somebody was writing: a new one, and once more.
  const isBack = await refreshSession().catch(() => false);
  return read<T>(isBack ? await send(path, file, options) : first);
}

function send(path: string, file: File, options: UploadOptions): Promise<XMLHttpRequest> {
  return new Promise((resolve, reject) => {
    const { onProgress, signal } = options;
    const request = new XMLHttpRequest();
    request.open('POST', `/api/v1${path}`);
    request.setRequestHeader('content-type', file.type || 'application/octet-stream');
    const token = accessToken();
    if (token) request.setRequestHeader('authorization', `Bearer ${token}`);
    request.upload.onprogress = (event) => {
      if (event.lengthComputable) onProgress(event.loaded / event.total);
    };
    request.onload = () => resolve(request);
    request.onerror = () => reject(new ApiError('offline', 0, null, null));
    request.onabort = () => reject(new DOMException('The upload was ended.', 'AbortError'));
    signal.addEventListener('abort', () => request.abort(), { once: true });
    request.send(file);
  });
}

function read<T>(request: XMLHttpRequest): T {
  const body = parse(request.responseText);
  if (request.status >= 200 && request.status < 300 && body !== null) return body as T;
  const problem = isProblem(body) ? body : null;
  const headers = new Headers();
  const wait = request.getResponseHeader('retry-after');
  if (wait) headers.set('retry-after', wait);
  throw new ApiError(problem?.code ?? 'unreadable', request.status, problem, retryAfterOf(headers));
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
