import { PGlite } from '@electric-sql/pglite';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { pgliteStorage } from '../../adapters/pglite/index.js';
import { platformScope, type Storage } from '../../src/storage.js';
import { newSavedPrompt } from '../../src/testing/storage-contract/history/new-saved-prompt.js';
import { libraryModule } from '../../src/testing/storage-contract/library/library-module.js';
import { newBundle } from '../../src/testing/storage-contract/library/new-bundle.js';
import { parameterSet } from '../../src/testing/storage-contract/library/parameter-set-compares-and-swaps.js';
import { plan } from '../../src/testing/storage-contract/plans/plan-compares-and-swaps.js';
import { profile } from '../../src/testing/storage-contract/profiles/profile-compares-and-swaps.js';
import { newLoginSession } from '../../src/testing/storage-contract/sessions/new-login-session.js';

const people = ['ada', 'bob', 'eve'] as const;
const acme = { orgId: 'acme' };
let database: PGlite;

beforeAll(async () => {
  database = await PGlite.create();
  await database.exec('create role anon; create role authenticated;');
  const storage = pgliteStorage({ database });
  await storage.setup();
  await furnish(storage);
});

afterAll(() => database.close());

/** Ada owns Acme, Bob is a member of it, and Eve owns another organization. */
async function furnish({ organizations, profiles, sessions, plans, library, history }: Storage): Promise<void> {
  for (const scope of [acme, { orgId: 'other' }]) await organizations.save(scope, { name: scope.orgId }, 0);
  await organizations.setMember(acme, { userId: 'ada', role: 'owner' });
  await organizations.setMember(acme, { userId: 'bob', role: 'member' });
  await organizations.setMember({ orgId: 'other' }, { userId: 'eve', role: 'owner' });
  await plans.save(plan('pro', 0), 0);
  for (const [index, userId] of people.entries()) {
    const scope = { orgId: userId === 'eve' ? 'other' : 'acme' };
    await profiles.save({ userId }, profile(index), 0);
    await sessions.create(scope, newLoginSession({ userId }, { id: `session of ${userId}` }));
    await library.addBundle(scope, newBundle(`bundle of ${userId}`, { userId }));
    for (const shared of [true, false]) {
      const id = `${shared ? 'shared' : 'own'} of ${userId}`;
      await library.saveParameterSet(scope, parameterSet(id, { ownerId: userId, shared }), 0);
      await history.create(scope, newSavedPrompt(id, { ownerId: userId, shared }));
    }
  }
  for (const status of ['draft', 'active'] as const) {
    await library.addModule(acme, libraryModule(`acme ${status}`, '1.0.0', { status }));
    await library.addModule({ orgId: 'other' }, libraryModule(`other ${status}`, '1.0.0', { status }));
    await library.addModule(platformScope, libraryModule(`platform ${status}`, '1.0.0', { status }));
  }
}

/** What somebody reads of a table: the values of one column, without doubles and in order. */
async function reads(userId: string | null, table: string, column: string): Promise<readonly string[]> {
  const claims = userId === null ? '' : JSON.stringify({ sub: userId, role: 'authenticated' });
  return database.transaction(async (transaction) => {
    await transaction.query(`select set_config('request.jwt.claims', $1, true)`, [claims]);
    await transaction.exec('set local role authenticated');
    const { rows } = await transaction.query<{ value: string }>(
      `select distinct ${column} as value from promptforge.${table} order by 1`,
    );
    return rows.map(({ value }) => value);
  });
}

test('people read their own profile and sessions alone, admins too', async () => {
  for (const userId of people) {
    expect(await reads(userId, 'profiles', 'user_id')).toEqual([userId]);
    expect(await reads(userId, 'sessions', 'id')).toEqual([`session of ${userId}`]);
  }
});

test('everybody who is signed in reads the plans', async () => {
  for (const userId of people) expect(await reads(userId, 'plans', 'id')).toEqual(['pro']);
});

test('members read the modules of their organization, and of the platform those that are no drafts', async () => {
  for (const userId of ['ada', 'bob']) {
    expect(await reads(userId, 'modules', 'id')).toEqual(['acme active', 'acme draft', 'platform active']);
  }
  expect(await reads('eve', 'modules', 'id')).toEqual(['other active', 'other draft', 'platform active']);
  expect(await reads('stranger', 'modules', 'id')).toEqual(['platform active']);
});

test.each([
  ['parameter_sets', 'id'],
  ['saved_prompts', 'id'],
  ['prompt_versions', 'prompt_id'],
])('members read the %s that are shared with them, and their own', async (table, column) => {
  expect(await reads('ada', table, column)).toEqual(['own of ada', 'shared of ada', 'shared of bob']);
  expect(await reads('bob', table, column)).toEqual(['own of bob', 'shared of ada', 'shared of bob']);
  expect(await reads('eve', table, column)).toEqual(['own of eve', 'shared of eve']);
});

test.each([
  ['bundles', 'id'],
  ['bundle_artifacts', 'bundle_id'],
])('authors read their own %s, and admins those of everybody in the organization', async (table, column) => {
  expect(await reads('ada', table, column)).toEqual(['bundle of ada', 'bundle of bob']);
  expect(await reads('bob', table, column)).toEqual(['bundle of bob']);
  expect(await reads('eve', table, column)).toEqual(['bundle of eve']);
});

test.each([
  ['profiles', 'user_id'],
  ['sessions', 'id'],
  ['plans', 'id'],
  ['modules', 'id'],
  ['parameter_sets', 'id'],
  ['saved_prompts', 'id'],
  ['prompt_versions', 'text'],
  ['bundles', 'id'],
  ['bundle_artifacts', 'path'],
])('nobody who has not signed in reads anything of %s', async (table, column) => {
  expect(await reads(null, table, column)).toEqual([]);
});

test('the hashes of tokens and passwords, cached answers, reports of checks and alerts are read by no browser at all', async () => {
  for (const userId of ['ada', null]) {
    for (const [table, column] of [
      ['session_tokens', 'hash'],
      ['credentials', 'password_hash'],
      ['email_tokens', 'hash'],
      ['sign_in_throttles', 'key'],
      ['cache_entries', 'value'],
      ['check_reports', 'id'],
      ['alerts', 'id'],
    ] as const) {
      await expect(reads(userId, table, column), table).rejects.toMatchObject({ code: '42501' });
    }
  }
});

test('a browser reads the columns of a session, and none of them is a secret', async () => {
  const { rows } = await database.query<{ name: string }>(`
    select a.attname as name
      from pg_attribute as a
     where a.attrelid = 'promptforge.sessions'::regclass
       and a.attnum > 0
     order by a.attnum
  `);
  expect(rows.map(({ name }) => name)).toEqual([
    'user_id',
    'id',
    'org_id',
    'device',
    'created_at',
    'last_used_at',
    'expires_at',
    'idle_timeout_ms',
    'revoked_at',
    'revoked_reason',
    'ends_at',
    'role',
  ]);
});
