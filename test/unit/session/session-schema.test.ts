import { describe, expect, test } from 'vitest';
import { memoryStorage } from '../../../adapters/memory/index.js';
import { auth0Session, clerkSession, supabaseSession } from '../../../src/issuers/index.js';
import { type PromptForgeOptions, parseOptions } from '../../../src/options.js';
import { PromptForge } from '../../../src/promptforge.js';
import { refusal, rejection } from '../../fixtures/rejection.js';

const good = { jwks: 'https://id.example/keys', issuer: 'https://id.example', audience: 'api' };
const optionsWith = (session: object) =>
  ({ storage: memoryStorage(), engine: 'rules', session }) as unknown as PromptForgeOptions;

describe('settings of an issuer', () => {
  test('are completed by defaults', () => {
    expect(parseOptions(optionsWith(good)).session).toMatchObject({
      ...good,
      algorithms: ['ES256', 'RS256', 'EdDSA'],
      types: ['JWT', 'at+jwt'],
      maxLifetimeSeconds: 86_400,
      claims: { userId: ['sub'], orgId: null, role: null, sessionId: null },
      roles: { owner: 'owner', admin: 'admin', member: 'member', viewer: 'viewer' },
      maxAgeMs: 600_000,
      staleIfErrorMs: 3_600_000,
      cooldownMs: 30_000,
      timeoutMs: 5_000,
    });
  });

  test.each(['http://localhost:54321/keys', 'http://127.0.0.1/keys', 'http://[::1]:1/keys'])('may be at %s', (jwks) => {
    expect(parseOptions(optionsWith({ ...good, jwks })).session).toMatchObject({ jwks });
  });

  test.each<[string, object, string]>([
    ['session.jwks', { jwks: 'http://id.example/keys' }, 'https'],
    ['session.jwks', { jwks: 'http://localhost.evil.example/keys' }, 'https'],
    ['session.jwks', { jwks: 'http://127.0.0.1.evil.example/keys' }, 'https'],
    ['session.jwks', { jwks: 'file:///etc/keys' }, 'https'],
    ['session.jwks', { jwks: 'https://canary:canary@id.example/keys' }, 'https'],
    ['session.jwks', { jwks: undefined }, ''],
    ['session.issuer', { issuer: '' }, ''],
    ['session.audience', { audience: undefined }, 'null'],
    ['session.audience', { audience: [] }, ''],
    ['session.require', { audience: null }, 'azp'],
    ['session.algorithms.0', { algorithms: ['HS256'] }, 'ES256'],
    ['session.algorithms', { algorithms: [] }, ''],
    ['session.types', { types: [] }, ''],
    ['session.maxLifetimeSeconds', { maxLifetimeSeconds: Number.POSITIVE_INFINITY }, ''],
    ['session.claims.orgId', { claims: { orgId: ['user_metadata', 'org'] } }, 'users write'],
    ['session.claims.role', { claims: { role: ['unsafe_metadata', 'role'] } }, 'users write'],
    ['session.claims.userId', { claims: { userId: [] } }, ''],
    ['session.roles.boss', { roles: { boss: 'emperor' } }, 'owner'],
    ['session.require.azp', { require: { azp: [] } }, ''],
    ['session.maxAgeMs', { maxAgeMs: 999 }, ''],
    ['session.cooldownMs', { cooldownMs: 700_000 }, 'maxAgeMs'],
    ['session.timeoutMs', { timeoutMs: 0 }, ''],
    ['session.fetch', { fetch: 'canary' }, 'function'],
    ['session', { secret: 'canary-secret-of-thirty-two-byte' }, 'secret'],
  ])('with a wrong %s are refused by name: %j', async (name, changes, hint) => {
    const error = await refusal(() => parseOptions(optionsWith({ ...good, ...changes })));
    expect(error.code).toBe('config_invalid');
    expect(error.message).toContain(`${name}: `);
    expect(error.message).toContain(hint);
    expect(error.message).not.toContain('canary');
  });

  test('leave no tokens to be issued here', async () => {
    const forge = new PromptForge(optionsWith(good));
    const error = await rejection(forge.sessions.issue({ userId: 'ada' }));
    expect(error).toMatchObject({ code: 'config_invalid', message: expect.stringContaining('session.secret') });
  });
});

describe('the settings of', () => {
  test.each([
    [
      'Supabase',
      supabaseSession({ url: 'https://abcdefgh.supabase.co/' }),
      'https://abcdefgh.supabase.co/auth/v1',
      '/.well-known/jwks.json',
    ],
    [
      'a local Supabase',
      supabaseSession({ url: 'http://127.0.0.1:54321' }),
      'http://127.0.0.1:54321/auth/v1',
      '/.well-known/jwks.json',
    ],
    [
      'Auth0',
      auth0Session({ domain: 'example.eu.auth0.com', audience: 'api' }),
      'https://example.eu.auth0.com/',
      '.well-known/jwks.json',
    ],
    [
      'Clerk',
      clerkSession({ issuer: 'https://clerk.example.com', authorizedParties: ['https://example.com'] }),
      'https://clerk.example.com',
      '/.well-known/jwks.json',
    ],
  ])('%s are ones that are taken', (_name, session, issuer, path) => {
    expect(parseOptions(optionsWith(session)).session).toMatchObject({ issuer, jwks: issuer + path });
  });

  test('each are added to by claims of yours that are required, and lose none', () => {
    const require = { aal: ['aal2'] };
    const supabase = supabaseSession({ url: 'https://abcdefgh.supabase.co', require });
    expect(supabase.require).toEqual({ role: ['authenticated'], is_anonymous: [false], ...require });
    const clerk = clerkSession({
      issuer: 'https://clerk.example.com',
      authorizedParties: ['https://a.example'],
      require,
    });
    expect(clerk.require).toEqual({ azp: ['https://a.example'], sts: ['active', null], ...require });
  });

  test('Clerk need an origin', async () => {
    const session = clerkSession({ issuer: 'https://clerk.example.com', authorizedParties: [] });
    expect((await refusal(() => parseOptions(optionsWith(session)))).message).toContain('session.require.azp');
  });
});
