import { expect, test } from 'vitest';
import { draftOf, faultsOf, newDraft, urlFor, wishOf, withPicture } from './form';
import type { AdminArticle, Picture } from './queries';

const picture: Picture = {
  id: 'p',
  width: 1600,
  height: 900,
  alt: { zh: '大厅', en: 'The foyer' },
  sizes: [480, 960, 1600].map((width) => ({ width, url: `/api/v1/pictures/p/${width}` })),
};
const article: AdminArticle = {
  id: '1',
  slug: 'no-power',
  title: { zh: '停电', en: 'No power' },
  summary: { zh: '今晚', en: 'Tonight' },
  body_markdown: { zh: '正文', en: 'Text' },
  category: 'notice',
  pinned: true,
  picture,
  status: 'published',
  published_at: '2026-11-22T12:00:00Z',
  withdrawn_at: null,
  created_at: '2026-11-22T12:00:00Z',
  updated_at: '2026-11-22T12:00:00Z',
  revision: 3,
};

test('what is read into the editor goes out as it came', () => {
  const { slug, title, summary, body_markdown, category, pinned } = article;
  expect(wishOf(draftOf(article), 3)).toEqual({
    slug,
    title,
    summary,
    body_markdown,
    category,
    pinned,
    picture_id: 'p',
    revision: 3,
  });
});

test('a draft needs a name, what is published needs all words in both languages', () => {
  expect(faultsOf(newDraft, false)).toEqual({ slug: 'slug', titleZh: 'needed' });
  const half = { ...newDraft, slug: 'half', titleEn: 'Half' };
  expect(faultsOf(half, false)).toEqual({});
  expect(Object.keys(faultsOf(half, true))).toEqual([
    'titleZh',
    'summaryZh',
    'summaryEn',
    'bodyZh',
    'bodyEn',
  ]);
  expect(faultsOf(draftOf(article), true)).toEqual({});
});

test('a picture stands on a line of its own, and its words break nothing', () => {
  const url = urlFor(picture);
  expect(url).toBe('/api/v1/pictures/p/960');
  expect(withPicture('', 0, 'a [b] c', url)).toBe(`![a b c](${url})`);
  expect(withPicture('one two', 4, 'x', url)).toBe(`one\n\n![x](${url})\n\ntwo`);
  expect(urlFor({ ...picture, sizes: [{ width: 300, url: '/small' }] })).toBe('/small');
});

test('an empty short name is what the English title suggests, and is saved so', () => {
  const draft = { ...newDraft, titleEn: 'Open late this weekend', titleZh: '延时营业' };
  expect(faultsOf(draft, false)).toEqual({});
  expect(wishOf(draft, null).slug).toBe('open-late-this-weekend');
  expect(faultsOf({ ...draft, titleEn: '' }, false)).toEqual({ slug: 'slug' });
});
