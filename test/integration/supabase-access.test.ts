import type { PGlite } from '@electric-sql/pglite';
import { createClient, type SupabaseClient } from '@supabase/supabase-js';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { supabaseStorage } from '../../adapters/supabase/index.js';
import { userCallsPerHour } from '../../src/testing/storage-contract/fixtures/quota-limits.js';
import { reservation } from '../../src/testing/storage-contract/fixtures/reservation.js';
import { overPglite, type SupabaseProject, startSupabaseProject, supabasePglite } from '../postgrest-server/index.js';

/** What the policies ask, of which a user may know the answers. */
const openToUsers = ['admin_org_ids', 'current_user_id', 'member_org_ids'];

interface Callable {
  readonly name: string;
  /** Types by the names of the parameters. */
  readonly parameters: Readonly<Record<string, string>>;
}

interface Table {
  readonly name: string;
  /** One that may be written to, for anybody who may write. */
  readonly column: string;
  readonly type: string;
}

let database: PGlite;
let project: SupabaseProject;
let callers: Readonly<Record<'anon' | 'authenticated' | 'service_role', SupabaseClient>>;

beforeAll(async () => {
  database = await supabasePglite();
  project = await startSupabaseProject(overPglite(database));
  const authenticated = await project.token({ role: 'authenticated', sub: 'ada' });
  const client = (key: string, token?: string) =>
    createClient(project.url, key, {
      auth: { persistSession: false, autoRefreshToken: false },
      ...(token === undefined ? {} : { accessToken: async () => token }),
    });
  callers = {
    anon: client(project.publishableKey),
    authenticated: client(project.publishableKey, authenticated),
    service_role: client(project.secretKey),
  };
});

afterAll(async () => {
  await project.close();
  await database.close();
});

async function callables(): Promise<readonly Callable[]> {
  const { rows } = await database.query<Callable>(`
    select p.proname as name,
           coalesce((
             select json_object_agg(p.proargnames[i.place], format_type(i.type, null))
               from unnest(p.proargtypes::oid[]) with ordinality as i (type, place)
           ), '{}') as parameters
      from pg_proc as p
     where p.pronamespace = 'promptforge'::regnamespace
       and p.prorettype not in ('trigger'::regtype, 'event_trigger'::regtype)
     order by p.proname`);
  return rows;
}

async function tables(): Promise<readonly Table[]> {
  const { rows } = await database.query<Table>(`
    select c.relname as name, a.attname as column, format_type(a.atttypid, null) as type
      from pg_class as c
      join lateral (
        select a.attname, a.atttypid
          from pg_attribute as a
         where a.attrelid = c.oid
           and a.attnum > 0
           and not a.attisdropped
           and a.attgenerated = ''
           and a.attidentity = ''
         order by a.attnum
         limit 1
      ) as a on true
     where c.relnamespace = 'promptforge'::regnamespace
       and c.relkind in ('r', 'p')
       and not c.relispartition
     order by c.relname`);
  return rows;
}

const values: Readonly<Record<string, unknown>> = {
  bigint: 1,
  boolean: true,
  // A month that has its table already: only maintenance, with the rights of the owner, makes others.
  date: new Date().toISOString().slice(0, 10),
  integer: 1,
  jsonb: {},
  name: 'nobody',
  smallint: 1,
  text: 'nobody',
  'timestamp with time zone': '2026-11-23T12:00:00Z',
};

/** A value that Postgres reads as the type: without one no refusal would mean anything. */
function wellFormed(type: string): unknown {
  if (type.endsWith('[]')) return [];
  if (type.startsWith('promptforge.')) return {};
  const value = values[type];
  if (value === undefined) throw new Error(`This test knows no value of the type ${type}.`);
  return value;
}

function argumentsOf({ parameters }: Callable): Readonly<Record<string, unknown>> {
  return Object.fromEntries(Object.entries(parameters).map(([parameter, type]) => [parameter, wellFormed(type)]));
}

function call(caller: keyof typeof callers, callable: Callable) {
  return callers[caller].schema('promptforge').rpc(callable.name, argumentsOf(callable));
}

describe('functions of the schema', () => {
  test('are known to the project, and take the arguments that this test makes for them', async () => {
    const found = await callables();
    expect(found.length).toBeGreaterThan(60);
    const refused = [];
    for (const callable of found) {
      const { parameters } = callable;
      const typed = Object.entries(parameters).map(([parameter, type]) => `${parameter} ${type}`);
      if (typed.length > 0) {
        const json = JSON.stringify(argumentsOf(callable));
        await database.query(`select * from json_to_record($1::json) as args (${typed.join(', ')})`, [json]);
      }
      const { error } = await call('service_role', callable);
      if (error?.code === '42501' || error?.code.startsWith('PGRST')) refused.push(callable.name);
    }
    // Only the owner of the schema may grant anything.
    expect(refused.filter((name) => !name.startsWith('grant_'))).toEqual([]);
  });

  test('are refused to a signed-in user, each of them, but for what the policies ask', async () => {
    const answered = [];
    for (const callable of await callables()) {
      const { error, status } = await call('authenticated', callable);
      if (error === null) answered.push(callable.name);
      else {
        const message = `permission denied for function ${callable.name}`;
        expect({ status, code: error.code, message: error.message }).toEqual({ status: 403, code: '42501', message });
      }
    }
    expect(answered).toEqual(openToUsers);
  });

  test('are refused to everybody else, each of them', async () => {
    for (const callable of await callables()) {
      const { error, status } = await call('anon', callable);
      const message = 'permission denied for schema promptforge';
      const answer = { name: callable.name, status, code: error?.code, message: error?.message };
      expect(answer).toEqual({ name: callable.name, status: 401, code: '42501', message });
    }
  });

  test('are refused to everybody else even where a host has let them use the schema', async () => {
    await database.exec('grant usage on schema promptforge to anon');
    try {
      for (const callable of await callables()) {
        const { error, status } = await call('anon', callable);
        const message = `permission denied for function ${callable.name}`;
        expect({ status, code: error?.code, message: error?.message }).toEqual({ status: 401, code: '42501', message });
      }
    } finally {
      await database.exec('revoke usage on schema promptforge from anon');
    }
  });

  test('that triggers call can be called by neither', async () => {
    const { rows } = await database.query(`
      select p.proname, r.rolname
        from pg_proc as p
        join pg_roles as r on r.rolname in ('anon', 'authenticated')
       where p.pronamespace = 'promptforge'::regnamespace
         and p.prorettype in ('trigger'::regtype, 'event_trigger'::regtype)
         and has_function_privilege(r.oid, p.oid, 'execute')`);
    expect(rows).toEqual([]);
  });
});

describe('tables of the schema', () => {
  test.each([
    ['authenticated', 403, 'permission denied for table'],
    ['anon', 401, 'permission denied for schema promptforge'],
  ] as const)('take no write from %s, each of them', async (caller, expectedStatus, expectedMessage) => {
    const found = await tables();
    expect(found.length).toBeGreaterThan(10);
    for (const { name, column, type } of found) {
      const table = callers[caller].schema('promptforge').from(name);
      const record = { [column]: wellFormed(type) };
      for (const [attempt, request] of [
        ['insert', table.insert(record)],
        ['upsert', table.upsert(record)],
        ['update', table.update(record).not(column, 'is', null)],
        ['delete', table.delete().not(column, 'is', null)],
      ] as const) {
        const { error, status } = await request;
        expect({ name, attempt, status, code: error?.code, message: error?.message }).toEqual({
          name,
          attempt,
          status: expectedStatus,
          code: '42501',
          message: expect.stringContaining(expectedMessage),
        });
      }
    }
  });

  test('grant neither of them a write, partitions and views included', async () => {
    const { rows } = await database.query(`
      select c.relname, r.rolname
        from pg_class as c
        join pg_roles as r on r.rolname in ('anon', 'authenticated')
       where c.relnamespace = 'promptforge'::regnamespace
         and c.relkind in ('r', 'p', 'v', 'm', 'f')
         and has_table_privilege(r.oid, c.oid, 'insert, update, delete, truncate, references, trigger')`);
    expect(rows).toEqual([]);
  });

  test('show a signed-in user what is theirs, and nobody without a token anything', async () => {
    const storage = supabaseStorage({ client: callers.service_role });
    const limits = [userCallsPerHour(10)];
    for (const [orgId, userId] of [
      ['personal:ada', 'ada'],
      ['personal:eve', 'eve'],
    ] as const) {
      const reserved = await storage.ledger.reserve({ orgId }, reservation({ userId, limits }));
      expect(reserved.outcome).toBe('reserved');
    }
    const runs = (caller: keyof typeof callers) => callers[caller].schema('promptforge').from('runs').select('user_id');
    expect((await runs('service_role')).data).toHaveLength(2);
    expect((await runs('authenticated')).data).toEqual([{ user_id: 'ada' }]);
    expect((await runs('anon')).error?.code).toBe('42501');
  });

  test('without a policy for everybody are for servers alone', async () => {
    const { error } = await callers.authenticated.schema('promptforge').from('migrations').select('name');
    expect(error?.code).toBe('42501');
    expect((await callers.service_role.schema('promptforge').from('migrations').select('name')).error).toBeNull();
  });
});
