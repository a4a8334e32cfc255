import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type BrowserContext, chromium } from 'playwright-core';

const executable = process.env.PROMPTFORGE_CHROMIUM ?? '/usr/bin/chromium';

/** Why a test that needs a browser is skipped. */
export const chromiumAbsent = 'Install Chromium, or set PROMPTFORGE_CHROMIUM to its program.';

/** Whether there is a Chromium. In CI a missing one is an error, since a skip would go unseen. */
export function chromiumAvailable(): boolean {
  if (existsSync(executable)) return true;
  if (process.env.CI === 'true') throw new Error(`There is no Chromium. ${chromiumAbsent}`);
  return false;
}

/** A Chromium with a profile of its own, which finds no host but this machine. Closing it removes the profile. */
export async function openChromium(): Promise<{ readonly context: BrowserContext; close(): Promise<void> }> {
  const profile = await mkdtemp(join(tmpdir(), 'promptforge-chromium-'));
  const context = await chromium.launchPersistentContext(profile, {
    executablePath: executable,
    headless: true,
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      '--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE 127.0.0.1',
    ],
  });
  return {
    context,
    close: async () => {
      await context.close();
      await rm(profile, { recursive: true, force: true });
    },
  };
}
