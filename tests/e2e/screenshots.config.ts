import { defineConfig } from '@playwright/test';
import journeys from './playwright.config';

/** Pictures of every page for people to look at; nothing is compared. */
export default defineConfig({
  ...journeys,
  projects: [{ name: 'screenshots', testMatch: 'screenshots/*.ts' }],
});
