import { afterEach, expect, test, vi } from 'vitest';
import { measureOf, type Progress, saveWithProgress } from './download';
import { ApiError } from './errors';

const bytes = (text: string) => new TextEncoder().encode(text);

afterEach(() => vi.restoreAllMocks());

test('bytes are counted where the length is that of what is read', () => {
  const measure = measureOf(new Headers({ 'content-length': '10', 'marquee-row-count': '3' }));
  expect(measure.of).toBe(10);
  expect(measure.add(bytes('abcd'))).toBe(4);
  expect(measure.add(bytes('ef'))).toBe(6);
});

test('lines are counted where the answer is compressed or its length unknown', () => {
  const headers = { 'content-length': '10', 'content-encoding': 'br', 'marquee-row-count': '3' };
  const measure = measureOf(new Headers(headers));
  expect(measure.of).toBe(4);
  expect(measure.add(bytes('head\r\na\r\nb'))).toBe(2);
  expect(measure.add(bytes('\r\n'))).toBe(3);
  expect(measureOf(new Headers()).of).toBeNull();
});

test('what is made before it is sent tells how far that is, and is no more than whole', () => {
  const headers = { 'marquee-prelude': '48', 'marquee-row-count': '10' };
  const measure = measureOf(new Headers(headers));
  expect(measure.of).toBe(48);
  expect(measure.add(bytes('P\nK'))).toBe(3);
  expect(measure.add(new Uint8Array(37))).toBe(40);
  expect(measure.add(new Uint8Array(65_536))).toBe(48);
});

test('a file that breaks off is not offered', async () => {
  const clicked = vi.spyOn(HTMLAnchorElement.prototype, 'click').mockImplementation(() => {});
  const body = new ReadableStream<Uint8Array>({
    start: (controller) => controller.enqueue(bytes('PK')),
    pull: (controller) => controller.error(new TypeError('network error')),
  });
  const response = new Response(body, { headers: { 'marquee-prelude': '48' } });
  const call = Promise.resolve({ data: response.body, response });
  const saving = saveWithProgress(call as never, 'x.xlsx', () => {});
  await expect(saving).rejects.toThrow();
  expect(clicked).not.toHaveBeenCalled();
});

test('a file is offered once it is whole', async () => {
  const clicked = vi.spyOn(HTMLAnchorElement.prototype, 'click').mockImplementation(() => {});
  vi.spyOn(URL, 'createObjectURL').mockReturnValue('blob:x');
  const response = new Response('a\nb\n', { headers: { 'marquee-row-count': '1' } });
  const seen: Progress[] = [];
  const call = Promise.resolve({ data: response.body, response });
  await saveWithProgress(call as never, 'x.csv', (progress) => seen.push(progress));
  expect(clicked).toHaveBeenCalledOnce();
  expect(seen.at(0)).toEqual({ done: 0, of: 2 });
  expect(seen.at(-1)).toEqual({ done: 2, of: 2 });
});

test('a refusal is told and nothing is saved', async () => {
  const clicked = vi.spyOn(HTMLAnchorElement.prototype, 'click').mockImplementation(() => {});
  const response = new Response('', { status: 503 });
  const saving = saveWithProgress(Promise.resolve({ response }), 'x.csv', () => {});
  await expect(saving).rejects.toBeInstanceOf(ApiError);
  expect(clicked).not.toHaveBeenCalled();
});
