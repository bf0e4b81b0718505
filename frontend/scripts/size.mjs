// Fails when a public page loads more gzipped script on its first visit than the budget allows.
import { readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';

const BUDGET_BYTES = 100 * 1024;
const dist = new URL('../dist/', import.meta.url);
const manifest = JSON.parse(readFileSync(new URL('.vite/manifest.json', dist), 'utf8'));

const gzipped = new Map();
function sizeOf(file) {
  if (!gzipped.has(file)) {
    gzipped.set(file, gzipSync(readFileSync(new URL(file, dist)), { level: 9 }).length);
  }
  return gzipped.get(file);
}

/** Every script that a chunk needs before it can run. */
function closure(key, seen = new Set()) {
  if (seen.has(key)) return seen;
  seen.add(key);
  for (const next of manifest[key].imports ?? []) closure(next, seen);
  return seen;
}

const entry = Object.keys(manifest).find((key) => manifest[key].isEntry);
const shell = closure(entry);
const pages = Object.keys(manifest).filter((key) => /src\/features\/.*Page\.tsx$/.test(key));
let worst = 0;
for (const page of [entry, ...pages]) {
  const chunks = new Set([...shell, ...closure(page)]);
  const files = new Set([...chunks].map((key) => manifest[key].file));
  const bytes = [...files]
    .filter((file) => file.endsWith('.js'))
    .reduce((sum, f) => sum + sizeOf(f), 0);
  const over = bytes > BUDGET_BYTES;
  if (over) process.exitCode = 1;
  worst = Math.max(worst, bytes);
  console.log(`${(bytes / 1024).toFixed(1).padStart(6)} kB  ${page}${over ? '  OVER BUDGET' : ''}`);
}
console.log(`worst ${(worst / 1024).toFixed(1)} kB of ${BUDGET_BYTES / 1024} kB`);
