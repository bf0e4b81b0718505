import { test as base, expect, type Page } from '@playwright/test';
import { DEMO, Person, site } from './api';

export type Audience = keyof typeof DEMO | 'stranger' | 'newcomer';

interface Options {
  /** Who sits before the screen: one of the demo's accounts, a new customer, or nobody known. */
  as: Audience;
}

interface Fixtures {
  person: Person | undefined;
  /** Says that an answer with this status is part of the journey, so that its console line is. */
  expectRefusal: (status: number, path: RegExp) => void;
  refusals: { status: number; path: RegExp }[];
  /** Says that the network goes away during the journey, so that the lines about it are part of it. */
  expectOffline: () => void;
  network: { goes: boolean };
}

/**
 * Pages whose every line on the console, uncaught error and breach of the content policy fails the
 * test at its end, wherever in the journey it happened.
 */
export const test = base.extend<Options & Fixtures>({
  as: ['stranger', { option: true }],
  baseURL: ({}, use) => use(site()),

  person: async ({ as }, use) => {
    if (as === 'stranger') return use(undefined);
    return use(as === 'newcomer' ? await Person.register() : await Person.signIn(DEMO[as]));
  },

  storageState: ({ person }, use) => use(person && signedIn(person)),

  refusals: ({}, use) => use([]),
  expectRefusal: ({ refusals }, use) =>
    use((status, path) => {
      refusals.push({ status, path });
    }),

  network: ({}, use) => use({ goes: false }),
  expectOffline: ({ network }, use) =>
    use(() => {
      network.goes = true;
    }),

  page: async ({ page, refusals, network }, use) => {
    const complaints = await listen(page);
    await use(page);
    const isAway = ({ text }: Complaint) =>
      network.goes && /net::ERR_INTERNET_DISCONNECTED/.test(text);
    const left = complaints.filter((one) => !isExpected(one, refusals) && !isAway(one));
    expect(left).toEqual([]);
  },
});

export { expect, type Page };

interface Complaint {
  text: string;
  url: string;
}

async function listen(page: Page): Promise<Complaint[]> {
  const complaints: Complaint[] = [];
  page.on('console', (message) => {
    if (message.type() !== 'error' && message.type() !== 'warning') return;
    complaints.push({ text: message.text(), url: message.location().url });
  });
  page.on('pageerror', (error) => complaints.push({ text: error.message, url: page.url() }));
  await page.addInitScript(() => {
    document.addEventListener('securitypolicyviolation', (event) =>
      console.error(`content policy: ${event.violatedDirective} ${event.blockedURI}`),
    );
  });
  return complaints;
}

/** The browser writes a line for every answer with a status of 400 and above. */
function isExpected({ text, url }: Complaint, refusals: Fixtures['refusals']): boolean {
  const status = Number(/the server responded with a status of (\d+)/.exec(text)?.[1]);
  return refusals.some((one) => one.status === status && one.path.test(new URL(url).pathname));
}

/** What the browser of somebody who signed in keeps: the cookie, and the sign that there is one. */
export function signedIn(person: Person) {
  const { hostname, origin } = new URL(site());
  return {
    cookies: [
      {
        name: 'marquee_refresh',
        value: person.refreshToken,
        domain: hostname,
        path: '/api/v1/auth',
        expires: Math.floor(Date.now() / 1000) + 86_400,
        httpOnly: true,
        secure: true,
        sameSite: 'Strict' as const,
      },
    ],
    origins: [{ origin, localStorage: [{ name: 'marquee.signed-in', value: '1' }] }],
  };
}

/** Nothing may reach beyond the right edge of the screen. */
export async function expectNoSidewaysScroll(page: Page): Promise<void> {
  const beyond = await page.evaluate(() => {
    const { scrollWidth, clientWidth } = document.documentElement;
    return scrollWidth - clientWidth;
  });
  expect(beyond, 'pixels beyond the right edge').toBeLessThanOrEqual(0);
}
