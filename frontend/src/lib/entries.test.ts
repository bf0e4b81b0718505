import { expect, test } from 'vitest';
import { entryOf, hostOf, isSlug, slugOf } from './entries';

const to = (url: string, opens: 'new_tab' | 'frame' = 'new_tab') =>
  entryOf({ slug: 'metro', url, opens });

test('an application is reached where it is', () => {
  expect(to('/films')).toEqual({ kind: 'route', href: '/films' });
  expect(to('/api/v1/docs')).toEqual({ kind: 'page', href: '/api/v1/docs' });
  expect(to('https://metro.example/x')).toEqual({ kind: 'site', href: 'https://metro.example/x' });
  expect(to('https://metro.example/x', 'frame')).toEqual({ kind: 'page', href: '/apps/metro' });
});

test.each([
  'javascript:alert(1)',
  '//evil.example',
  '/\\evil.example',
  'data:text/html,x',
  'films',
])('%s leads nowhere', (url) => {
  expect(to(url)).toEqual({ kind: 'none' });
  expect(to(url, 'frame')).toEqual({ kind: 'none' });
});

test('hosts are said without the rest', () => {
  expect(hostOf('https://metro.example:8443/last?x=1')).toBe('metro.example:8443');
  expect(hostOf('/films')).toBe('');
});

test('slugs are those that the server takes', () => {
  expect(['a', 'late-show-2'].every(isSlug)).toBe(true);
  expect(['', 'A', 'a--b', '-a', 'a-', 'a b', '夜场', 'a'.repeat(61)].some(isSlug)).toBe(false);
  expect(slugOf('Café: the Last Train!')).toBe('cafe-the-last-train');
  expect(slugOf('末班车')).toBe('');
});
