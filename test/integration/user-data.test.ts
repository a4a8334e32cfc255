import { PGlite } from '@electric-sql/pglite';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { pgliteStorage } from '../../adapters/pglite/index.js';
import { type ExportedPart, PromptForge, type Storage } from '../../src/index.js';
import { rollUpAll } from '../../src/testing/storage-contract/fixtures/roll-up-all.js';
import { settlement } from '../../src/testing/storage-contract/fixtures/settlement.js';
import { secret } from '../fixtures/forge-with-model.js';
import { rejection } from '../fixtures/rejection.js';
import { furnishTenant, idsOf, tenantNamed } from '../schema/furnish-tenant.js';

const tenant = tenantNamed('acme');
const userId = tenant.member;
const allTime = { from: 0, to: Number.MAX_SAFE_INTEGER };

let database: PGlite;
let storage: Storage;
let forge: PromptForge;

beforeAll(async () => {
  database = await PGlite.create();
  storage = pgliteStorage({ database });
  await storage.setup();
  forge = new PromptForge({ storage, engine: 'rules', session: { secret } });
  await furnishTenant(storage, tenant);
  await furnishTenant(storage, tenantNamed('rival'));
  await rollUpAll(storage);
});
afterAll(() => forge.close());

/** Where an export holds what a table has of a user. A table that is new has to be added, and exported. */
const sectionOf: Readonly<Record<string, ExportedPart['section']>> = {
  api_keys: 'apiKeys',
  bundles: 'bundles',
  credentials: 'credentials',
  email_tokens: 'credentials',
  daily_usage: 'dailySums',
  invitations: 'invitations',
  org_members: 'memberships',
  parameter_sets: 'parameterSets',
  profiles: 'profile',
  prompt_versions: 'promptVersions',
  quota_windows: 'quotaWindows',
  runs: 'runs',
  saved_prompts: 'savedPrompts',
  session_cutoffs: 'sessions',
  session_denials: 'sessions',
  session_tokens: 'sessions',
  sessions: 'sessions',
  telemetry_events: 'events',
};

/**
 * What names the user and is in no export: answers of models, kept for a while to be used again by the whole
 * organization; what they came to is in the results of runs. And on which days somebody was active in any
 * organization, which is in the sums of each.
 */
const notExported = ['cache_entries', 'platform_user_days', 'platform_user_months'];

async function columns(): Promise<readonly { readonly table: string; readonly column: string }[]> {
  const { rows } = await database.query<{ table: string; column: string }>(`
    select c.table_name as table, c.column_name as column
      from information_schema.columns as c
      join information_schema.tables as t
        on t.table_schema = c.table_schema and t.table_name = c.table_name and t.table_type = 'BASE TABLE'
     where c.table_schema = 'promptforge' and c.table_name !~ '_\\d|_default$'
     order by 1, 2`);
  return rows;
}

/** Tables and columns that hold a text of the user anywhere. */
async function placesOf(text: string): Promise<readonly string[]> {
  const places: string[] = [];
  for (const { table, column } of await columns()) {
    const { rows } = await database.query(
      `select from promptforge.${table} where position($1 in ${column}::text) > 0 limit 1`,
      [text],
    );
    if (rows.length > 0) places.push(`${table}.${column}`);
  }
  return places;
}

async function exported(request: Parameters<typeof forge.users.export>[0]): Promise<readonly ExportedPart[]> {
  const parts: ExportedPart[] = [];
  for await (const part of await forge.users.export(request)) parts.push(part);
  return parts;
}

test('an export holds something of every table that names the user, and no secret', async () => {
  const parts = await exported({ userId });
  const sections = new Set(parts.filter(({ items }) => items.length > 0).map(({ section }) => section));
  const naming = (await columns()).filter(({ column }) => /^(user_id|owner_id|author_id|\w+_by)$/.test(column));
  for (const { table, column } of naming) {
    const { rows } = await database.query(`select from promptforge.${table} where ${column} = $1 limit 1`, [userId]);
    if (rows.length === 0) continue;
    if (notExported.includes(table)) continue;
    expect(sectionOf[table], `${table} is exported`).toBeDefined();
    expect([...sections], table).toContain(sectionOf[table]);
  }
  expect(naming.length).toBeGreaterThan(10);
  const text = JSON.stringify(parts);
  for (const written of [`Prompt of ${userId}`, `Change of ${userId}`, `Private to ${userId}`, `Device of ${userId}`]) {
    expect(text).toContain(written);
  }
  expect(text).toContain(`rubric-of-${userId}`);
  const { rows } = await database.query<{ hash: string }>(`
    select hash from promptforge.session_tokens union all select secret_hash from promptforge.invitations
    union all select hash from promptforge.api_key_secrets union all select hash from promptforge.email_tokens
    union all select password_hash from promptforge.credentials`);
  expect(rows.length).toBeGreaterThan(1);
  for (const { hash } of rows) expect(text).not.toContain(hash);
  for (const other of [tenant.admin, 'rival']) expect(text).not.toContain(`of ${other}`);
});

test('a token exports what is in its organization, and opens no other one', async () => {
  const { accessToken: token } = await forge.sessions.issue({ userId, orgId: 'elsewhere', role: 'member' });
  const parts = await exported({ token });
  expect([...new Set(parts.map(({ section }) => section))]).toEqual([
    'profile',
    'credentials',
    'memberships',
    'sessions',
  ]);
  expect(JSON.stringify(parts)).not.toContain('Prompt of');
  const own = await forge.sessions.issue({ userId, orgId: tenant.scope.orgId, role: 'member' });
  expect(JSON.stringify(await exported({ token: own.accessToken }))).toContain(`Prompt of ${userId}`);
  for (const request of [{ token, orgIds: ['acme-org'] }, { userId, orgIds: 'acme' }, { userId: '' }]) {
    const refused = forge.users.export(request as unknown as { userId: string });
    expect((await rejection(refused)).code).toBe('request_invalid');
  }
});

test('after an erasure the user is nowhere but where the documents say, and no sum has changed', async () => {
  const sums = async () => ({
    daily: await storage.analytics.daily(tenant.scope, { userId: null, range: allTime }),
    windows: (await storage.analytics.windows({ orgId: tenant.scope.orgId, limit: 100, after: null })).items.map(
      ({ resetAfterMs, ...window }) => window,
    ),
    charged: (
      await database.query(`
        select org_id, count(*)::int as runs, sum(charged_calls)::int as calls, sum(charged_tokens)::int as tokens,
               sum(charged_cost)::int as cost, sum(input_tokens)::int as input, sum(cost_micros)::int as micros
          from promptforge.runs group by org_id order by org_id`)
    ).rows,
    subscriptions: (await database.query('select * from promptforge.subscriptions order by org_id')).rows,
  });
  await storage.ledger.settle(tenant.scope, settlement(idsOf(userId).runUnderWay));
  await rollUpAll(storage);
  const before = await sums();
  expect(await forge.users.erase({ userId, emails: ['Title of acme@example.com'] })).toMatchObject({
    invitations: 1,
    memberships: 1,
    profile: true,
  });
  await rollUpAll(storage);
  expect(await sums()).toEqual(before);
  // Quota counters, until their windows are long over; and what tokens are refused by. Ids of runs, rubrics and the data of events hold
  // nothing of a user in earnest: only the fixture puts names there.
  const named = ['runs.id', 'scores.run_id', 'scores.rubric', 'telemetry_events.run_id', 'telemetry_events.data'];
  const stays = [
    'quota_windows.user_id',
    'session_cutoffs.user_id',
    'session_denials.user_id',
    'session_denials.session_id',
    ...named,
  ];
  const places = await placesOf(userId);
  expect(places.filter((place) => !stays.includes(place))).toEqual([]);
  expect(await placesOf(`Prompt of ${userId}`)).toEqual([]);
  expect(await placesOf(`${userId}@example.com`)).toEqual([]);
  expect(await placesOf(tenant.colleague)).not.toEqual([]);
});
