import type { BrowserContext, Page } from 'playwright-core';

/** What a page did that a mere text never does. */
export interface Signs {
  /** Scripts that ran, as the policy of the page reports them, and dialogs: the mark (`data-mark`) of where they stand, or ''. */
  readonly scripts: readonly string[];
  /** Requests to other origins. */
  readonly requests: readonly string[];
}

/** A page whose signs are kept. It goes nowhere else: any other place answers with nothing. */
export async function watchedPage(
  context: BrowserContext,
): Promise<{ readonly page: Page; readonly signs: () => Promise<Signs> }> {
  const page = await context.newPage();
  // Only for what would never end.
  page.setDefaultTimeout(120_000);
  page.setDefaultNavigationTimeout(120_000);
  const requests: string[] = [];
  const scripts: string[] = [];
  page.on('dialog', (dialog) => {
    scripts.push('');
    void dialog.dismiss().catch(() => undefined);
  });
  await page.exposeBinding('sign', (_source, name: string) => {
    scripts.push(name);
  });
  await page.addInitScript(watch);
  await page.route(
    (url) => url.hostname !== '127.0.0.1',
    async (route) => {
      requests.push(route.request().url());
      await route.fulfill({ status: 204 });
    },
  );
  return {
    page,
    signs: async () => {
      // Whatever the page still has to say comes before this answer.
      await page.evaluate(() => new Promise((resolve) => setTimeout(resolve, 50)));
      return { scripts, requests };
    },
  };
}

/** Runs in every frame before its document does. */
function watch(): void {
  const sign = (name: string): unknown => (globalThis as unknown as { sign(name: string): unknown }).sign(name);
  document.addEventListener('securitypolicyviolation', ({ effectiveDirective, target }) => {
    const marked = target instanceof Element ? target.closest('[data-mark]') : null;
    if (effectiveDirective.startsWith('script-src')) sign(marked?.getAttribute('data-mark') ?? '');
  });
  for (const name of ['alert', 'confirm', 'prompt', 'print'] as const) {
    Object.defineProperty(window, name, { value: () => void sign(''), writable: false, configurable: false });
  }
}
