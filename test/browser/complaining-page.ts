import type { BrowserContext, Page } from 'playwright-core';

/** A page that writes down violations of its policy, errors of scripts, and what stands on the console. */
export async function complainingPage(context: BrowserContext, complaints: string[]): Promise<Page> {
  const page = await context.newPage();
  page.setDefaultTimeout(120_000);
  page.on('pageerror', (error) => complaints.push(String(error)));
  page.on('console', (message) => {
    // Refusals that were asked for are reported, too.
    if (message.text().startsWith('Failed to load resource')) return;
    // The test looks at what was drawn; the page never does.
    if (message.text().startsWith('Canvas2D: Multiple readback')) return;
    if (['error', 'warning'].includes(message.type())) complaints.push(message.text());
  });
  await page.exposeBinding('complain', (_source, text: string) => void complaints.push(text));
  await page.addInitScript(() => {
    const { complain } = globalThis as unknown as { complain(text: string): unknown };
    document.addEventListener('securitypolicyviolation', ({ effectiveDirective, blockedURI }) => {
      complain(`${effectiveDirective} forbids ${blockedURI}`);
    });
  });
  return page;
}
