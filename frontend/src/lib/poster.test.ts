import { expect, test } from 'vitest';
import { makePoster, POSTER_HEIGHT, POSTER_WIDTH, type PosterFilm } from './poster';
import { families } from './posterArt';
import { measure, setHan, setLatin } from './posterType';

const film = (id: number, more: Partial<PosterFilm> = {}): PosterFilm => ({
  id: `019a0000-0000-7000-8000-${id.toString(16).padStart(12, '0')}`,
  title: { zh: '花样年华', en: 'In the Mood for Love' },
  year: 2000,
  genres: ['romance'],
  language: 'zh',
  ...more,
});

const many = Array.from({ length: 200 }, (_, index) => index);

test('the same film has the same poster, always', () => {
  expect(makePoster(film(7))).toEqual(makePoster(film(7)));
  // A drawing that changes without anybody meaning it would change every poster on the wall.
  const { family, ground, art } = makePoster(film(7));
  expect({
    family,
    ground,
    first: art.shapes[0],
    count: art.shapes.length,
  }).toMatchInlineSnapshot(`
    {
      "count": 25,
      "family": "windows",
      "first": {
        "d": "M0 0h200v210h-200Z",
        "fill": "oklch(0.443 0.161 6.3)",
      },
      "ground": "oklch(0.5 0.184 6.3)",
    }
  `);
});

test('films numbered in a row share neither family nor drawing', () => {
  for (const id of many) {
    const [one, next] = [makePoster(film(id)), makePoster(film(id + 1))];
    expect(one.family).not.toBe(next.family);
    expect(one.art.shapes).not.toEqual(next.art.shapes);
  }
});

test('no two of two hundred posters of one genre and year are alike', () => {
  const seen = new Set(many.map((id) => JSON.stringify(makePoster(film(id)))));
  expect(seen.size).toBe(many.length);
  expect(new Set(many.map((id) => makePoster(film(id)).family)).size).toBe(families.length);
});

test('genre and year colour it', () => {
  const ground = (more: Partial<PosterFilm>) => makePoster(film(3, more)).ground;
  expect(ground({ genres: ['horror'] })).not.toBe(ground({ genres: ['comedy'] }));
  expect(ground({ year: 1948 })).not.toBe(ground({ year: 2023 }));
});

const titles: PosterFilm['title'][] = [
  { zh: '一一', en: 'Yi Yi' },
  { zh: '蜘蛛侠：纵横宇宙', en: 'Spider-Man: Across the Spider-Verse' },
  { zh: '2001太空漫游', en: '2001: A Space Odyssey' },
  { zh: '阳光灿烂的日子', en: 'In the Heat of the Sun' },
  { zh: '她', en: 'Her' },
  { zh: '', en: 'WALL·E' },
  {
    zh: '奇爱博士：我如何学会停止恐惧并爱上炸弹',
    en: 'Dr. Strangelove or: How I Learned to Stop Worrying and Love the Bomb',
  },
];

test.each(titles)('$en fits its sheet in both scripts', (title) => {
  for (const language of ['zh', 'en']) {
    for (const id of many.slice(0, 40)) {
      const { texts, art } = makePoster(film(id, { title, language }));
      for (const { text, x, y, size, anchor, spacing } of texts) {
        const wide = measure(text) * size + [...text].length * spacing;
        const left = anchor === 'start' ? x : anchor === 'end' ? x - wide : x - wide / 2;
        expect(left).toBeGreaterThan(0);
        expect(left + wide).toBeLessThan(POSTER_WIDTH);
        expect(y).toBeGreaterThan(0);
        expect(y).toBeLessThan(POSTER_HEIGHT);
      }
      expect(art.h).toBeGreaterThan(60);
      expect(art.w).toBeGreaterThan(60);
    }
  }
});

test('titles break where they pause, and never inside a number', () => {
  expect(setHan('沙丘：第二部', 172, 112, 62).lines.map((line) => line.text)).toEqual([
    '沙丘',
    '第二部',
  ]);
  expect(setLatin('Dune: Part Two', 172, 118, 112).lines.map((line) => line.text)).toEqual([
    'DUNE',
    'PART TWO',
  ]);
  const blade = setHan('银翼杀手2049', 172, 112, 62).lines.map((line) => line.text);
  expect(blade.some((line) => line.includes('2049'))).toBe(true);
});
