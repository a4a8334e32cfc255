import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createHandler } from '../../src/http/index.js';
import { type DashboardWorld, dashboardWorld, served } from '../fixtures/dashboard-world.js';
import { refusal } from '../fixtures/rejection.js';

const forBrowsers = { accept: 'text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8' };

describe('the dashboard over HTTP', () => {
  let world: DashboardWorld;
  let server: Awaited<ReturnType<typeof served>>;
  const tokens: Record<string, string> = {};

  beforeAll(async () => {
    world = await dashboardWorld();
    server = await served(world.handle);
    tokens.operator = await world.tokenOf('ada', 'acme', 'owner');
    tokens.member = await world.tokenOf('ben', 'acme');
    tokens.owner = await world.tokenOf('guest-1', 'globex', 'owner');
  });
  afterAll(() => server?.close());

  const get = (path: string, who: string | null, headers: Record<string, string> = forBrowsers) =>
    fetch(`${server.url}/api${path}`, {
      headers: { ...headers, ...(who === null ? {} : { cookie: world.cookieOf(tokens[who] ?? '') }) },
    });

  const pages = ['/dashboard', '/dashboard/performance', '/dashboard/business', '/dashboard/business?of=platform'];
  test.each(pages)('%s is a page whose policy lets nothing in but its own files', async (path) => {
    const response = await get(path, 'operator');
    expect(response.status).toBe(200);
    expect(response.headers.get('content-type')).toBe('text/html; charset=utf-8');
    expect(response.headers.get('content-security-policy')).toBe(
      "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
    );
    expect(response.headers.get('cache-control')).toBe('no-store');
    expect(response.headers.get('x-frame-options')).toBe('DENY');
    expect(response.headers.get('cross-origin-opener-policy')).toBe('same-origin');
    expect(response.headers.get('referrer-policy')).toBe('same-origin');
    const page = await response.text();
    expect(page).toContain('<table>');
    for (const [, file] of page.matchAll(/(?:href|src)="(\/api\/dashboard\/assets\/[^"]+)"/g)) {
      const asset = await fetch(`${server.url}${file}`);
      expect([asset.status, asset.headers.get('cache-control')]).toEqual([200, 'public, max-age=31536000, immutable']);
    }
  });

  test('the navigation shows what the caller may see, and nothing else', async () => {
    const linksFor = async (who: string) => {
      const nav = /<nav aria-label="Pages">.*?<\/nav>/s.exec(await (await get('/dashboard', who)).text())?.[0] ?? '';
      return [...nav.matchAll(/href="([^"]+)"/g)].map(([, href]) => href);
    };
    expect(await linksFor('member')).toEqual(['/api/dashboard']);
    expect(await linksFor('owner')).toEqual([
      '/api/dashboard',
      '/api/dashboard/performance',
      '/api/dashboard/business',
    ]);
    const switchTo = '>All organizations</a>';
    expect(await (await get('/dashboard/business', 'operator')).text()).toContain(switchTo);
    expect(await (await get('/dashboard/business', 'owner')).text()).not.toContain(switchTo);
  });

  test('figures are those of the ledger', async () => {
    const token = tokens.operator ?? '';
    const page = await (await get('/dashboard/business?of=platform', 'operator')).text();
    const metrics = await world.forge.analytics.business({ token, of: 'platform' });
    const shown = /<dt>Runs<\/dt><dd class="figure-value">([\d,]+)</.exec(page)?.[1];
    expect(shown).toBe(String(metrics.runs.ended));
    expect(metrics.runs.ended).toBeGreaterThan(20);
    const own = await (await get('/dashboard', 'member')).text();
    const { runs } = await world.forge.analytics.user({ token: tokens.member ?? '' });
    expect(own).toContain(`data-succeeded="${runs.succeeded}" data-failed="${runs.failed}"`);
  });

  test('days are asked for in the time zone of the caller', async () => {
    const page = await (
      await get('/dashboard?first=2026-11-01&last=2026-11-02&timeZone=Pacific%2FAuckland', 'operator')
    ).text();
    expect(page).toContain('Days are those of Pacific/Auckland.');
    expect(page).toContain('<option value="Pacific/Auckland" selected>');
    const days = new URL(
      /href="(\/api\/analytics\/export[^"]+csv[^"]*)"/.exec(page)?.[1]?.replaceAll('&amp;', '&') ?? '',
      server.url,
    );
    expect(Object.fromEntries(days.searchParams)).toEqual({
      format: 'csv',
      of: 'self',
      timeZone: 'Pacific/Auckland',
      first: '2026-11-01',
      last: '2026-11-02',
    });
  });

  test.each([
    ['/dashboard/performance?model=no-such-model', 'No run has ended on these days.'],
    ['/dashboard/performance?planId=pro&moduleId=notes', 'Take one of the two filters away to see it.'],
    ['/dashboard?first=2020-01-01&last=2020-01-31', 'Optimize a prompt, or choose other days.'],
  ])('%s has nothing to show, and says what to do', async (path, words) => {
    const response = await get(path, 'operator');
    expect(response.status).toBe(200);
    expect(await response.text()).toContain(words);
  });

  test('fields that were left empty are no filters', async () => {
    const response = await get('/dashboard/performance?planId=&model=&moduleId=', 'operator');
    expect(response.status).toBe(200);
  });

  test.each([
    ['nobody, of the own page', '/dashboard', null, 401, 'session_missing', 'href="/sign-in"'],
    ['a member, of the organization', '/dashboard/performance', 'member', 403, 'permission_denied', '/api/dashboard"'],
    ['an owner, of the platform', '/dashboard/business?of=platform', 'owner', 403, 'permission_denied', 'Your figures'],
    [
      'days that are none',
      '/dashboard?first=2026-02-30&last=2026-03-01',
      'owner',
      400,
      'request_invalid',
      'days such as',
    ],
    [
      'days backwards',
      '/dashboard/business?first=2026-03-02&last=2026-03-01',
      'owner',
      400,
      'request_invalid',
      'days such as',
    ],
    ['one day alone', '/dashboard/business?first=2026-03-02', 'owner', 400, 'request_invalid', 'Give both'],
    ['a place that is none', '/dashboard?timeZone=Atlantis', 'owner', 400, 'request_invalid', 'Europe/Berlin'],
    [
      'a scope that is none',
      '/dashboard/business?of=galaxy',
      'owner',
      400,
      'request_invalid',
      'organization, platform',
    ],
  ] as const)('refuses %s, as a page to browsers and as a problem to programs', async (_what, path, who, status, code, words) => {
    const page = await get(path, who);
    expect([page.status, page.headers.get('content-type')]).toEqual([status, 'text/html; charset=utf-8']);
    expect(page.headers.get('content-security-policy')).toMatch(/^default-src 'none'/);
    const text = await page.text();
    expect(text).toContain(`<code>${code}</code>`);
    expect(text).toContain(words);
    expect(text.match(/<h1>/g)).toHaveLength(1);
    const problem = await get(path, who, { accept: 'application/json' });
    expect([problem.status, problem.headers.get('content-type')]).toEqual([status, 'application/problem+json']);
    expect(((await problem.json()) as { code: string }).code).toBe(code);
  });

  test('a filter that hides markup comes back as text, and in no refusal', async () => {
    const attack = '"><img src=x onerror=alert(1)>';
    const page = await (await get(`/dashboard/performance?model=${encodeURIComponent(attack)}`, 'operator')).text();
    expect(page).not.toContain('<img');
    expect(page).toContain('value="&quot;&gt;&lt;img src=x onerror=alert(1)&gt;"');
    const refused = await (await get(`/dashboard?timeZone=${encodeURIComponent(attack)}`, 'operator')).text();
    expect(refused).not.toContain('onerror');
  });

  test('a file of another version is not there', async () => {
    const response = await get('/dashboard/assets/dashboard-0000000000000000.js', null);
    expect(response.status).toBe(404);
  });

  test('a handler takes no address to sign in at that would run a script', async () => {
    const options = { signInUrl: 'javascript:alert(1)' };
    expect((await refusal(() => createHandler(world.forge, options))).code).toBe('config_invalid');
  });
});
