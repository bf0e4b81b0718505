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
