import { join } from 'node:path';
import { desk, phone } from '../playwright.config';
import { PAGES, settled, test, unfold } from '../support/pages';
import { ROOT } from '../support/places';

const FOLDER = join(ROOT, 'target/screenshots');

/** Each width in both moods and both languages. */
for (const [width, screen] of Object.entries({ 390: phone, 1440: desk })) {
  for (const lang of ['zh', 'en'] as const) {
    test.describe(`${width} ${lang}`, () => {
      test.use({ ...screen, locale: lang === 'zh' ? 'zh-CN' : 'en-GB' });

      for (const shown of PAGES) {
        test.describe(shown.name, () => {
          test.use({ shown });

          test('pictures', async ({ page, stage }) => {
            for (const colorScheme of ['light', 'dark'] as const) {
              await page.emulateMedia({ colorScheme });
              if (page.url() === 'about:blank') await page.goto(shown.path(stage));
              await settled(page);
              await unfold(page);
              const file = `${shown.name}-${width}-${lang}-${colorScheme}.png`;
              await page.screenshot({ path: join(FOLDER, file), fullPage: true });
            }
          });
        });
      }
    });
  }
}
