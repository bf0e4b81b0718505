import { expect, test } from 'vitest';
import { localText, textInstant } from '@/lib/localInstant';
import { draftOf, faultsOf, newDraft, standingOf, wishOf } from './form';
import type { AdminApp } from './queries';

const NOW = Date.parse('2026-11-22T12:30:00Z');
const app: AdminApp = {
  id: '1',
  slug: 'metro',
  name: { zh: '末班车', en: 'Last train' },
  description: { zh: '还有没有车', en: 'Is there a train' },
  icon: 'train',
  url: 'https://metro.example/',
  category: 'city',
  opens: 'frame',
  sort_order: 20,
  visible_from: '2026-11-22T12:30:00.000Z',
  visible_until: null,
  is_enabled: true,
  client_id: null,
  revision: 4,
};

test('instants are shown and read in the city’s zone', () => {
  expect(localText(NOW)).toBe('2026-11-22T20:30');
  expect(textInstant('2026-11-22T20:30')).toBe('2026-11-22T12:30:00.000Z');
  expect(textInstant('')).toBe('');
});

test('what is read into the form goes out as it came', () => {
  const { id: _, revision, ...rest } = app;
  expect(wishOf(draftOf(app), revision)).toEqual({ ...rest, revision: 4 });
  expect(faultsOf(draftOf(app))).toEqual({});
});

test('each fault stands at its field', () => {
  expect(faultsOf(newDraft(NOW))).toEqual({
    nameZh: 'needed',
    nameEn: 'needed',
    descriptionZh: 'needed',
    descriptionEn: 'needed',
    slug: 'slug',
    url: 'url',
  });
  const draft = { ...draftOf(app), until: '2026-11-22T20:30', order: '-1', url: '/films' };
  expect(faultsOf(draft)).toEqual({ opens: 'frame', order: 'order', until: 'window' });
  expect(faultsOf({ ...draftOf(app), url: 'javascript:alert(1)' })).toEqual({ url: 'url' });
});

test('whether everybody sees it', () => {
  const later = '2026-11-22T12:31:00Z';
  expect(standingOf(app, NOW)).toBe('shown');
  expect(standingOf({ ...app, is_enabled: false }, NOW)).toBe('off');
  expect(standingOf({ ...app, visible_from: later }, NOW)).toBe('waiting');
  expect(standingOf({ ...app, visible_until: app.visible_from }, NOW)).toBe('over');
});
