// Writes src/api/schema.d.ts from the OpenAPI document, or with --check fails if it differs.
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import openapiTS, { astToString } from 'openapi-typescript';

const target = new URL('../src/api/schema.d.ts', import.meta.url);
const source = process.env.MARQUEE_OPENAPI
  ? new URL(`file://${process.env.MARQUEE_OPENAPI}`)
  : new URL('../../openapi.yaml', import.meta.url);

if (!existsSync(source)) {
  console.error(`There is no OpenAPI document at ${source.pathname}.`);
  process.exit(1);
}
const banner = '// Generated from openapi.yaml by `npm run api:types`. Do not edit.\n\n';
const text = banner + astToString(await openapiTS(source, { alphabetize: true }));

if (!process.argv.includes('--check')) {
  writeFileSync(target, text);
} else if (!existsSync(target) || readFileSync(target, 'utf8') !== text) {
  console.error('src/api/schema.d.ts differs from openapi.yaml: run `npm run api:types`.');
  process.exit(1);
}
