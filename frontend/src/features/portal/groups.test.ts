import { expect, test } from 'vitest';
import { byCategory } from './groups';
import type { PortalApp } from './queries';

const app = (slug: string, category: string) => ({ slug, category }) as PortalApp;

test('categories stand in the order of their first application', () => {
  const [a, b, c] = [app('a', 'city'), app('b', 'buy'), app('c', 'city')];
  expect(byCategory([a, b, c])).toEqual([
    { category: 'city', apps: [a, c] },
    { category: 'buy', apps: [b] },
  ]);
  expect(byCategory([])).toEqual([]);
});
