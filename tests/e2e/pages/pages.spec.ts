import AxeBuilder from '@axe-core/playwright';
import { PAGES, settled, test, unfold } from '../support/pages';
import { expect, expectNoSidewaysScroll } from '../support/test';

const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];

// Chinese on the phone, English on the desk: each page is seen in both.
test.use({
  locale: ({ isMobile }, use) => use(isMobile ? 'zh-CN' : 'en-GB'),
  contextOptions: { reducedMotion: 'reduce' },
});

for (const shown of PAGES) {
  test.describe(shown.name, () => {
    test.use({ shown });

    test('is open to everybody in both moods and fits the screen', async ({
      page,
      stage,
      isMobile,
    }) => {
      for (const colorScheme of ['light', 'dark'] as const) {
        await page.emulateMedia({ colorScheme });
        if (page.url() === 'about:blank') await page.goto(shown.path(stage));
        await settled(page);
        await unfold(page);
        const { violations } = await new AxeBuilder({ page }).withTags(RULES).analyze();
        const told = violations.flatMap(({ id, nodes }) =>
          nodes.map(
            ({ html, failureSummary }) => `${colorScheme} ${id}: ${html}\n${failureSummary}`,
          ),
        );
        expect(told).toEqual([]);
      }
      await expectNoSidewaysScroll(page);
      if (!isMobile) return;
      // English words are longer.
      const english = new URL(page.url());
      english.searchParams.set('lang', 'en');
      await page.goto(english.href);
      await settled(page);
      await unfold(page);
      await expectNoSidewaysScroll(page);
    });
  });
}
