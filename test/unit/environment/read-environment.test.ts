import { format, inspect } from 'node:util';
import { describe, expect, expectTypeOf, test } from 'vitest';
import { memoryStorage } from '../../../adapters/memory/index.js';
import {
  type Environment,
  type EnvironmentName,
  environmentVariables,
  openaiModel,
  PromptForge,
  readEnvironment,
  recommendedOpenaiModel,
} from '../../../src/index.js';
import { refusal } from '../../fixtures/rejection.js';

/** A key of Supabase's older kind. */
const legacyKey = (role: string) =>
  ['{"alg":"HS256"}', JSON.stringify({ iss: 'supabase', role }), 'canary'].map((part) => btoa(part)).join('.');

const all: Readonly<Record<EnvironmentName, string>> = {
  NEXT_PUBLIC_SUPABASE_URL: 'https://abcdefgh.supabase.co',
  NEXT_PUBLIC_SUPABASE_ANON_KEY: 'sb_publishable_abc',
  SUPABASE_SERVICE_ROLE_KEY: 'sb_secret_canary',
  OPENAI_API_KEY: 'sk-canary',
  OPENAI_ORGANIZATION: 'org-1',
  OPENAI_MODEL: 'gpt-6',
  OPENAI_BASE_URL: 'http://localhost:11434/v1',
  JWT_SECRET: 'canary of the tests, longer than 32 bytes ',
  NEXTAUTH_SECRET: '',
  NEXT_PUBLIC_SENTRY_DSN: 'https://key@o1.ingest.sentry.io/42',
  LOG_LEVEL: 'Warn',
  DATABASE_URL: 'postgres://app:canary@127.0.0.1:5432/shop',
};
const names = Object.keys(all) as EnvironmentName[];

describe('the environment', () => {
  test('is read into the shapes that other options take', () => {
    const { openai, session, supabase, ...rest } = readEnvironment(all);
    expect([openai?.apiKey, openai?.organization, openai?.model, openai?.baseUrl]).toEqual([
      ...['sk-canary', 'org-1', 'gpt-6', 'http://localhost:11434/v1'],
    ]);
    expect(session?.secret, 'to the byte').toBe(all.JWT_SECRET);
    expect([supabase?.url, supabase?.anonKey, supabase?.serviceRoleKey]).toEqual([
      ...['https://abcdefgh.supabase.co', 'sb_publishable_abc', 'sb_secret_canary'],
    ]);
    expect(rest).toEqual({ sentryDsn: 'https://key@o1.ingest.sentry.io/42', logLevel: 'warn' });
    expect(readEnvironment(all).databaseUrl).toBe(all.DATABASE_URL);
  });

  test.each([
    {},
    Object.fromEntries(names.map((name) => [name, ''])),
    Object.fromEntries(names.map((name) => [name, ' \n'])),
  ])('may say nothing: %j', (source) => {
    expect(readEnvironment(source)).toEqual({
      openai: null,
      session: null,
      supabase: null,
      sentryDsn: null,
      logLevel: 'info',
    });
    expect(readEnvironment(source).databaseUrl).toBeNull();
  });

  test('is that of the process unless another is given', () => {
    const before = process.env.OPENAI_BASE_URL;
    process.env.OPENAI_BASE_URL = 'http://127.0.0.1:9/v1';
    expect(readEnvironment().openai).toMatchObject({ model: recommendedOpenaiModel, baseUrl: 'http://127.0.0.1:9/v1' });
    delete process.env.OPENAI_BASE_URL;
    if (before !== undefined) process.env.OPENAI_BASE_URL = before;
  });

  test('fits the options of a forge, and signs its tokens', async () => {
    const { openai, session } = readEnvironment(all, { requires: ['OPENAI_API_KEY', 'JWT_SECRET'] });
    const forge = new PromptForge({ storage: memoryStorage(), model: openaiModel(openai), session });
    const { accessToken } = await forge.sessions.issue({ userId: 'ada' });
    expect(await forge.sessions.verify(accessToken)).toMatchObject({ userId: 'ada' });
    await forge.close();
  });

  test('has types that know what was required', () => {
    expectTypeOf(readEnvironment(all)).toEqualTypeOf<Environment>();
    expectTypeOf(readEnvironment(all, { requires: ['LOG_LEVEL'] }).openai).toBeNullable();
    const required = readEnvironment(all, {
      requires: ['DATABASE_URL', 'OPENAI_API_KEY', 'JWT_SECRET', 'SUPABASE_SERVICE_ROLE_KEY'],
    });
    expectTypeOf(required.databaseUrl).toEqualTypeOf<string>();
    expectTypeOf(required.openai.apiKey).toEqualTypeOf<string>();
    expectTypeOf(required.session.secret).toEqualTypeOf<string>();
    expectTypeOf(required.supabase.serviceRoleKey).toEqualTypeOf<string>();
    expectTypeOf(required.supabase.anonKey).toEqualTypeOf<string | null>();
    expectTypeOf(required.sentryDsn).toEqualTypeOf<string | null>();
  });
});

describe('secrets', () => {
  test('may have either of their names, and both only when they agree', async () => {
    const { JWT_SECRET: secret } = all;
    expect(readEnvironment({ NEXTAUTH_SECRET: secret }, { requires: ['JWT_SECRET'] }).session.secret).toBe(secret);
    expect(readEnvironment({ JWT_SECRET: secret, NEXTAUTH_SECRET: secret }).session?.secret).toBe(secret);
    const source = { JWT_SECRET: secret, NEXTAUTH_SECRET: `${secret}canary` };
    const { message } = await refusal(() => readEnvironment(source));
    expect(message).toContain('- NEXTAUTH_SECRET is set to something else than JWT_SECRET.');
    expect(message).not.toContain('canary');
  });

  test('are in nothing that logs, serializes or copies what was read', () => {
    const environment = readEnvironment(all);
    const parts = [environment, environment.openai, environment.session, environment.supabase, { environment }];
    for (const part of parts) {
      const told = [
        String(part),
        `${part}`,
        JSON.stringify(part),
        inspect(part, { depth: null }),
        inspect(part, { depth: null, customInspect: false }),
        format('%o %O %j %s', part, part, part, part),
        JSON.stringify({ ...part }),
        JSON.stringify(structuredClone({ ...part, environment: null })),
        Object.values(Object(part)).join(),
      ].join('\n');
      expect(told).not.toContain('canary');
    }
    // What is there can still be seen, and what is not.
    expect(JSON.parse(JSON.stringify(environment))).toMatchObject({
      openai: { apiKey: '[hidden]', model: 'gpt-6' },
      session: { secret: '[hidden]' },
      databaseUrl: '[hidden]',
    });
    expect(inspect(readEnvironment({}))).toContain('databaseUrl: null');
  });

  test('cannot be changed by whoever is given them', () => {
    const environment = readEnvironment(all);
    for (const part of [environment, environment.openai, environment.session, environment.supabase]) {
      expect(Object.isFrozen(part)).toBe(true);
    }
  });
});

describe('what is wrong', () => {
  test('is told all at once, with what each is for and how to come by it', async () => {
    const source = {
      OPENAI_BASE_URL: 'canary',
      LOG_LEVEL: 'canary',
      JWT_SECRET: 'canary',
      NEXTAUTH_SECRET: 'canaries',
    };
    const requires = ['DATABASE_URL', 'OPENAI_API_KEY', 'SUPABASE_SERVICE_ROLE_KEY'] as const;
    const { code, message, details } = await refusal(() => readEnvironment(source, { requires }));
    expect(code).toBe('config_invalid');
    expect(details).toEqual({
      missing: ['NEXT_PUBLIC_SUPABASE_URL', 'SUPABASE_SERVICE_ROLE_KEY', 'OPENAI_API_KEY', 'DATABASE_URL'],
      malformed: ['OPENAI_BASE_URL', 'JWT_SECRET', 'NEXTAUTH_SECRET', 'NEXTAUTH_SECRET', 'LOG_LEVEL'],
    });
    expect(message.split('\n')).toHaveLength(10);
    expect(message).toContain(
      '\n- OPENAI_API_KEY is not set. It is the key that the model is asked with. Make one at https://platform.openai.com/api-keys',
    );
    expect(message).toContain('\n- JWT_SECRET must have at least 32 bytes. It is the secret');
    expect(message).not.toContain('canar');
  });

  test.each<readonly [name: EnvironmentName, value: string]>([
    ['NEXT_PUBLIC_SUPABASE_URL', 'abcdefgh.supabase.co'],
    ['NEXT_PUBLIC_SUPABASE_URL', 'https://user:canary@abcdefgh.supabase.co'],
    ['NEXT_PUBLIC_SUPABASE_URL', 'postgres://canary/shop'],
    ['NEXT_PUBLIC_SUPABASE_ANON_KEY', 'sb_secret_canary'],
    ['NEXT_PUBLIC_SUPABASE_ANON_KEY', legacyKey('service_role')],
    ['NEXT_PUBLIC_SUPABASE_ANON_KEY', 'two canaries'],
    ['SUPABASE_SERVICE_ROLE_KEY', 'sb_publishable_canary'],
    ['SUPABASE_SERVICE_ROLE_KEY', legacyKey('anon')],
    ['OPENAI_API_KEY', 'sk-canary with spaces'],
    ['OPENAI_ORGANIZATION', 'Canary, Inc.'],
    ['OPENAI_MODEL', 'the canary model'],
    ['OPENAI_BASE_URL', 'localhost:11434/v1'],
    ['OPENAI_BASE_URL', 'https://canary@api.openai.com/v1'],
    ['OPENAI_BASE_URL', 'https://api.openai.com/v1?key=canary'],
    ['JWT_SECRET', 'thirty-one bytes of canary 1234'],
    ['NEXTAUTH_SECRET', 'canary'],
    ['NEXT_PUBLIC_SENTRY_DSN', 'https://o1.ingest.sentry.io/42'],
    ['NEXT_PUBLIC_SENTRY_DSN', 'https://canary@o1.ingest.sentry.io/'],
    ['LOG_LEVEL', 'canary'],
    ['DATABASE_URL', 'mysql://canary@127.0.0.1/shop'],
    ['DATABASE_URL', 'postgres://app:ca/nary@127.0.0.1/shop'],
    ['DATABASE_URL', 'canary'],
  ])('%s may not be %j', async (name, value) => {
    const { JWT_SECRET: _, ...others } = all;
    const { message, details } = await refusal(() => readEnvironment({ ...others, [name]: value }));
    expect(details).toEqual({ missing: [], malformed: [name] });
    expect(message).toContain(`- ${name} ${environmentVariables[name].must}. It is `);
    expect(message).not.toMatch(/canar|nary/i);
  });

  test.each<readonly [name: EnvironmentName, value: string]>([
    ['NEXT_PUBLIC_SUPABASE_URL', ' https://abcdefgh.supabase.co/ '],
    ['NEXT_PUBLIC_SUPABASE_ANON_KEY', legacyKey('anon')],
    ['SUPABASE_SERVICE_ROLE_KEY', legacyKey('service_role')],
    ['SUPABASE_SERVICE_ROLE_KEY', 'one-of-a-server-of-your-own'],
    ['OPENAI_API_KEY', 'sk-canary\n'],
    ['JWT_SECRET', 'ä'.repeat(16)],
    ['NEXT_PUBLIC_SENTRY_DSN', 'http://key@127.0.0.1:9000/sentry/42'],
    ['LOG_LEVEL', ' SILENT'],
    ['DATABASE_URL', 'postgresql:///shop?host=/run/postgresql'],
  ])('%s may be %j', (name, value) => {
    const { JWT_SECRET: _, ...others } = all;
    expect(() => readEnvironment({ ...others, [name]: value })).not.toThrow();
  });

  test('a key of Supabase without the address of its project', async () => {
    const { details } = await refusal(() => readEnvironment({ SUPABASE_SERVICE_ROLE_KEY: 'sb_secret_canary' }));
    expect(details).toEqual({ missing: ['NEXT_PUBLIC_SUPABASE_URL'], malformed: [] });
  });
});
