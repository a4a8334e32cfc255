import { afterAll, beforeAll, describe } from 'vitest';
import { chromiumAbsent, chromiumAvailable, openChromium } from '../browser/chromium.js';
import { InstalledExample, type RunningExample } from './installed-example.js';
import { walkThrough } from './walk-through.js';

/** Walks through the pages of an example that is installed with the packed library. */
export function browserWalk(name: string): void {
  describe.skipIf(!chromiumAvailable())(`the pages of the ${name} example (else: ${chromiumAbsent})`, () => {
    let example: InstalledExample;
    let server: RunningExample;
    let browser: Awaited<ReturnType<typeof openChromium>>;

    beforeAll(async () => {
      example = await InstalledExample.install(name);
      server = await example.start();
      browser = await openChromium();
    });
    afterAll(async () => {
      await browser?.close();
      await server?.stop();
      await example?.remove();
    });

    walkThrough(() => ({
      context: browser.context,
      url: server.url.replace('localhost', '127.0.0.1'),
      printed: () => server.printed,
    }));
  });
}
