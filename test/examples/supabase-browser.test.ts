import { createServer, type IncomingMessage, request, type ServerResponse } from 'node:http';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { chromiumAbsent, chromiumAvailable, openChromium } from '../browser/chromium.js';
import { addressOf } from '../hosts/trial-hosts.js';
import { overPglite, startSupabaseProject, supabasePglite } from '../postgrest-server/index.js';
import { InstalledExample, listening, type RunningExample } from './installed-example.js';
import { supabaseAuth } from './supabase-auth.js';
import { walkThrough } from './walk-through.js';

/** What a Supabase project is to its clients: sign-in and a database behind one address. */
async function supabaseProject() {
  const auth = await supabaseAuth();
  const database = await startSupabaseProject(overPglite(await supabasePglite()));
  const passOn = (from: IncomingMessage, to: ServerResponse) => {
    const { method, url, headers } = from;
    const passed = request(`${database.url}${url}`, { method: String(method), headers }, (answer) => {
      to.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(to);
    });
    passed.on('error', () => to.destroy());
    from.pipe(passed);
  };
  const server = createServer((from, to) => {
    if (from.url?.startsWith('/auth/v1/')) void auth.handle(from, to);
    else passOn(from, to);
  });
  return {
    environment: {
      NEXT_PUBLIC_SUPABASE_URL: await addressOf(server),
      NEXT_PUBLIC_SUPABASE_ANON_KEY: database.publishableKey,
      SUPABASE_SERVICE_ROLE_KEY: database.secretKey,
    },
    mails: auth.mails,
    async close() {
      server.closeAllConnections();
      server.close();
      await database.close();
    },
  };
}

let example: InstalledExample;
beforeAll(async () => {
  example = await InstalledExample.install('supabase');
});
afterAll(() => example?.remove());

test('the Supabase example typechecks against the published types', async () => {
  const typescript = new URL('../../node_modules/typescript/bin/tsc', import.meta.url).pathname;
  await expect(example.command(process.execPath, typescript, '-p', '.')).resolves.toBe('');
});

test('the Supabase example starts without a project', async () => {
  const server = await example.start({}, listening);
  expect((await fetch(`${server.url}/api/health/ready`)).status).toBe(200);
  const body = JSON.stringify({ email: 'ada@example.com', password: 'correct horse battery staple' });
  const headers = { 'content-type': 'application/json' };
  const signedUp = await fetch(`${server.url}/api/auth/sign-up`, { method: 'POST', headers, body });
  expect(await signedUp.json()).toEqual({ outcome: 'check_email' });
  expect(await server.stop()).toBe(0);
});

describe.skipIf(!chromiumAvailable())(
  `the pages of the Supabase example, on a project (else: ${chromiumAbsent})`,
  () => {
    let project: Awaited<ReturnType<typeof supabaseProject>>;
    let server: RunningExample;
    let browser: Awaited<ReturnType<typeof openChromium>>;

    beforeAll(async () => {
      project = await supabaseProject();
      server = await example.start(project.environment, listening);
      browser = await openChromium();
    });
    afterAll(async () => {
      await browser?.close();
      await server?.stop();
      await project?.close();
    });

    test('a form of another site signs nobody in', async () => {
      const body = new URLSearchParams({ email: 'ada@example.com', password: 'whatever' });
      const answer = await fetch(`${server.url}/api/auth/sign-in`, { method: 'POST', body });
      expect([answer.status, (await answer.json()).code]).toEqual([415, 'media_type_unsupported']);
    });

    walkThrough(
      () => ({ context: browser.context, url: server.url.replace('localhost', '127.0.0.1'), printed: project.mails }),
      { signsIn: 'supabase' },
    );

    test('a password is set by the link of an e-mail, once', async () => {
      const headers = { 'content-type': 'application/json' };
      const post = (path: string, body: object) =>
        fetch(`${server.url}/api${path}`, { method: 'POST', headers, body: JSON.stringify(body) });
      const linked = (page: string) => new RegExp(`/${page}#token=(\\w+)\\n$`).exec(project.mails())?.[1] ?? '';
      const person = { email: 'eve@example.com', password: 'the first password' };
      await post('/auth/sign-up', person);
      await post('/auth/verify-email', { verificationToken: linked('verify-email') });
      expect((await post('/auth/request-password-reset', { email: 'nobody@example.com' })).status).toBe(204);
      expect((await post('/auth/request-password-reset', { email: person.email })).status).toBe(204);
      const reset = { resetToken: linked('reset-password'), newPassword: 'the second password' };
      expect((await post('/auth/reset-password', reset)).status).toBe(204);
      expect((await (await post('/auth/reset-password', reset)).json()).code).toBe('email_token_invalid');
      expect((await (await post('/auth/sign-in', person)).json()).code).toBe('sign_in_failed');
      const signIn = () => post('/auth/sign-in', { ...person, password: reset.newPassword });
      // Tokens of the very second in which all were ended are not taken.
      await expect.poll(async () => (await signIn()).status, { timeout: 30_000, interval: 500 }).toBe(200);
      const signedIn = await signIn();
      expect(signedIn.headers.getSetCookie()).toHaveLength(2);
      const cookie = signedIn.headers
        .getSetCookie()
        .map((set) => set.split(';')[0])
        .join('; ');
      const renewed = await fetch(`${server.url}/api/sessions/refresh`, {
        method: 'POST',
        headers: { cookie, 'sec-fetch-site': 'same-origin' },
      });
      expect([renewed.status, (await renewed.json()).tokenType]).toEqual([200, 'Cookie']);
      const again = { method: 'POST', headers: { cookie, 'sec-fetch-site': 'same-origin' } };
      const refused = await fetch(`${server.url}/api/sessions/refresh`, again);
      expect([refused.status, refused.headers.getSetCookie().length]).toEqual([401, 2]);
    });
  },
);
