import { expect, test } from 'vitest';
import { bodyOf, type Draft, draftOf, EMPTY, isRedirect, linesOf, wrongWith } from './words';

const good: Draft = { ...EMPTY, zh: '票务通', en: 'Ticket Pal' };

test('a draft names what is missing, field by field', () => {
  expect(wrongWith(good, 'en')).toEqual({});
  const bare = wrongWith({ ...EMPTY, scopes: [], perMinute: '0', perDay: 'many' }, 'en');
  expect(Object.keys(bare).sort()).toEqual(['en', 'perDay', 'perMinute', 'scopes', 'zh']);
});

test('whoever signs people in says where they are sent back', () => {
  const signsIn: Draft = { ...good, scopes: ['profile'] };
  expect(wrongWith(signsIn, 'en').redirects).toMatch('needs one');
  expect(wrongWith({ ...signsIn, redirects: 'https://pal.example/back' }, 'en')).toEqual({});
  expect(wrongWith({ ...signsIn, redirects: 'http://pal.example' }, 'en').redirects).toBeTruthy();
});

test('addresses for the way back are https, on the machine, or an app’s own', () => {
  for (const one of ['https://a.example', 'https://a.example/x?y=1', 'http://127.0.0.1:9/cb'])
    expect(isRedirect(one, 'confidential'), one).toBe(true);
  for (const one of ['http://a.example', 'https://a.example/#x', 'a.example', 'https://'])
    expect(isRedirect(one, 'confidential'), one).toBe(false);
  expect(isRedirect('com.example.app:/cb', 'public')).toBe(true);
  expect(isRedirect('com.example.app:/cb', 'confidential')).toBe(false);
});

test('a client becomes a draft and the draft the same client', () => {
  const body = bodyOf({ ...good, redirects: ' https://a.example \n\n' });
  expect(linesOf(' a \n\nb')).toEqual(['a', 'b']);
  const client = {
    ...body,
    id: '1',
    client_id: 'pal',
    kind: 'confidential' as const,
    is_enabled: true,
    created_at: '',
    secrets: [],
    requests_today: 0,
    orders_today: 0,
    revision: 1,
  };
  expect(bodyOf(draftOf(client))).toEqual(body);
});
