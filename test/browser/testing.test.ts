import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { checkedSite } from '../fixtures/checked-site.js';
import { served } from '../fixtures/dashboard-world.js';
import { chromiumAbsent, chromiumAvailable, openChromium } from './chromium.js';
import { complainingPage } from './complaining-page.js';
import { keepPicture } from './keep-picture.js';
import { seriousFaults } from './serious-faults.js';

const sizes = { phone: { width: 390, height: 844 }, wide: { width: 1_280, height: 900 } } as const;
const looks = (['phone', 'wide'] as const).flatMap((size) =>
  (['light', 'dark'] as const).map((scheme) => ({ size, scheme })),
);

describe.skipIf(!chromiumAvailable())(`the checks in a real browser (else: ${chromiumAbsent})`, () => {
  let site: Awaited<ReturnType<typeof checkedSite>>;
  let server: Awaited<ReturnType<typeof served>>;
  let browser: Awaited<ReturnType<typeof openChromium>>;
  let page: Page;
  const complaints: string[] = [];

  beforeAll(async () => {
    site = await checkedSite();
    server = await served(site.handle);
    browser = await openChromium();
    await browser.context.addCookies([{ name: 'session', value: site.token, url: server.url }]);
    page = await complainingPage(browser.context, complaints);
  });
  afterAll(async () => {
    await browser?.close();
    await server?.close();
  });

  const rowsOf = (panel: string, of = page) => of.locator(`section[aria-labelledby="${panel}"] tbody tr`);
  const figure = (title: string) =>
    page.locator('.figure', { has: page.locator('dt', { hasText: title }) }).locator('.figure-value');

  test('without JavaScript an owner of the operators runs the checks by the form', async () => {
    const other = await browser.context.browser()?.newContext({ javaScriptEnabled: false });
    const bare = await (other ?? browser.context).newPage();
    await bare.context().addCookies([{ name: 'session', value: site.token, url: server.url }]);
    await bare.goto(`${server.url}/api/testing`);
    expect(await bare.getByText('There is no report yet').count()).toBe(1);
    await bare.getByRole('button', { name: /that no model is paid for$/ }).click();
    await bare.getByRole('heading', { name: /^Report of / }).waitFor();
    expect(await rowsOf('reports', bare).count()).toBe(1);
    await other?.close();
  });

  test('the link in the navigation leads there, a run tells how far it is, and the report what has changed', async () => {
    await page.setViewportSize(sizes.wide);
    await page.goto(`${server.url}/api/dashboard`);
    await page.getByRole('navigation', { name: 'Pages' }).getByRole('link', { name: 'Checks' }).click();
    const button = page.getByRole('button', { name: 'Run all 37' });
    const status = page.locator('[data-checks] [role="status"]');
    const run = async (fails: boolean) => {
      let letGo = () => {};
      Object.assign(site.own, { fails, isLetGo: new Promise<void>((resolve) => (letGo = resolve)) });
      await button.click();
      await expect.poll(() => status.innerText()).toBe('37 of 37: quality.own');
      expect(await button.isDisabled()).toBe(true);
      expect(await page.getByRole('progressbar').getAttribute('value')).toBe('36');
      letGo();
      await page.waitForURL(/report=/);
    };
    await run(false);
    expect(await figure('Score').innerText()).toBe('100.0');
    expect(await figure('Failed').innerText()).toBe('0');
    await page.goto(`${server.url}/api/testing`);
    await run(true);
    expect(await figure('Failed').innerText()).toBe('1');
    expect(await rowsOf('changes').allInnerTexts()).toEqual(['quality.own\tfails now']);
    expect(await rowsOf('outcomes').first().innerText()).toContain('failed: It is not so.');
    expect(await rowsOf('reports').count()).toBe(3);
  });

  test('while a run is under way another one is refused, and the page says so', async () => {
    let letGo = () => {};
    Object.assign(site.own, { fails: false, isLetGo: new Promise<void>((resolve) => (letGo = resolve)) });
    const other = await browser.context.newPage();
    for (const one of [page, other]) await one.goto(`${server.url}/api/testing`);
    const status = (one: Page) => one.locator('[data-checks] [role="status"]').innerText();
    await page.getByRole('button', { name: 'Run all 37' }).click();
    await expect.poll(() => status(page)).toBe('37 of 37: quality.own');
    await other.getByRole('button', { name: 'Run all 37' }).click();
    await expect.poll(() => status(other)).toContain('A run of the checks is under way');
    expect(await other.getByRole('progressbar').count()).toBe(0);
    expect(await other.getByRole('button', { name: 'Run all 37' }).isEnabled()).toBe(true);
    letGo();
    await page.waitForURL(/report=/);
    await other.close();
  });

  test.each(looks)('on a $size screen, $scheme, it has no serious fault of access, and is as wide as that', async ({
    size,
    scheme,
  }) => {
    await page.setViewportSize(sizes[size]);
    await page.emulateMedia({ colorScheme: scheme });
    await page.goto(`${server.url}/api/testing`);
    await page.locator('#outcomes').waitFor();
    await keepPicture(page, 'testing', size, scheme);
    expect(await seriousFaults(page)).toEqual([]);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(sizes[size].width);
  });

  test('all the while the browser had nothing to complain about', () => {
    expect(complaints).toEqual([]);
  });
});
