import { type Colour, css, mix, type Palette } from './posterPalette';
import type { Random } from './random';

/** One filled outline in the field's own coordinates. */
export interface Shape {
  d: string;
  fill: string;
}

/** A field to compose in, `w` by `h`, whose own colour is the poster's ground. */
export interface Field {
  w: number;
  h: number;
  palette: Palette;
  random: Random;
}

export const families = ['bands', 'discs', 'windows', 'stairs', 'rays'] as const;
export type Family = (typeof families)[number];

const n = (value: number) => Number(value.toFixed(1));
const points = (...at: [number, number][]) =>
  `M${at.map(([x, y]) => `${n(x)} ${n(y)}`).join('L')}Z`;
const rect = (x: number, y: number, w: number, h: number) =>
  `M${n(x)} ${n(y)}h${n(w)}v${n(h)}h${n(-w)}Z`;
const disc = (x: number, y: number, r: number) =>
  `M${n(x - r)} ${n(y)}a${n(r)} ${n(r)} 0 1 0 ${n(2 * r)} 0a${n(r)} ${n(r)} 0 1 0 ${n(-2 * r)} 0Z`;
/** The half of a disc above a horizontal edge. */
const dome = (x: number, y: number, r: number) =>
  `M${n(x - r)} ${n(y)}A${n(r)} ${n(r)} 0 0 1 ${n(x + r)} ${n(y)}Z`;
const paint = (d: string, colour: Colour): Shape => ({ d, fill: css(colour) });

const range = (count: number) => Array.from({ length: count }, (_, index) => index);

/** A low sun over bands that widen towards the viewer: sea, road, field or curtain. */
function horizon({ w, h, palette, random }: Field): Shape[] {
  const line = h * random.between(0.42, 0.56);
  const sinks = random.between(-0.12, 0.75);
  // The sun never touches the field's upper edge, where a title may stand.
  const r = Math.min(w * random.between(0.2, 0.33), (line - 8) / (2 - sinks));
  const x = w * random.pick([0.5, 0.34, 0.66]);
  const sunken = r * sinks;
  const bands = random.whole(5, 7);
  const shapes = [paint(disc(x, line - r + sunken, r), palette.spot)];
  shapes.push(paint(rect(0, line, w, h - line), palette.second));
  const unit = (h - line) / (2 ** 1.3 * bands);
  let y = line;
  for (const index of range(bands)) {
    const thick = unit * (0.35 + (index / bands) * 2.6);
    shapes.push(paint(rect(0, y, w, thick), mix(palette.main, palette.ground, 0.12 * (index % 2))));
    y += thick * 1.75;
  }
  return shapes;
}

/** Slanted bars of unequal weight, one of them lit. */
function slant({ w, h, palette, random }: Field): Shape[] {
  const lean = h * random.pick([0.45, 0.62, -0.45, -0.62]);
  const bars = random.whole(6, 8);
  const lit = random.whole(2, bars - 3);
  const step = (w + Math.abs(lean)) / bars;
  return range(bars).map((index) => {
    const x = index * step - Math.max(0, lean);
    const thick = step * (0.22 + 0.62 * Math.abs(Math.sin(index * 1.7 + lean)));
    const colour = index === lit ? palette.spot : index % 3 === 1 ? palette.second : palette.main;
    return paint(points([x + lean, 0], [x + lean + thick, 0], [x + thick, h], [x, h]), colour);
  });
}

/** Arches one inside the other: a tunnel, a stage, a rainbow. */
function arches({ w, h, palette, random }: Field): Shape[] {
  const x = w * random.pick([0.5, 0.5, 0.18, 0.82]);
  const count = random.whole(5, 7);
  const widest = Math.max(w * 0.62, h * 0.7);
  const shapes = range(count).map((index) => {
    const r = widest * (1 - index / count);
    const colour = index % 2 ? palette.ground : mix(palette.main, palette.second, index / count);
    const foot = h - r * 0.12;
    return paint(`${dome(x, foot, r)}${rect(x - r, foot, 2 * r, h - foot)}`, colour);
  });
  const r = (widest / count) * 0.62;
  return [...shapes, paint(disc(x, h - r * 1.4, r), palette.spot)];
}

/** One disc in front of another: an eclipse, a moon, a spotlight missed. */
function eclipse({ w, h, palette, random }: Field): Shape[] {
  const r = Math.min(w, h) * random.between(0.36, 0.42);
  const x = w * 0.5;
  const y = h * 0.52;
  const away = r * random.between(0.28, 0.5);
  const angle = random.between(0, Math.PI * 2);
  const moon: [number, number] = [x + Math.cos(angle) * away, y + Math.sin(angle) * away * 0.8];
  return [
    paint(disc(x, y, r * 1.22), mix(palette.ground, palette.second, 0.35)),
    paint(disc(x, y, r), palette.main),
    paint(disc(moon[0], moon[1], r * 0.88), palette.ground),
    paint(disc(x - Math.cos(angle) * r * 1.02, y - Math.sin(angle) * r, r * 0.13), palette.spot),
  ];
}

/** Two discs and what they have in common. */
function meeting({ w, h, palette, random }: Field): Shape[] {
  const r = Math.min(w, h) * random.between(0.27, 0.3);
  const gap = r * random.between(0.5, 0.6);
  const angle = random.pick([h > w ? Math.PI / 2 : 0, 0.6, -0.6]);
  const dx = Math.cos(angle) * gap;
  const dy = Math.sin(angle) * gap;
  const [x, y] = [w / 2, h / 2];
  // The two circles cross on the line that stands upright on the one between their centres.
  const half = Math.sqrt(r * r - gap * gap);
  const [ux, uy] = [-Math.sin(angle) * half, Math.cos(angle) * half];
  const lens =
    `M${n(x + ux)} ${n(y + uy)}A${n(r)} ${n(r)} 0 0 0 ${n(x - ux)} ${n(y - uy)}` +
    `A${n(r)} ${n(r)} 0 0 0 ${n(x + ux)} ${n(y + uy)}Z`;
  return [
    paint(disc(x - dx, y - dy, r), palette.main),
    paint(disc(x + dx, y + dy, r), palette.second),
    paint(lens, palette.spot),
  ];
}

/** A calendar of moons, waxing as one reads. */
function phases({ w, h, palette, random }: Field): Shape[] {
  const across = random.pick([3, 4]);
  const down = Math.max(2, Math.round((h / w) * across) - (across === 4 ? 1 : 0));
  const cell = Math.min(w / across, h / down);
  const r = cell * 0.4;
  const [left, top] = [(w - across * cell) / 2, (h - down * cell) / 2];
  const last = across * down - 1;
  const odd = random.whole(1, last - 1);
  return range(across * down).flatMap((index) => {
    const x = left + ((index % across) + 0.5) * cell;
    const y = top + (Math.floor(index / across) + 0.5) * cell;
    const colour = index === odd ? palette.spot : palette.main;
    // The lit edge bulges one way before half moon and the other way after it.
    const turn = (index / last) * 2 - 1;
    const bulge = Math.abs(turn) * r;
    const sweep = turn > 0 ? 1 : 0;
    const lit =
      `M${n(x)} ${n(y - r)}A${n(r)} ${n(r)} 0 0 1 ${n(x)} ${n(y + r)}` +
      `A${n(Math.max(bulge, 0.1))} ${n(r)} 0 0 ${sweep} ${n(x)} ${n(y - r)}Z`;
    return [paint(disc(x, y, r), mix(palette.ground, palette.second, 0.55)), paint(lit, colour)];
  });
}

/** A house front at night: most windows dark, a few lit, somebody in one of them. */
function front({ w, h, palette, random }: Field): Shape[] {
  const across = random.whole(4, 5);
  const down = Math.round((h / w) * across * 0.8);
  const [cw, ch] = [w / across, h / down];
  const someone = random.whole(across, across * (down - 1) - 1);
  const shapes = [paint(rect(0, 0, w, h), mix(palette.ground, palette.second, 0.3))];
  for (const index of range(across * down)) {
    const x = (index % across) * cw + cw * 0.17;
    const y = Math.floor(index / across) * ch + ch * 0.14;
    const [pw, ph] = [cw * 0.66, ch * 0.72];
    const roll = random.next();
    const lit = index === someone || roll < 0.2;
    const colour = lit ? palette.spot : roll < 0.6 ? palette.second : palette.main;
    shapes.push(paint(rect(x, y, pw, ph), colour));
    if (index === someone) {
      const [cx, r] = [x + pw * 0.5, pw * 0.16];
      shapes.push(paint(disc(cx, y + ph * 0.45, r), palette.ground));
      shapes.push(paint(dome(cx, y + ph, pw * 0.34), palette.ground));
    } else if (lit && roll < 0.1) {
      shapes.push(paint(rect(x, y, pw, ph * random.between(0.25, 0.6)), palette.main));
    }
  }
  return shapes;
}

/** Quarter discs turned this way and that, as in a tiled foyer. */
function tiles({ w, h, palette, random }: Field): Shape[] {
  const across = random.whole(3, 4);
  const cell = w / across;
  // A row cut to a sliver looks like a mistake; half a row looks meant.
  const rows = h / cell;
  const down = rows % 1 > 0.45 ? Math.ceil(rows) : Math.max(1, Math.floor(rows));
  const colours = [palette.main, palette.second, palette.main, palette.spot] as const;
  return range(across * down).flatMap((index) => {
    const x = (index % across) * cell;
    const y = h - (Math.floor(index / across) + 1) * cell;
    const base = random.chance(0.35)
      ? [paint(rect(x, y, cell, cell), mix(palette.ground, palette.second, 0.4))]
      : [];
    if (random.chance(0.12)) return base;
    const colour = random.pick(colours);
    const turn = random.whole(0, 4);
    if (turn === 4) return [...base, paint(disc(x + cell / 2, y + cell / 2, cell / 2), colour)];
    const corner = [
      `M${n(x)} ${n(y)}h${n(cell)}A${n(cell)} ${n(cell)} 0 0 1 ${n(x)} ${n(y + cell)}Z`,
      `M${n(x + cell)} ${n(y)}v${n(cell)}A${n(cell)} ${n(cell)} 0 0 1 ${n(x)} ${n(y)}Z`,
      `M${n(x + cell)} ${n(y + cell)}h${n(-cell)}A${n(cell)} ${n(cell)} 0 0 1 ${n(x + cell)} ${n(y)}Z`,
      `M${n(x)} ${n(y + cell)}v${n(-cell)}A${n(cell)} ${n(cell)} 0 0 1 ${n(x + cell)} ${n(y + cell)}Z`,
    ][turn];
    return [...base, paint(corner ?? '', colour)];
  });
}

/** Frames within frames, and at the end of the corridor a light. */
function corridor({ w, h, palette, random }: Field): Shape[] {
  const count = random.whole(5, 7);
  const [fx, fy] = [w * random.between(0.3, 0.7), h * random.between(0.4, 0.62)];
  const shapes = range(count).map((index) => {
    const share = (index / count) ** 0.8;
    const [x0, y0] = [fx * share, fy * share];
    const [x1, y1] = [w - (w - fx) * share, h - (h - fy) * share];
    const colour = index % 2 ? palette.ground : mix(palette.second, palette.main, share);
    return paint(rect(x0, y0, x1 - x0, y1 - y0), colour);
  });
  const size = Math.min(w, h) * 0.055;
  return [...shapes, paint(disc(fx, fy, size), palette.spot)];
}

/** A flight of steps, and a ball or a sun where it leads. */
function flight({ w, h, palette, random }: Field): Shape[] {
  const steps = random.whole(5, 7);
  const up = random.chance(0.5);
  const top = h * random.between(0.34, 0.46);
  const [sw, sh] = [w / steps, (h - top) / steps];
  const shapes = range(steps).map((index) => {
    const rank = up ? index : steps - 1 - index;
    const y = h - (rank + 1) * sh;
    return paint(
      rect(index * sw, y, sw + 0.3, h - y),
      mix(palette.second, palette.main, rank / (steps - 1)),
    );
  });
  const rest = random.whole(1, steps - 2);
  const at = up ? rest : steps - 1 - rest;
  const r = sw * random.between(0.42, 0.62);
  shapes.push(paint(disc((at + 0.5) * sw, h - (rest + 1) * sh - r, r), palette.spot));
  return shapes;
}

/** A stepped pyramid, seen from the front, with the sky's disc behind or above it. */
function ziggurat({ w, h, palette, random }: Field): Shape[] {
  const steps = random.whole(5, 8);
  const top = h * random.between(0.36, 0.48);
  const sh = (h - top) / steps;
  const x = w * random.pick([0.5, 0.5, 0.3, 0.7]);
  const r = w * random.between(0.16, 0.3);
  const shapes = [paint(disc(x, top - r * random.between(-0.1, 0.5), r), palette.spot)];
  for (const index of range(steps)) {
    const half = (w * 0.75 * (index + 1)) / steps;
    const colour = index % 2 ? palette.second : palette.main;
    shapes.push(paint(rect(x - half, top + index * sh, half * 2, h - top - index * sh), colour));
  }
  return shapes;
}

/** Treads and risers in a slant view, winding up the sheet. */
function treads({ w, h, palette, random }: Field): Shape[] {
  const steps = random.whole(6, 8);
  const left = random.chance(0.5);
  const rise = h / (steps + 1.5);
  const flip = (x: number) => (left ? w - x : x);
  const shapes: Shape[] = [];
  for (const index of range(steps)) {
    const y = h - (index + 1) * rise;
    const near = w * (0.04 + index * 0.085);
    const far = near + w * (0.62 - index * 0.03);
    const slip = w * 0.085;
    shapes.push(
      paint(
        points(
          [flip(near), y + rise * 0.45],
          [flip(far), y + rise * 0.45],
          [flip(far), y + rise],
          [flip(near), y + rise],
        ),
        mix(palette.second, palette.ground, index / (steps * 1.6)),
      ),
      paint(
        points(
          [flip(near), y + rise * 0.45],
          [flip(far), y + rise * 0.45],
          [flip(far + slip), y],
          [flip(near + slip), y],
        ),
        index === steps - 1
          ? palette.spot
          : mix(palette.main, palette.ground, index / (steps * 2.4)),
      ),
    );
  }
  return shapes;
}

/** The projector's beam, falling from a corner. */
function beam({ w, h, palette, random }: Field): Shape[] {
  const right = random.chance(0.5);
  const flip = (x: number) => (right ? w - x : x);
  const [fx, fy] = [w * 0.1, h * random.between(0.1, 0.22)];
  const wedges = random.whole(4, 6);
  const far = Math.hypot(w, h) * 1.2;
  const [from, to] = [random.between(-0.12, 0.05), random.between(1.15, 1.45)];
  const shapes = range(wedges).map((index) => {
    const a = from + ((to - from) * index) / wedges;
    const b = a + ((to - from) / wedges) * 0.58;
    const colour =
      index === Math.floor(wedges / 2)
        ? palette.spot
        : mix(palette.main, palette.second, index / wedges);
    return paint(
      points(
        [flip(fx), fy],
        [flip(fx + Math.cos(a) * far), fy + Math.sin(a) * far],
        [flip(fx + Math.cos(b) * far), fy + Math.sin(b) * far],
      ),
      colour,
    );
  });
  return [
    ...shapes,
    paint(disc(flip(fx), fy, w * 0.12), palette.second),
    paint(disc(flip(fx), fy, w * 0.055), palette.ink),
  ];
}

/** A sun whose rays fill the sheet. */
function burst({ w, h, palette, random }: Field): Shape[] {
  const [x, y] = [w * random.pick([0.5, 0.5, 0.28, 0.72]), h * random.pick([1, 0.62, 0.8])];
  const rays = random.pick([12, 16, 20, 24]);
  const far = w + h;
  const turn = random.next();
  const share = random.between(0.4, 0.55);
  const shapes = range(rays).map((index) => {
    const a = ((index + turn) / rays) * Math.PI * 2;
    const b = a + (share / rays) * Math.PI * 2;
    return paint(
      points(
        [x, y],
        [x + Math.cos(a) * far, y + Math.sin(a) * far],
        [x + Math.cos(b) * far, y + Math.sin(b) * far],
      ),
      index % 2 ? palette.main : mix(palette.main, palette.second, 0.5),
    );
  });
  const r = w * random.between(0.17, 0.27);
  return [
    ...shapes,
    paint(disc(x, y, r * 1.22), palette.ground),
    paint(disc(x, y, r), palette.spot),
  ];
}

/** Turning blades of a shutter around a small bright gate. */
function shutter({ w, h, palette, random }: Field): Shape[] {
  const [x, y] = [w / 2, h * 0.52];
  const blades = random.whole(5, 8);
  const outer = Math.min(w, h) * 0.44;
  const inner = outer * random.between(0.2, 0.32);
  const sweep = random.pick([1, -1]) * random.between(0.5, 0.8);
  const shapes = range(blades).map((index) => {
    const a = (index / blades) * Math.PI * 2;
    const b = a + (Math.PI * 2 * 0.6) / blades;
    const at = (angle: number, r: number): [number, number] => [
      x + Math.cos(angle) * r,
      y + Math.sin(angle) * r,
    ];
    const outline = points(
      at(a + sweep, inner),
      at(a, outer),
      at((a + b) / 2, outer * 1.02),
      at(b, outer),
      at(b + sweep, inner),
    );
    return paint(outline, index % 2 ? palette.second : palette.main);
  });
  return [...shapes, paint(disc(x, y, inner * 0.72), palette.spot)];
}

type Draw = (field: Field) => Shape[];
const draws: Record<Family, readonly [Draw, ...Draw[]]> = {
  bands: [horizon, slant, arches],
  discs: [eclipse, meeting, phases],
  windows: [front, tiles, corridor],
  stairs: [flight, ziggurat, treads],
  rays: [beam, burst, shutter],
};

export function drawArt(family: Family, field: Field): Shape[] {
  return field.random.pick(draws[family])(field);
}
