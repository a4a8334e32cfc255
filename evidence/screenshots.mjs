import { spawn, spawnSync } from 'node:child_process';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { chromium } from 'playwright-core';

const server = join(import.meta.dirname, '../examples/express');
const email = 'ada@example.com';
const password = 'correct horse battery staple';
const prompt =
  'Write a welcome e-mail for {name}, who signed up for our invoicing tool yesterday. Keep it short and friendly.';
const sizes = { narrow: { width: 390, height: 844 }, wide: { width: 1_440, height: 900 } };

/**
 * Takes each page of the Express example, with what a first day leaves on it, and the dashboards of their tests in a
 * browser, with what some weeks leave: narrow and wide, light and dark.
 */
export async function screenshots([folder = 'test-results/screenshots']) {
  await mkdir(folder, { recursive: true });
  const own = await mkdtemp(join(tmpdir(), 'promptforge-screenshots-'));
  const example = await started(own);
  const browser = await chromium.launch({
    executablePath: process.env.PROMPTFORGE_CHROMIUM ?? '/usr/bin/chromium',
    args: ['--no-sandbox', '--disable-gpu'],
  });
  try {
    for (const [size, viewport] of Object.entries(sizes)) {
      for (const colorScheme of ['light', 'dark']) {
        const context = await browser.newContext({ viewport, colorScheme, baseURL: example.url });
        const page = await context.newPage();
        const take = (name) =>
          page.screenshot({ fullPage: true, path: resolve(folder, `${name}-${size}-${colorScheme}.png`) });
        await signedOut(page, take, `${size}-${colorScheme}-${email}`, example);
        await signedIn(page, take);
        await context.close();
      }
    }
  } finally {
    await browser.close();
    example.stop();
    await rm(own, { recursive: true, force: true });
  }
  const areDashboardsTaken = takeDashboards(folder);
  console.log(`The screenshots are in ${folder}.`);
  return areDashboardsTaken;
}

function takeDashboards(folder) {
  const words = [
    'vitest',
    'run',
    '--project',
    'browser',
    'test/browser/dashboard.test.ts',
    'test/browser/testing.test.ts',
  ];
  const env = { ...process.env, PROMPTFORGE_PICTURES: resolve(folder) };
  return spawnSync('npx', words, { stdio: 'inherit', env }).status === 0;
}

async function signedOut(page, take, address, { printed }) {
  await page.goto('/sign-in');
  await page.getByLabel('E-mail').waitFor();
  await take('sign-in');
  await page.getByRole('button', { name: 'Make one' }).click();
  await page.getByLabel('E-mail').fill(address);
  await page.getByLabel('Password').fill('short');
  await page.getByRole('button', { name: 'Make an account' }).click();
  await page.getByText('Choose a password').waitFor();
  await take('sign-up-refused');
  await page.getByLabel('Password').fill(password);
  await page.getByRole('button', { name: 'Make an account' }).click();
  await page.getByText('Look into your mail').waitFor();
  await page.goto(await linkFor(address, printed));
  await take('verify-email');
  await page.getByRole('button', { name: 'Verify my address' }).click();
  await page.getByLabel('E-mail').fill(address);
  await page.getByLabel('Password').fill(password);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.waitForURL('**/');
}

async function signedIn(page, take) {
  const ended = () => page.locator('[data-phase]:not([data-phase="running"])').waitFor();
  const optimize = () => page.getByRole('button', { name: 'Optimize' }).click().then(ended);
  await page.locator('[data-window]').first().waitFor();
  await take('editor-empty');
  await optimize();
  await take('editor-missing');
  await page.getByLabel('Domain').selectOption('saas');
  await page.getByLabel('Output format').selectOption('md');
  await page.getByLabel('Prompt', { exact: true }).fill(prompt);
  await optimize();
  await page.getByText('Your optimized prompt').waitFor();
  await take('editor-result');
  await page.getByRole('button', { name: 'Score only' }).click();
  await page.getByText('How it stands').waitFor();
  await take('editor-score');
  for (let call = 0; call < 12; call += 1) await optimize();
  await page.getByText('Your plan has no room left').waitFor();
  await take('editor-limit');
  await page.goto('/plan');
  await page.getByText('Your plan').first().waitFor();
  await take('plan');
  await page.goto('/profile');
  await page.getByLabel('Name').fill('Ada Lovelace');
  await page.getByRole('button', { name: 'Save' }).click();
  await page.getByText('Saved').waitFor();
  await take('profile');
  await page.getByRole('button', { name: 'Erase my account' }).click();
  await take('profile-erase');
  await page.goto('/sessions');
  await page.locator('[data-session]').first().waitFor();
  await take('sessions');
}

/** The server waits a moment before it sends. */
async function linkFor(address, printed) {
  for (;;) {
    const link = printed().match(new RegExp(`${address}, verify_email: \\S*?(/verify-email#token=[\\w-]+)`))?.[1];
    if (link !== undefined) return link;
    await new Promise((done) => setTimeout(done, 50));
  }
}

/** Needs what `npm run example:express` installs and builds. */
async function started(folder) {
  const child = spawn(process.execPath, [join(server, 'node_modules/tsx/dist/cli.mjs'), join(server, 'server.ts')], {
    cwd: folder,
    env: { ...process.env, PORT: '0', OPENAI_API_KEY: '', OPENAI_BASE_URL: '' },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let printed = '';
  const url = await new Promise((found, failed) => {
    child.once('exit', () => failed(new Error('The example ended. Run npm run example:express once before.')));
    child.stdout.on('data', (chunk) => {
      printed += chunk;
      const port = /http:\/\/localhost:(\d+)/.exec(printed)?.[1];
      if (port !== undefined) found(`http://127.0.0.1:${port}`);
    });
  });
  return { url, printed: () => printed, stop: () => child.kill('SIGTERM') };
}
