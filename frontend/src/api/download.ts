import { ApiError } from '@/api/errors';

/**
 * Saves the answer of an authorised call as a file: a plain link could not carry the access token. `call` is a
 * request of the typed client with `parseAs: 'blob'`.
 */
export async function saveAs(
  call: Promise<{ data?: Blob | undefined; error?: unknown; response: Response }>,
  name: string,
): Promise<void> {
  const { data, response } = await call.catch(() => {
    throw new ApiError('offline', 0, null, null);
  });
  if (!response.ok || !data) throw new ApiError('unreadable', response.status, null, null);
  const url = URL.createObjectURL(data);
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  // The browser has taken the file by the next turn; keeping the address would keep it in memory.
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}
