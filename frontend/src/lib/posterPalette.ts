import type { Random } from './random';

/** Lightness 0 to 1, chroma, hue in degrees. */
export interface Colour {
  l: number;
  c: number;
  h: number;
}

export interface Palette {
  ground: Colour;
  /** The colour that carries the composition. */
  main: Colour;
  /** Its companion. */
  second: Colour;
  /** The one spot that catches the eye. */
  spot: Colour;
  ink: Colour;
}

const round = (value: number, digits: number) => Number(value.toFixed(digits));

export const css = ({ l, c, h }: Colour): string =>
  `oklch(${round(l, 3)} ${round(c, 3)} ${round(((h % 360) + 360) % 360, 1)})`;

/** A step between two colours; the hue goes the short way round. */
export function mix(a: Colour, b: Colour, share: number): Colour {
  const turn = ((b.h - a.h + 540) % 360) - 180;
  return {
    l: a.l + (b.l - a.l) * share,
    c: a.c + (b.c - a.c) * share,
    h: a.h + turn * share,
  };
}

type Mood = 'night' | 'paper' | 'bold' | 'sun';
interface Temper {
  hue: number;
  /** How far a film may stray from its genre's hue. */
  spread?: number;
  moods: readonly [Mood, ...Mood[]];
}

/** What a genre looks like: a hue, and how light its posters tend to be. */
const tempers: Record<string, Temper> = {
  action: { hue: 32, moods: ['bold', 'night', 'sun'] },
  adventure: { hue: 145, moods: ['sun', 'bold', 'paper'] },
  animation: { hue: 190, spread: 120, moods: ['sun', 'bold', 'sun'] },
  biography: { hue: 55, moods: ['paper', 'night'] },
  comedy: { hue: 80, spread: 45, moods: ['sun', 'bold', 'paper'] },
  crime: { hue: 18, moods: ['night', 'paper', 'bold'] },
  documentary: { hue: 228, moods: ['paper', 'bold'] },
  drama: { hue: 48, spread: 50, moods: ['paper', 'night', 'bold', 'sun'] },
  family: { hue: 110, spread: 90, moods: ['sun', 'paper'] },
  fantasy: { hue: 305, moods: ['bold', 'night', 'sun'] },
  history: { hue: 70, moods: ['paper', 'night', 'bold'] },
  horror: { hue: 22, moods: ['night', 'night', 'bold'] },
  music: { hue: 335, moods: ['bold', 'sun', 'night'] },
  musical: { hue: 335, moods: ['bold', 'sun', 'night'] },
  mystery: { hue: 275, moods: ['night', 'bold'] },
  romance: { hue: 8, moods: ['paper', 'bold', 'sun', 'night'] },
  science_fiction: { hue: 255, moods: ['night', 'bold', 'paper'] },
  scifi: { hue: 255, moods: ['night', 'bold', 'paper'] },
  sport: { hue: 140, moods: ['bold', 'sun'] },
  thriller: { hue: 200, moods: ['night', 'bold', 'paper'] },
  war: { hue: 112, moods: ['paper', 'night'] },
  western: { hue: 58, moods: ['sun', 'paper', 'bold'] },
  wuxia: { hue: 172, moods: ['paper', 'night', 'bold'] },
};

/** Older films wear older inks: paler before colour film, warmer before the eighties. */
function age(colour: Colour, year: number): Colour {
  const { l, c, h } = colour;
  if (year < 1960) return { l, c: c * 0.55, h };
  if (year < 1980) return { ...mix(colour, { l, c, h: 65 }, 0.22), c: c * 0.85 };
  if (year < 2000) return { l, c: c * 0.95, h };
  return { l, c: c * 1.08, h };
}

export function paletteOf(
  genre: string,
  unknownHue: number,
  year: number,
  random: Random,
): Palette {
  const temper = tempers[genre.replaceAll('-', '_')] ?? {
    hue: unknownHue,
    moods: ['paper', 'night', 'bold', 'sun'],
  };
  const spread = temper.spread ?? 20;
  const hue = temper.hue + random.between(-spread, spread);
  const other = hue + random.pick([150, 180, 205, 75, -70, 40]);
  const third = hue + random.pick([-35, 30, 120, -120]);
  // Between green and blue the same chroma shouts; light inks are held back there.
  const calm = (h: number) => 1 - 0.34 * Math.max(0, 1 - Math.abs(h - 172) / 50);
  const of = (l: number, c: number, h: number) =>
    age({ l, c: l > 0.6 ? c * calm(((h % 360) + 360) % 360) : c, h }, year);
  switch (random.pick(temper.moods)) {
    case 'night':
      return {
        ground: of(0.2, 0.045, hue),
        main: of(0.62, 0.17, hue),
        second: of(0.4, 0.11, third),
        spot: of(0.84, 0.15, other),
        ink: of(0.95, 0.02, other),
      };
    case 'paper':
      return {
        ground: of(0.93, 0.028, 80),
        main: of(0.57, 0.18, hue),
        second: of(0.36, 0.08, other),
        spot: of(0.78, 0.14, third),
        ink: of(0.23, 0.035, other),
      };
    case 'bold':
      return {
        ground: of(0.5, 0.17, hue),
        main: of(0.86, 0.12, other),
        second: of(0.31, 0.1, hue),
        spot: of(0.94, 0.05, 85),
        ink: of(0.975, 0.015, 85),
      };
    case 'sun':
      return {
        ground: of(0.85, 0.13, hue),
        main: of(0.38, 0.13, other),
        second: of(0.66, 0.17, third),
        spot: of(0.96, 0.03, 90),
        ink: of(0.22, 0.05, other),
      };
  }
}
