import { randomUUID } from 'node:crypto';
import { createServer } from 'node:http';
import { createClient, type WebSocketLikeConstructor } from '@supabase/supabase-js';
import { expect, onTestFinished, test } from 'vitest';
import { WebSocket } from 'ws';
import { supabaseSession } from '../../src/issuers/index.js';
import { forgeWithModel } from '../fixtures/forge-with-model.js';
import { signedBy, signingKey } from '../fixtures/issuer.js';
import { manualClock } from '../fixtures/manual-clock.js';
import { rejection } from '../fixtures/rejection.js';

const account = { id: randomUUID(), email: 'ada@example.com', password: 'correct horse battery staple' };

/**
 * Answers as Supabase Auth does: a password grant, and the key set.
 * @see https://supabase.com/docs/reference/self-hosting-auth/introduction
 */
async function supabaseAuth(clock: { now(): number }) {
  const key = await signingKey('ES256');
  const server = createServer(async (request, response) => {
    const url = new URL(String(request.url), `http://${request.headers.host}`);
    const answer = (status: number, body: object) => {
      response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
    };
    if (url.pathname === '/auth/v1/.well-known/jwks.json') return answer(200, { keys: [key.jwk] });
    if (`${url.pathname}${url.search}` !== '/auth/v1/token?grant_type=password') return answer(404, {});
    const parts: Uint8Array[] = [];
    for await (const part of request) parts.push(part as Uint8Array);
    const { email, password } = JSON.parse(Buffer.concat(parts).toString()) as Record<string, unknown>;
    if (email !== account.email || password !== account.password) {
      return answer(400, { code: 400, error_code: 'invalid_credentials', msg: 'Invalid login credentials' });
    }
    const now = Math.floor(clock.now() / 1_000);
    const claims = {
      iss: `${url.origin}/auth/v1`,
      sub: account.id,
      aud: 'authenticated',
      exp: now + 3_600,
      iat: now,
      email,
      phone: '',
      app_metadata: { provider: 'email', providers: ['email'], org_id: 'acme', org_role: 'admin' },
      user_metadata: { org_role: 'owner' },
      role: 'authenticated',
      aal: 'aal1',
      amr: [{ method: 'password', timestamp: now }],
      session_id: 'd1b0d5d4-0f4a-4b0e-9a39-0e8d6c1c7a11',
      is_anonymous: false,
    };
    answer(200, {
      access_token: await signedBy(key, claims),
      token_type: 'bearer',
      expires_in: 3_600,
      expires_at: Math.floor(Date.now() / 1_000) + 3_600,
      refresh_token: 'a-refresh-token',
      user: { id: account.id, aud: 'authenticated', role: 'authenticated', email, app_metadata: {}, user_metadata: {} },
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(
    () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  );
  const address = server.address();
  return `http://127.0.0.1:${typeof address === 'object' && address !== null ? address.port : 0}`;
}

test('who signs in with Supabase Auth by password is the caller, with the organization and role of the project', async () => {
  const url = await supabaseAuth(manualClock());
  const supabase = createClient(url, 'a publishable key', {
    auth: { persistSession: false, autoRefreshToken: false },
    // Node.js 20 has none of its own.
    realtime: { transport: WebSocket as unknown as WebSocketLikeConstructor },
  });
  const claims = { orgId: ['app_metadata', 'org_id'], role: ['app_metadata', 'org_role'] };
  const { forge } = forgeWithModel([], { engine: 'rules', session: supabaseSession({ url, claims }) });
  const wrong = await supabase.auth.signInWithPassword({ email: account.email, password: 'a wrong password' });
  expect(wrong.error).toMatchObject({ code: 'invalid_credentials', status: 400 });
  const { data, error } = await supabase.auth.signInWithPassword(account);
  expect(error).toBe(null);
  const token = data.session?.access_token;
  expect(await forge.sessions.verify(token)).toEqual({
    userId: account.id,
    orgId: 'acme',
    role: 'admin',
    sessionId: 'd1b0d5d4-0f4a-4b0e-9a39-0e8d6c1c7a11',
  });
  const result = await forge.optimize({
    token,
    prompt: 'Write a release note for our billing export, for accountants.',
    sevenD: { domain: 'saas', output_format: 'md' },
  });
  expect(result.runId).toBeTruthy();
  // What the refresh token and another signature are worth here.
  for (const forged of [data.session?.refresh_token, `${token?.slice(0, -4)}AAAA`]) {
    expect(await rejection(forge.sessions.verify(forged))).toMatchObject({ code: 'session_invalid' });
  }
});
