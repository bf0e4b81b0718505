import { unwrap } from '@/api/client';
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
  offer(data, name);
}

/** Hands bytes to the browser as a file. */
function offer(data: Blob, name: string): void {
  const url = URL.createObjectURL(data);
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  // The browser has taken the file by the next turn; keeping the address would keep it in memory.
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}

export interface Progress {
  done: number;
  /** Null while nobody knows how long it is. */
  of: number | null;
}

type StreamCall = Promise<{
  data?: ReadableStream<Uint8Array<ArrayBuffer>> | null;
  error?: unknown;
  response: Response;
}>;

/**
 * Saves a long answer as a file and tells how far it has come: in bytes where the length is known, in
 * lines where the server says how many there will be, and of a workbook how far it is made. `call` is a request of the typed client with
 * `parseAs: 'stream'`; its `signal` is the way out.
 */
export async function saveWithProgress(
  call: StreamCall,
  name: string,
  onProgress: (progress: Progress) => void,
): Promise<void> {
  const answer = await call.catch(() => {
    throw new ApiError('offline', 0, null, null);
  });
  const stream = await unwrap(Promise.resolve(answer));
  if (!stream) throw new ApiError('unreadable', answer.response.status, null, null);
  const measure = measureOf(answer.response.headers);
  const pieces: Uint8Array<ArrayBuffer>[] = [];
  const reader = stream.getReader();
  onProgress({ done: 0, of: measure.of });
  for (;;) {
    const { done, value } = await reader.read();
    if (done) break;
    pieces.push(value);
    onProgress({ done: measure.add(value), of: measure.of });
  }
  offer(new Blob(pieces, { type: answer.response.headers.get('content-type') ?? '' }), name);
}

/**
 * How an answer's progress is counted: a compressed answer's length is not that of what we read, and a workbook's
 * first bytes come while it is made, each for as much of the work.
 */
export function measureOf(headers: Headers): {
  of: number | null;
  add: (piece: Uint8Array) => number;
} {
  const length = Number(headers.get('content-length') ?? 0);
  const isPlain = (headers.get('content-encoding') ?? 'identity') === 'identity';
  let done = 0;
  if (length > 0 && isPlain) {
    return {
      of: length,
      add: (piece) => {
        done += piece.length;
        return done;
      },
    };
  }
  const prelude = Number(headers.get('marquee-prelude') ?? 0);
  if (prelude > 0) {
    return {
      of: prelude,
      add: (piece) => {
        done = Math.min(prelude, done + piece.length);
        return done;
      },
    };
  }
  const rows = headers.get('marquee-row-count');
  return {
    // The first line is the head.
    of: rows === null ? null : Number(rows) + 1,
    add: (piece) => {
      for (const byte of piece) if (byte === 10) done += 1;
      return done;
    },
  };
}
