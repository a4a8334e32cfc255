import type { BrowserContext, Page } from 'playwright-core';
import { expect, test } from 'vitest';

/** A running example, and a browser to use it by. */
export interface Visit {
  readonly context: BrowserContext;
  /** Where it listens, as an address of 127.0.0.1. */
  readonly url: string;
  /** What it has printed so far: links of e-mails are among it. */
  readonly printed: () => string;
}

const email = 'ada@example.com';
const password = 'correct horse battery staple';
const prompt = 'Write a welcome e-mail for {name}, who signed up for our invoicing tool.';

export interface WalkOptions {
  /** Who signs people in. Supabase Auth keeps to itself where somebody is signed in. Default: PromptForge. */
  readonly signsIn?: 'promptforge' | 'supabase';
}

/** Declares the tests of somebody's first day with the pages, each of which goes on where the last one ended. */
export function walkThrough(visit: () => Visit, { signsIn = 'promptforge' }: WalkOptions = {}): void {
  let page: Page;
  const complaints: string[] = [];

  const goTo = (path: string) => page.goto(`${visit().url}${path}`);
  const press = (name: string | RegExp) => page.getByRole('button', { name, exact: typeof name === 'string' }).click();
  const told = (text: string | RegExp) => page.getByText(text).first().waitFor();
  const usedThisHour = () => page.locator('[data-window="user-calls-hour"] .number').innerText();
  const optimize = async () => {
    await press('Optimize');
    await page.locator('[data-phase]:not([data-phase="running"])').waitFor();
  };

  test('whoever has no session is sent to sign in, and is told what is wrong with an account', async () => {
    page = await watched(visit().context, complaints);
    await goTo('/plan');
    await page.waitForURL(/\/sign-in\?next=%2Fplan$/);
    await press('Make one');
    await page.getByLabel('E-mail').fill(email);
    await page.getByLabel('Password').fill('short');
    await press('Make an account');
    await told('Choose a password of at least 8 characters.');
    await page.getByLabel('Password').fill(password);
    await press('Make an account');
    await told('Look into your mail');
  });

  test('an address is verified by the link of the e-mail, and signed in with the right password alone', async () => {
    await goTo('/sign-in?next=/plan');
    const signIn = async (secret: string) => {
      await page.getByLabel('E-mail').fill(email);
      await page.getByLabel('Password').fill(secret);
      await press('Sign in');
    };
    await signIn(password);
    await told('Your address is not verified yet');
    await signIn('another password');
    await told('That did not match');
    // Whoever knows the password is sent another one.
    await expect.poll(() => linksOf(visit().printed())).toHaveLength(signsIn === 'supabase' ? 1 : 2);
    await goTo(String(linksOf(visit().printed()).at(-1)));
    await press('Verify my address');
    await told('Your address is verified');
    expect(page.url()).not.toContain('token');
    await goTo('/sign-in?next=//evil.test');
    await signIn(password);
    await page.waitForURL(`${visit().url}/`);
  });

  test('what is missing is told at its field, and nothing is charged for it', async () => {
    await press('Optimize');
    await told('Choose a domain.');
    expect(await page.getByLabel('Domain').getAttribute('aria-invalid')).toBe('true');
    await page.getByLabel('Domain').selectOption('saas');
    await page.getByLabel('Output format').selectOption('md');
    await page.getByLabel('Prompt', { exact: true }).fill('short');
    await optimize();
    await told(/at least 10 are needed/);
    expect(await usedThisHour()).toBe('0 of 10');
  });

  test('a prompt is optimized before the eyes of its author, with scores and what is left', async () => {
    await page.getByLabel('Prompt', { exact: true }).fill(prompt);
    await optimize();
    await told('Your optimized prompt');
    const stages = await page.locator('.stage-title').allInnerTexts();
    expect(stages).toEqual(['Let in', 'Validated', 'Reserved', 'Scored', 'Scored', 'Gate', 'Done']);
    expect(await page.locator('.version-new pre').innerText()).toContain('{name}');
    expect(await page.locator('.scores tbody tr').count()).toBe(4);
    const [before = 0, after = 0] =
      (await page.locator('.composite-number').innerText()).match(/\d+\.\d/g)?.map(Number) ?? [];
    expect(after).toBeGreaterThan(before);
    expect(await page.locator('[data-left="user-calls-hour"]').innerText()).toMatch(/9 left/);
    await expect.poll(usedThisHour).toBe('1 of 10');
  });

  test('the dashboard is a link away, with the figures of the first run', async () => {
    await page.getByRole('link', { name: 'Dashboard' }).click();
    await page.getByRole('heading', { name: 'Your figures', level: 1 }).waitFor();
    expect(await page.locator('[data-live-figure="ended"]').innerText()).toBe('1');
    await page.locator('[data-chart] canvas').first().waitFor();
    await goTo('/');
    await expect.poll(() => page.getByLabel('Prompt', { exact: true }).inputValue()).toBe(prompt);
  });

  test('a prompt is scored as it stands, and told what costs points', async () => {
    await press('Score only');
    await page.getByRole('heading', { name: 'How it stands' }).waitFor();
    await told('What costs points');
  });

  test('the limit of the plan is told with a way on, another plan is chosen, and the prompt is still there', async () => {
    const isRefused = () => page.getByText('Your plan has no room left for this').isVisible();
    // Ten calls an hour: even if an hour ends in between, twenty more calls cannot all be admitted.
    for (let call = 0; call < 20 && !(await isRefused()); call += 1) await optimize();
    await told(/There is room again in \d+ (minute|second)s?/);
    await page.getByRole('link', { name: 'See larger plans' }).click();
    await page.locator('[data-plan="pilot"]').getByText('Your plan').waitFor();
    await press('Change to Pro');
    await told('You are on Pro now');
    await expect.poll(usedThisHour).toMatch(/ of 50$/);
    await page.getByRole('link', { name: 'Back to the editor' }).click();
    await expect.poll(() => page.getByLabel('Prompt', { exact: true }).inputValue()).toBe(prompt);
    await optimize();
    await told('Your optimized prompt');
  });

  test('a profile is saved and read again, and what was changed elsewhere meanwhile is not lost', async () => {
    await goTo('/profile');
    await page.getByLabel('Name').fill('Ada Lovelace');
    await page.getByLabel('Colors').selectOption('dark');
    await press('Save');
    await told('Saved');
    await page.evaluate(async () => {
      const headers = { 'content-type': 'application/json' };
      await fetch('/api/me/profile', { method: 'PATCH', headers, body: JSON.stringify({ locale: 'de-CH' }) });
    });
    await page.getByLabel('Name').fill('Ada King');
    await press('Save');
    await told('Your profile was changed elsewhere meanwhile');
    expect(await page.getByLabel('Name').inputValue()).toBe('Ada King');
    expect(await page.getByLabel('Language').inputValue()).toBe('de-CH');
    await press('Save');
    await told('Saved');
    await goTo('/profile');
    expect(await page.getByLabel('Name').inputValue()).toBe('Ada King');
    expect(await page.locator('html').getAttribute('data-theme')).toBe('dark');
    const [download] = await Promise.all([page.waitForEvent('download'), press('Download my data')]);
    expect(download.suggestedFilename()).toBe('my-data.json');
  });

  const endSession = async () => {
    const headers = { 'content-type': 'application/json' };
    const body = JSON.stringify({ email, password, device: 'An old phone' });
    const other = await fetch(`${visit().url}/api/auth/sign-in`, { method: 'POST', headers, body });
    expect(other.status).toBe(200);
    await goTo('/sessions');
    await page.getByRole('heading', { name: 'An old phone' }).waitFor();
    expect(await page.locator('[data-session]').count()).toBe(2);
    await press('End it on An old phone');
    await expect.poll(() => page.locator('[data-session]').count()).toBe(1);
    expect(await page.locator('[data-session="current"]').innerText()).toContain('Chrome on Linux');
  };
  if (signsIn === 'promptforge') test('sessions are listed, and one is ended', endSession);

  test.each([360, 1_440])('no page is wider than a screen of %i pixels', async (width) => {
    await page.setViewportSize({ width, height: 800 });
    for (const path of ['/', '/plan', '/profile', '/sessions']) {
      await goTo(path);
      await page.locator('[data-window]').first().waitFor();
      const wide = await page.evaluate(() => document.documentElement.scrollWidth);
      expect({ path, wide }).toEqual({ path, wide: width });
    }
  });

  test('after signing out the pages are closed', async () => {
    await goTo('/sessions');
    await press('Sign out here');
    await told('You are signed out');
    for (const path of ['/', '/plan', '/profile', '/sessions']) {
      await goTo(path);
      await page.waitForURL(/\/sign-in\?next=/);
    }
  });

  test('a link of an e-mail works once', async () => {
    await goTo(String(linksOf(visit().printed()).at(-1)));
    await press('Verify my address');
    await told('This link does not work any more');
  });

  test('all the while the browser had nothing to complain about', () => {
    expect(complaints).toEqual([]);
  });
}

/** Links to verify an address, as paths, in the order in which they were printed. */
function linksOf(printed: string): readonly string[] {
  return printed.match(/\/verify-email#token=[\w-]+/g) ?? [];
}

/** Refusals that the pages have asked for; browsers report them on the console, too. */
const expected: ReadonlySet<number> = new Set([400, 401, 403, 409, 422, 429]);

/** A page that writes down what its browser complains about. */
async function watched(context: BrowserContext, complaints: string[]): Promise<Page> {
  const page = await context.newPage();
  // Only for what would never end.
  page.setDefaultTimeout(120_000);
  page.setDefaultNavigationTimeout(120_000);
  page.on('pageerror', (error) => complaints.push(String(error)));
  page.on('console', (message) => {
    const isRefusal = message.text().startsWith('Failed to load resource');
    if (!isRefusal && ['error', 'warning'].includes(message.type())) complaints.push(message.text());
  });
  page.on('response', (response) => {
    const status = response.status();
    if (status >= 400 && !expected.has(status)) complaints.push(`${status} ${response.url()}`);
    const policy = response.headers()['content-security-policy'] ?? '';
    const isDocument = response.request().resourceType() === 'document' && status === 200;
    if (isDocument && !isStrict(policy)) complaints.push(`a loose policy at ${response.url()}: ${policy}`);
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

/** Whether nothing is taken from elsewhere, and no script or style from within a document that was not named. */
function isStrict(policy: string): boolean {
  return policy.startsWith("default-src 'none'") && /script-src 'self'/.test(policy) && !/unsafe|[*]/.test(policy);
}
