import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { expect, test } from 'vitest';

/** app → features → ui, lib, api, i18n; features know nothing of each other. */
const root = join(import.meta.dirname, '..');
const files = readdirSync(root, { recursive: true, encoding: 'utf8' }).filter((file) =>
  /\.tsx?$/.test(file),
);

interface Edge {
  from: string;
  to: string;
}

const edges: Edge[] = files.flatMap((from) => {
  const text = readFileSync(join(root, from), 'utf8');
  const found = text.matchAll(/(?:from|import)\s*\(?\s*'((?:@\/|\.{1,2}\/)[^']+)'/g);
  return [...found].map(([, target = '']) => ({
    from,
    to: target.startsWith('@/') ? target.slice(2) : normalize(join(dirname(from), target)),
  }));
});

const areaOf = (path: string) => path.split('/')[0] ?? '';
const featureOf = (path: string) => path.split('/')[1] ?? '';
const told = (wrong: Edge[]) => wrong.map(({ from, to }) => `${from} imports ${to}`);

test('the files were found', () => {
  expect(files.length).toBeGreaterThan(50);
  expect(edges.length).toBeGreaterThan(150);
});

test('only the app and its tests reach into the app', () => {
  const wrong = edges.filter(
    ({ from, to }) => areaOf(to) === 'app' && !/^(app|main\.tsx|test)/.test(from),
  );
  expect(told(wrong)).toEqual([]);
});

test('ui, lib, api and i18n know no feature', () => {
  const low = new Set(['ui', 'lib', 'api', 'i18n', 'styles']);
  const wrong = edges.filter(({ from, to }) => low.has(areaOf(from)) && areaOf(to) === 'features');
  expect(told(wrong)).toEqual([]);
});

test('lib knows neither api nor ui', () => {
  const wrong = edges.filter(
    ({ from, to }) => areaOf(from) === 'lib' && ['api', 'ui'].includes(areaOf(to)),
  );
  expect(told(wrong)).toEqual([]);
});

test('features do not import each other', () => {
  const wrong = edges.filter(
    ({ from, to }) =>
      areaOf(from) === 'features' && areaOf(to) === 'features' && featureOf(from) !== featureOf(to),
  );
  expect(told(wrong)).toEqual([]);
});

test('only queries files call the API', () => {
  const wrong = edges.filter(
    ({ from, to }) =>
      areaOf(from) === 'features' && to === 'api/client' && !/queries(\.test)?\.tsx?$/.test(from),
  );
  expect(told(wrong)).toEqual([]);
});
