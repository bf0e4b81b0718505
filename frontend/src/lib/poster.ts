import { drawArt, type Family, families, type Shape } from './posterArt';
import { css, mix, paletteOf } from './posterPalette';
import {
  type Block,
  CAP_HEIGHT,
  HAN_HEIGHT,
  HAN_LEADING,
  hasHan,
  measure,
  setHan,
  setLatin,
} from './posterType';
import { hashOf, type Random, randomFrom } from './random';

/** What a poster is made from. The same data give the same poster, on every device. */
export interface PosterFilm {
  id: string;
  title: { zh: string; en: string };
  year: number;
  /** Slugs, the main one first. */
  genres: readonly string[];
  /** BCP 47; decides which script is set large. */
  language: string;
}

export interface PosterText {
  text: string;
  x: number;
  y: number;
  size: number;
  face: 'sans' | 'serif' | 'latin';
  anchor: 'start' | 'middle' | 'end';
  fill: string;
  /** Extra space between letters, in units of the poster. */
  spacing: number;
}

export interface Poster {
  family: Family;
  ground: string;
  /** The picture, clipped to its own field. */
  art: { x: number; y: number; w: number; h: number; shapes: Shape[] };
  texts: PosterText[];
}

export const POSTER_WIDTH = 200;
export const POSTER_HEIGHT = 300;
const MARGIN = 14;
const INNER = POSTER_WIDTH - 2 * MARGIN;

const inkGenres = new Set(['romance', 'history', 'drama', 'wuxia', 'war', 'biography']);

export function makePoster(film: PosterFilm): Poster {
  const seed = hashOf(film.id);
  const random = randomFrom(seed);
  // By the tail of the identifier, so that films numbered in a row never share a family.
  const tail = Number.parseInt(film.id.slice(-12), 16);
  const family = families[(Number.isNaN(tail) ? seed : tail) % families.length] ?? 'bands';
  const genre = film.genres[0] ?? 'drama';
  const palette = paletteOf(genre, hashOf(genre) % 360, film.year, random);
  const serif = inkGenres.has(genre) && random.chance(0.45);
  const words: Words = {
    ...titlesOf(film),
    year: String(film.year),
    han: serif ? 'serif' : 'sans',
    ink: css(palette.ink),
    faint: css(mix(palette.ink, palette.ground, 0.22)),
  };
  const page = layOut(words, random);
  const art = { ...page.field, shapes: drawArt(family, { ...page.field, palette, random }) };
  return { family, ground: css(palette.ground), art, texts: page.texts };
}

interface Words {
  main: string;
  /** The title in the other script; null if there is none. */
  other: string | null;
  year: string;
  han: 'sans' | 'serif';
  ink: string;
  faint: string;
}

function titlesOf({ title, language }: PosterFilm): { main: string; other: string | null } {
  const zh = title.zh || title.en;
  const en = title.en || title.zh;
  if (zh === en) return { main: zh, other: null };
  return /^(zh|yue|ja|ko|cmn)\b/.test(language) ? { main: zh, other: en } : { main: en, other: zh };
}

interface Page {
  field: { x: number; y: number; w: number; h: number };
  texts: PosterText[];
}

function layOut(words: Words, random: Random): Page {
  const roll = random.next();
  const upright = /^[\p{Script=Han}]{2,6}$/u.test(words.main);
  if (upright && roll < 0.34) return spine(words, random);
  const block = hasHan(words.main)
    ? setHan(words.main, INNER, 112, 62)
    : setLatin(words.main, INNER, 118, 112);
  const foot = footer(words);
  const gap = foot.height > 0 ? 12 : 0;
  const height = block.height + gap + foot.height;
  if (roll < 0.62) {
    const top = POSTER_HEIGHT - MARGIN - height;
    return {
      field: { x: 0, y: 0, w: POSTER_WIDTH, h: top - 14 },
      texts: [...place(block, words, top), ...foot.at(top + block.height + gap)],
    };
  }
  const bottom = MARGIN + height + 14;
  return {
    field: { x: 0, y: bottom, w: POSTER_WIDTH, h: POSTER_HEIGHT - bottom },
    texts: [...place(block, words, MARGIN), ...foot.at(MARGIN + block.height + gap)],
  };
}

/** The main title, line under line, flush left; `top` is where the letters begin. */
function place(block: Block, words: Words, top: number): PosterText[] {
  const han = hasHan(words.main);
  const texts: PosterText[] = [];
  let y = top;
  const least = Math.min(...block.lines.map((line) => line.size));
  for (const { text, size } of block.lines) {
    // A Chinese character's ink ends about an eighth below the baseline.
    const baseline = han ? y + size * (HAN_HEIGHT - 0.1) : y + size * CAP_HEIGHT;
    texts.push({
      text,
      x: han ? MARGIN - size * 0.045 : MARGIN - size * 0.018,
      y: baseline,
      size,
      face: han ? words.han : 'latin',
      anchor: 'start',
      fill: words.ink,
      spacing: 0,
    });
    y += han ? size * HAN_LEADING : size * CAP_HEIGHT + least * 0.1;
  }
  return texts;
}

/** The other title at the left and the year at the right, on one or two small lines. */
function footer(words: Words): { height: number; at: (top: number) => PosterText[] } {
  const year = (y: number): PosterText => ({
    text: words.year,
    x: POSTER_WIDTH - MARGIN,
    y,
    size: 14,
    face: 'latin',
    anchor: 'end',
    fill: words.faint,
    spacing: 0.3,
  });
  if (!words.other) return { height: 10, at: (top) => [year(top + 10)] };
  const han = hasHan(words.other);
  const room = INNER - 34;
  const text = han ? words.other : words.other.toUpperCase();
  const size = han ? 15 : 16;
  const spacing = han ? 1 : 0.5;
  const wide = (line: string) => measure(line) * size + [...line].length * spacing;
  const lines = wide(text) <= room ? [text] : inTwo(text, han, wide);
  const fit = Math.min(1, room / Math.max(...lines.map(wide)));
  const used = size * fit;
  const leading = used * (han ? 1.2 : 0.92);
  const rise = used * (han ? 0.84 : CAP_HEIGHT);
  const height = rise + leading * (lines.length - 1);
  return {
    height,
    at: (top) => [
      ...lines.map(
        (line, index): PosterText => ({
          text: line,
          x: MARGIN,
          y: top + rise + index * leading,
          size: used,
          face: han ? words.han : 'latin',
          anchor: 'start',
          fill: words.ink,
          spacing: spacing * fit,
        }),
      ),
      year(top + height),
    ],
  };
}

/** The most even break into two lines, at a space or, in Chinese, at the title's own pause. */
function inTwo(text: string, han: boolean, wide: (line: string) => number): string[] {
  const pause = han ? text.search(/[：·，]/) : -1;
  if (pause > 0) return [text.slice(0, pause), text.slice(pause + 1)];
  const units = han ? [...text] : text.split(' ');
  const glue = han ? '' : ' ';
  let even: string[] = [text];
  let least = Number.POSITIVE_INFINITY;
  for (let at = 1; at < units.length; at += 1) {
    const lines = [units.slice(0, at).join(glue), units.slice(at).join(glue)];
    const widest = Math.max(...lines.map(wide));
    if (widest < least) {
      least = widest;
      even = lines;
    }
  }
  return even;
}

/** A Chinese title upright at one edge, as on a shop sign, with the picture beside it. */
function spine(words: Words, random: Random): Page {
  const chars = [...words.main];
  const foot = footer(words);
  const base = POSTER_HEIGHT - MARGIN - foot.height;
  const room = base - 16 - MARGIN;
  const size = Math.min(52, room / (chars.length * 1.06));
  const right = random.chance(0.55);
  const column = right ? POSTER_WIDTH - MARGIN - size / 2 : MARGIN + size / 2;
  const step = Math.min(size * 1.22, (room - size) / Math.max(1, chars.length - 1));
  const texts = chars.map(
    (text, index): PosterText => ({
      text,
      x: column,
      y: MARGIN + size * 0.86 + index * step,
      size,
      face: words.han,
      anchor: 'middle',
      fill: words.ink,
      spacing: 0,
    }),
  );
  const w = POSTER_WIDTH - MARGIN - size - 12;
  return {
    field: { x: right ? 0 : POSTER_WIDTH - w, y: 0, w, h: base - 16 },
    texts: [...texts, ...foot.at(base)],
  };
}
