import { join } from 'node:path';
import type { Page } from 'playwright-core';

/** Keeps what a page looks like, where `npm run evidence -- screenshots` asks for it. */
export async function keepPicture(page: Page, ...name: readonly string[]): Promise<void> {
  const folder = process.env.PROMPTFORGE_PICTURES;
  if (folder === undefined) return;
  await page.screenshot({ fullPage: true, path: join(folder, `${name.join('-').replace(/\W+/g, '-')}.png`) });
}
