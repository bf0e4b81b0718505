import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';

/** Colours as the tokens write them, checked against WCAG's contrast in both moods. */
const source = readFileSync(join(import.meta.dirname, 'tokens.css'), 'utf8');

type Rgb = [number, number, number];

function linearRgb(oklch: string): Rgb {
  const [l = 0, c = 0, h = 0] = oklch.split(/[\s/]+/).map(Number);
  const a = c * Math.cos((h * Math.PI) / 180);
  const b = c * Math.sin((h * Math.PI) / 180);
  const [x, y, z] = [
    (l + 0.3963377774 * a + 0.2158037573 * b) ** 3,
    (l - 0.1055613458 * a - 0.0638541728 * b) ** 3,
    (l - 0.0894841775 * a - 1.291485548 * b) ** 3,
  ];
  const clip = (value: number) => Math.min(1, Math.max(0, value));
  return [
    clip(4.0767416621 * x - 3.3077115913 * y + 0.2309699292 * z),
    clip(-1.2684380046 * x + 2.6097574011 * y - 0.3413193965 * z),
    clip(-0.0041960863 * x - 0.7034186147 * y + 1.707614701 * z),
  ];
}

const luminance = ([r, g, b]: Rgb) => 0.2126 * r + 0.7152 * g + 0.0722 * b;

function token(name: string, mood: 'light' | 'dark'): Rgb {
  const value = new RegExp(`--color-${name}:\\s*([^;]+);`).exec(source)?.[1];
  if (!value) throw new Error(`There is no token ${name}`);
  const colours = [...value.matchAll(/oklch\(([^)]+)\)/g)].map((match) => match[1] ?? '');
  const colour = mood === 'dark' ? (colours[1] ?? colours[0]) : colours[0];
  return linearRgb(colour ?? '');
}

function contrast(one: string, other: string, mood: 'light' | 'dark'): number {
  const [a, b] = [luminance(token(one, mood)), luminance(token(other, mood))];
  return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
}

const surfaces = ['surface-0', 'surface-1', 'surface-2', 'surface-3'];
const text: [string, string][] = [
  ...surfaces.flatMap((surface): [string, string][] => [
    ['ink', surface],
    ['ink-muted', surface],
  ]),
  ...['surface-0', 'surface-1', 'surface-2'].flatMap((surface): [string, string][] =>
    ['accent', 'ok', 'warn', 'bad'].map((role) => [role, surface]),
  ),
  ['on-accent', 'accent'],
  ['on-accent', 'accent-strong'],
  ['on-bad', 'bad-fill'],
  ['ink', 'accent-soft'],
  ['ink-muted', 'accent-soft'],
  ['accent', 'accent-soft'],
  ['ink', 'warn-soft'],
  ['ink', 'ok-soft'],
  ['ink', 'bad-soft'],
  ['ok', 'ok-soft'],
  ['warn', 'warn-soft'],
  ['bad', 'bad-soft'],
  ['surface-0', 'ink'],
  ['on-paper', 'paper'],
  ['seat-on-mine', 'seat-mine'],
  ['seat-on-free', 'seat-free'],
];
const graphics: [string, string][] = [
  ...[1, 2, 3, 4, 5, 6].map((series): [string, string] => [`chart-${series}`, 'surface-1']),
  ...[
    'seat-free-line',
    'seat-locked',
    'seat-sold',
    'seat-mine',
    'seat-love',
    'seat-access',
    'seat-zone-1',
    'seat-zone-2',
    'seat-zone-3',
    'seat-zone-4',
    'line-strong',
  ].flatMap((role): [string, string][] => [
    [role, 'surface-0'],
    [role, 'surface-1'],
  ]),
];

for (const mood of ['light', 'dark'] as const) {
  test.each(text)(`${mood}: %s on %s can be read`, (one, other) => {
    expect(contrast(one, other, mood)).toBeGreaterThanOrEqual(4.5);
  });
  test.each(graphics)(`${mood}: %s on %s can be made out`, (one, other) => {
    expect(contrast(one, other, mood)).toBeGreaterThanOrEqual(3);
  });
}
