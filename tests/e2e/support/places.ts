import { existsSync } from 'node:fs';
import { delimiter, join, resolve } from 'node:path';

/** The checkout, and where everything that a run leaves behind goes: into the ignored `target`. */
export const ROOT = resolve(import.meta.dirname, '../../..');
export const OUTPUT = join(ROOT, 'target/e2e');

const programs = join(resolve(ROOT, process.env.CARGO_TARGET_DIR ?? 'target'), 'debug');

/** One of our own programs, built before the journeys begin. */
export function program(name: 'marquee' | 'sandbox'): string {
  const path = join(programs, name);
  if (!existsSync(path)) throw new Error(`${path} is missing: cargo build --workspace --bins`);
  return path;
}

/** The built web app. */
export function webApp(): string {
  const path = resolve(ROOT, process.env.MARQUEE_WEB ?? 'frontend/dist');
  if (!existsSync(join(path, 'index.html'))) {
    throw new Error(`${path} is missing: npm --prefix frontend run build`);
  }
  return path;
}

/** The browser that the distribution brought; nothing is downloaded. */
export function chromium(): string {
  if (process.env.CHROMIUM) return process.env.CHROMIUM;
  const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];
  const folders = (process.env.PATH ?? '').split(delimiter);
  const found = names
    .flatMap((name) => folders.map((folder) => join(folder, name)))
    .find((path) => existsSync(path));
  if (!found) throw new Error('no Chromium: apt-get install chromium');
  return found;
}
