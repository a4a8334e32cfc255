import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type DashboardWorld, dashboardWorld, served } from '../fixtures/dashboard-world.js';
import { chromiumAbsent, chromiumAvailable, openChromium } from './chromium.js';
import { complainingPage } from './complaining-page.js';
import { keepPicture } from './keep-picture.js';
import { seriousFaults } from './serious-faults.js';

const paths = ['/dashboard', '/dashboard/performance', '/dashboard/business', '/dashboard/business?of=platform'];
const sizes = { phone: { width: 390, height: 844 }, wide: { width: 1_280, height: 900 } } as const;

describe.skipIf(!chromiumAvailable())(`the dashboard in a real browser (else: ${chromiumAbsent})`, () => {
  let world: DashboardWorld;
  let server: Awaited<ReturnType<typeof served>>;
  let browser: Awaited<ReturnType<typeof openChromium>>;
  let page: Page;
  let token: string;
  const complaints: string[] = [];

  beforeAll(async () => {
    world = await dashboardWorld();
    server = await served(world.handle);
    browser = await openChromium();
    token = await world.tokenOf('ada', 'acme', 'owner');
    await browser.context.addCookies([{ name: 'session', value: token, url: server.url }]);
    page = await complainingPage(browser.context, complaints);
  });
  afterAll(async () => {
    await browser?.close();
    await server?.close();
  });

  const open = (path: string) => page.goto(`${server.url}/api${path}`);
  const figure = (title: string) =>
    page.locator('.figure', { has: page.locator('dt', { hasText: title }) }).locator('.figure-value');

  const looks = paths.flatMap((path) =>
    (['phone', 'wide'] as const).flatMap((size) =>
      (['light', 'dark'] as const).map((scheme) => ({ path, size, scheme })),
    ),
  );
  test.each(looks)('$path on a $size screen, $scheme, has no serious fault of access', async ({
    path,
    size,
    scheme,
  }) => {
    await page.setViewportSize(sizes[size]);
    await page.emulateMedia({ colorScheme: scheme });
    await open(path);
    await page.locator('[data-chart] canvas').first().waitFor();
    await keepPicture(page, path.slice(1), size, scheme);
    for (const details of await page.locator('details').all())
      await details.evaluate((one) => one.setAttribute('open', ''));
    expect(await seriousFaults(page)).toEqual([]);
    const wide = await page.evaluate(() => document.documentElement.scrollWidth);
    expect(wide).toBe(sizes[size].width);
  });

  test.each([
    ['/dashboard', 401],
    ['/dashboard?timeZone=Atlantis', 400],
  ] as const)('the refusal of %s with %i has none either', async (path, status) => {
    if (status === 401) await browser.context.clearCookies();
    const response = await open(path);
    expect(response?.status()).toBe(status);
    expect(await seriousFaults(page)).toEqual([]);
    await browser.context.addCookies([{ name: 'session', value: token, url: server.url }]);
  });

  test.each(paths)('every chart of %s is drawn, in the colors of the moment', async (path) => {
    await page.setViewportSize(sizes.wide);
    await page.emulateMedia({ colorScheme: 'light' });
    await open(path);
    const light = await drawnColors(page);
    expect(light.length).toBeGreaterThan(1);
    for (const colors of light) expect(colors.length).toBeGreaterThan(1);
    await page.emulateMedia({ colorScheme: 'dark' });
    await expect.poll(async () => (await drawnColors(page))[0]).not.toEqual(light[0]);
  });

  test('charts take the room there is', async () => {
    await page.setViewportSize(sizes.wide);
    await open('/dashboard');
    const width = () =>
      page
        .locator('[data-chart] canvas')
        .first()
        .evaluate((canvas) => canvas.clientWidth);
    const before = await width();
    await page.setViewportSize(sizes.phone);
    await expect.poll(width).toBeLessThan(before);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(sizes.phone.width);
  });

  test('without JavaScript the figures, the filters and the files are there', async () => {
    const other = await browser.context.browser()?.newContext({ javaScriptEnabled: false });
    const bare = await (other ?? browser.context).newPage();
    await bare.context().addCookies([{ name: 'session', value: token, url: server.url }]);
    for (const path of paths) {
      await bare.goto(`${server.url}/api${path}`);
      expect(await bare.locator('table').count()).toBeGreaterThan(2);
      expect(await bare.locator('[data-chart]:visible').count()).toBe(0);
      expect(await bare.locator('[data-live]:visible').count()).toBe(0);
    }
    await bare.getByRole('combobox', { name: 'Model' }).fill('no-such-model');
    await bare.getByRole('button', { name: 'Show' }).click();
    expect(new URL(bare.url()).searchParams.get('model')).toBe('no-such-model');
    expect(new URL(bare.url()).searchParams.get('of')).toBe('platform');
    expect(await bare.getByText('No run has ended on these days.').count()).toBeGreaterThan(0);
    await other?.close();
  });

  test('the page is used by keyboard: past the navigation first, and into tables that scroll', async () => {
    await page.setViewportSize(sizes.phone);
    await open('/dashboard');
    await page.keyboard.press('Tab');
    expect(await page.evaluate(() => document.activeElement?.textContent)).toBe('Skip to the page');
    await page.keyboard.press('Enter');
    expect(await page.evaluate(() => document.activeElement?.id)).toBe('main');
    await page.locator('.table').last().focus();
    const outline = await page
      .locator('.table')
      .last()
      .evaluate((one) => getComputedStyle(one).outlineStyle);
    expect(outline).toBe('solid');
  });

  test.each([
    ['/dashboard', 'ada'],
    ['/dashboard/performance', 'ben'],
  ] as const)('live figures of %s count a run of %s when it ends', async (path, userId) => {
    await page.setViewportSize(sizes.wide);
    await open(path);
    const before = Number(await figure('Runs').innerText());
    const button = page.getByRole('button', { name: 'Live figures' });
    const status = page.locator('[data-live] [role="status"]');
    expect(await button.getAttribute('aria-pressed')).toBe('false');
    await button.click();
    await expect.poll(() => status.innerText()).toBe('Waiting for runs to end.');
    expect(await button.getAttribute('aria-pressed')).toBe('true');
    await world.run(await world.tokenOf(userId, 'acme'), 1);
    await expect.poll(() => status.innerText()).toMatch(/^1 run has ended since\. The last one (succeeded|failed)\.$/);
    expect(await figure('Runs').innerText()).toBe(String(before + 1));
    await button.click();
    expect(await status.innerText()).toBe('Live figures are off.');
    // Sums of an organization may be a minute old; the own figures are those of now.
    if (path !== '/dashboard') return;
    await page.reload();
    expect(await figure('Runs').innerText()).toBe(String(before + 1));
  });

  test('a session that has run out is renewed by its cookie, and the page is shown', async () => {
    const session = await world.forge.sessions.issue({ userId: 'ada', orgId: 'acme', role: 'owner' });
    await browser.context.clearCookies();
    const url = server.url;
    await browser.context.addCookies([{ name: 'session_refresh', value: session.refreshToken, url }]);
    await open('/dashboard');
    await page.getByRole('heading', { name: 'Your figures', level: 1 }).waitFor();
    expect((await browser.context.cookies()).map(({ name }) => name)).toContain('session');
  });

  test('all the while the browser had nothing to complain about', () => {
    expect(complaints).toEqual([]);
  });
});

/** The colors on each canvas of the page. One that nothing was drawn on has none. */
function drawnColors(page: Page): Promise<readonly (readonly string[])[]> {
  return page.locator('[data-chart] canvas').evaluateAll((canvases) =>
    canvases.map((canvas) => {
      const { width, height } = canvas as HTMLCanvasElement;
      const { data } = (canvas as HTMLCanvasElement).getContext('2d')?.getImageData(0, 0, width, height) ?? {
        data: [],
      };
      const colors = new Set<string>();
      for (let at = 0; at < data.length; at += 4) {
        if (data[at + 3] === 255) colors.add(`${data[at]},${data[at + 1]},${data[at + 2]}`);
      }
      return [...colors].sort();
    }),
  );
}
