import { expect, test } from 'vitest';
import { readRequest, safeTarget } from './request';

const query = {
  client_id: 'metro',
  redirect_uri: 'https://metro.example/back',
  response_type: 'code',
  scope: 'profile phone',
  code_challenge: 'abc',
  code_challenge_method: 'S256',
};
const text = (changes: Record<string, string> = {}) =>
  `?${new URLSearchParams({ ...query, ...changes })}`;

test('a request is read as it was asked', () => {
  expect(readRequest(text())).toEqual(query);
  expect(readRequest(text({ state: 'x y' }))).toEqual({ ...query, state: 'x y' });
});

test('what is missing or said twice is no request', () => {
  for (const name of Object.keys(query)) expect(readRequest(text({ [name]: '' }))).toBeNull();
  expect(readRequest(`${text()}&client_id=another`)).toBeNull();
  expect(readRequest(`${text({ state: '1' })}&state=2`)).toBeNull();
  expect(readRequest('')).toBeNull();
});

test('one is sent on to web pages only', () => {
  expect(safeTarget('https://metro.example/back?code=1&state=2')).toBe(
    'https://metro.example/back?code=1&state=2',
  );
  for (const target of ['javascript:alert(1)', 'data:text/html,x', '/back', '']) {
    expect(safeTarget(target)).toBeNull();
  }
});
