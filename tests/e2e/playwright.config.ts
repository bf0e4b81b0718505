import { join } from 'node:path';
import { defineConfig, type PlaywrightTestOptions } from '@playwright/test';
import { chromium, OUTPUT } from './support/places';

/** What an installation without a display, a sandbox of its own or a network needs. */
const FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

export const launchOptions = { executablePath: chromium(), args: FLAGS };

export const phone = {
  viewport: { width: 390, height: 844 },
  deviceScaleFactor: 2,
  isMobile: true,
  hasTouch: true,
} satisfies Partial<PlaywrightTestOptions>;

export const desk = {
  viewport: { width: 1440, height: 900 },
} satisfies Partial<PlaywrightTestOptions>;

export default defineConfig({
  testDir: '.',
  outputDir: join(OUTPUT, 'results'),
  globalSetup: './support/world.ts',
  fullyParallel: true,
  forbidOnly: true,
  retries: 0,
  workers: 2,
  timeout: 60_000,
  expect: { timeout: 15_000 },
  reporter: [['list']],
  use: {
    launchOptions,
    contextOptions: { reducedMotion: 'reduce' },
    actionTimeout: 15_000,
    navigationTimeout: 30_000,
    screenshot: 'only-on-failure',
    trace: 'retain-on-failure',
    timezoneId: 'Asia/Shanghai',
  },
  projects: [
    { name: 'phone', testMatch: ['journeys/shop/*.spec.ts', 'pages/*.spec.ts'], use: phone },
    { name: 'desk', testMatch: ['journeys/staff/*.spec.ts', 'pages/*.spec.ts'], use: desk },
  ],
});
