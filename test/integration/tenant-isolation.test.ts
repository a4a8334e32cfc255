import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { postgresStorage } from '../../adapters/postgres/index.js';
import { personalOrg } from '../../src/domain/access/principal.js';
import type { Storage } from '../../src/storage.js';
import { dayMs } from '../../src/testing/storage-contract/contract-clock.js';
import { onServer } from '../postgres-server/index.js';
import { asClaimed, type Outcome, type Role } from '../schema/as-claimed.js';
import {
  furnishPlatform,
  furnishTenant,
  furnishUser,
  idsOf,
  type Tenant,
  tenantNamed,
  usersOf,
} from '../schema/furnish-tenant.js';
import { hostileClaims } from '../schema/hostile-claims.js';
import { checksums, ownerColumn, type SchemaTable } from '../schema/schema-tables.js';
import { openTwoTenants } from '../schema/two-tenants.js';

const { database, storage, session, tables, victim, stranger, loner, former, owners } = await openTwoTenants();
const seed = 20_261_124;

/** Rows that belong to nobody. Signed-in users see the plans. */
const sharedTables = [
  // Those of keys, which have an owner: these have a key.
  'alerts',
  'api_key_secrets',
  'billing_events',
  'check_reports',
  'changed_days',
  'event_listeners',
  'lives',
  'migrations',
  'outdated_tenants',
  'plans',
  'platform_actives',
  'platform_measures',
  'platform_usage',
  'platform_user_days',
  'platform_user_months',
  'present_life',
  'reporting',
  'session_days',
  'sign_in_throttles',
  'upkeep',
];

/** Notes of work to do, which a roll-up has done. */
const emptied = ['changed_days', 'outdated_tenants'];

afterAll(async () => {
  await storage.close();
  await session.close();
  await database.drop();
});

/** The text of every row of a table that somebody sees, or why nothing can be seen. */
function look(role: Role, sub: string | null, table: string): Promise<Outcome> {
  const claims = sub === null ? null : JSON.stringify({ sub, role });
  return asClaimed(session, { role, claims, statement: `select t::text as row from promptforge.${table} as t` });
}

function rowsOf(outcome: Outcome): readonly string[] {
  return outcome.refused ? [] : outcome.rows.map(({ row }) => String(row));
}

async function count(table: string, where = 'true', values: readonly unknown[] = []): Promise<number> {
  const [row] = await session.query(
    `select count(*)::integer as n from promptforge.${table} as t where ${where}`,
    values,
  );
  return Number(row?.n);
}

test('both tenants have rows in every table and in every month, so that there is something to see', async () => {
  const empty: string[] = [];
  for (const table of tables) {
    const column = ownerColumn(table);
    if (sharedTables.includes(table.name)) {
      if (!emptied.includes(table.name) && (await count(table.name)) === 0) empty.push(table.name);
      continue;
    }
    expect(column, `${table.name} has an owner`).not.toBeNull();
    for (const tenant of [victim, stranger]) {
      const ids = [tenant.scope.orgId, ...usersOf(tenant)];
      if ((await count(table.name, `t.${column} = any ($1)`, [ids])) === 0) empty.push(`${table.name}: ${tenant.name}`);
    }
  }
  expect(empty).toEqual([]);
  expect(tables.filter(({ kind }) => kind === 'partition').length).toBeGreaterThanOrEqual(4);
});

describe('through the tables', () => {
  const people = 24;
  const strangers = [stranger.admin, stranger.member, 'nobody'];

  /** Nine ways to get at a table: all of it, and what the victim has in it. */
  function statements({ name, columns }: SchemaTable, owner: string): readonly string[] {
    const [column] = columns;
    const theirs = `where t.${owner}::text = any (array['${owners.join("','")}'])`;
    return [
      `select t::text as row from promptforge.${name} as t`,
      `select t::text as row from promptforge.${name} as t ${theirs} for update`,
      `insert into promptforge.${name} (${column}) select t.${column} from promptforge.${name} as t`,
      `insert into promptforge.${name} default values`,
      `update promptforge.${name} set ${owner} = ${owner}`,
      `update promptforge.${name} as t set ${column} = default ${theirs}`,
      `delete from promptforge.${name}`,
      `delete from promptforge.${name} as t ${theirs} returning t::text as row`,
      `truncate promptforge.${name} cascade`,
    ];
  }

  /** Tries every statement on every table. Whatever is no mere reading has to be refused. */
  async function breaches(role: Role, claims: string | null): Promise<readonly string[]> {
    const found: string[] = [];
    for (const table of tables) {
      for (const [index, statement] of statements(table, ownerColumn(table) ?? `${table.columns[0]}`).entries()) {
        const outcome = await asClaimed(session, { role, claims, statement });
        attempts += 1;
        const isBreach = index === 0 ? rowsOf(outcome).some((row) => row.includes('victim')) : !outcome.refused;
        if (isBreach) found.push(`${role} ${claims}: ${statement}`);
      }
    }
    return found;
  }

  let attempts = 0;
  beforeEach(() => {
    attempts = 0;
  });

  test(`${people * 9 * tables.length} attempts by ${people} people with foreign, forged and broken claims, 9 on each table, see and change nothing`, async () => {
    const before = await checksums(session, tables);
    await fc.assert(
      fc.asyncProperty(hostileClaims(victim.scope.orgId, victim.member, strangers), async (claims) => {
        expect(await breaches('authenticated', claims)).toEqual([]);
        expect(await checksums(session, tables)).toEqual(before);
      }),
      { seed, numRuns: people, endOnFailure: true },
    );
    expect(attempts).toBe(people * 9 * tables.length);
    expect(attempts).toBeGreaterThan(5_000);
  });

  test('subjects that are no text are not the users who are called that', async () => {
    const names = ['42', 'true', '["victim-member"]', '{"sub": "victim-member"}'];
    for (const userId of names) {
      await furnishUser(storage, { orgId: personalOrg(userId) }, userId);
      const seen = rowsOf(await look('authenticated', userId, 'runs'));
      expect(seen, userId).toHaveLength(2);
      const claims = `{"sub": ${userId}}`;
      const statement = 'select t::text as row from promptforge.runs as t';
      expect(await asClaimed(session, { role: 'authenticated', claims, statement })).toEqual({
        refused: false,
        rows: [],
      });
    }
  });

  test('a member with the role to write is stopped by row level security, even with every grant there is', async () => {
    const before = await checksums(session, tables);
    await session.exec('grant all on all tables in schema promptforge to authenticated');
    try {
      const done: string[] = [];
      for (const table of tables.filter(({ kind }) => kind !== 'view')) {
        const owner = ownerColumn(table) ?? `${table.columns[0]}`;
        // Truncating asks no policy, and is for the grants alone to forbid.
        for (const statement of statements(table, owner).slice(1, -1)) {
          const claims = JSON.stringify({ sub: victim.admin });
          const outcome = await asClaimed(session, { role: 'authenticated', claims, statement });
          if (rowsOf(outcome).length > 0) done.push(statement);
        }
      }
      expect(done).toEqual([]);
      expect(await checksums(session, tables)).toEqual(before);
    } finally {
      await session.exec('revoke all on all tables in schema promptforge from authenticated');
      await session.exec('select promptforge.grant_access()');
    }
  });

  test('anon sees and changes nothing, whatever it claims', async () => {
    const before = await checksums(session, tables);
    for (const claims of [null, '{}', JSON.stringify({ sub: victim.admin, role: 'service_role' })]) {
      expect(await breaches('anon', claims)).toEqual([]);
      for (const { name } of tables) {
        const statement = `select from promptforge.${name}`;
        expect(await asClaimed(session, { role: 'anon', claims, statement })).toEqual({ refused: true, code: '42501' });
      }
    }
    expect(await checksums(session, tables)).toEqual(before);
  });

  test('a month is read through the table it belongs to, and not by itself', async () => {
    const partitions = tables.filter(({ kind }) => kind === 'partition');
    expect(partitions.length).toBeGreaterThanOrEqual(4);
    for (const { name } of partitions) {
      expect(await look('authenticated', victim.admin, name), name).toEqual({ refused: true, code: '42501' });
    }
  });
});

describe('functions', () => {
  const policyFunctions = ['admin_org_ids', 'current_user_id', 'member_org_ids'];

  /** Every function of the schema, with a call for what the victim has. */
  async function calls(): Promise<readonly (readonly [string, string])[]> {
    const rows = await session.query(`
      select p.proname::text as name,
             array(
               select format(
                 '%s => %s',
                 p.proargnames[a.place],
                 case p.proargnames[a.place]
                   when 'p_org_id' then quote_literal('${victim.scope.orgId}')
                   when 'p_user_id' then quote_literal('${victim.member}')
                   when 'p_run_id' then quote_literal('${idsOf(victim.member).run}')
                   when 'p_limit' then case a.type when 'integer'::regtype then '100' else 'null' end
                   when 'p_before' then '${Date.now() + dayMs}'
                   else format('null::%s', format_type(a.type, null))
                 end
               )
                 from unnest(p.proargtypes) with ordinality as a (type, place)
             ) as arguments
        from pg_proc as p
       where p.pronamespace = 'promptforge'::regnamespace
         and p.prorettype <> 'trigger'::regtype
       order by p.proname`);
    return rows.map(({ name, arguments: list }) => {
      const parameters = Array.isArray(list) ? list.join(', ') : '';
      return [String(name), `select promptforge.${name}(${parameters})::text as row`] as const;
    });
  }

  test.each(['authenticated', 'anon'] as const)('%s executes none, but for what the policies ask', async (role) => {
    const before = await checksums(session, tables);
    const executed: string[] = [];
    const all = await calls();
    expect(all.length).toBeGreaterThan(90);
    for (const [name, statement] of all) {
      for (const sub of [victim.member, victim.admin, stranger.admin]) {
        const outcome = await asClaimed(session, {
          role,
          claims: JSON.stringify({ sub, role: 'service_role' }),
          statement,
        });
        if (outcome.refused) expect([name, outcome.code]).toEqual([name, '42501']);
        else executed.push(name);
      }
    }
    expect(new Set(executed)).toEqual(new Set(role === 'authenticated' ? policyFunctions : []));
    // Some fail only in what they call in turn, and are not to be begun either.
    const allowed = await session.query(
      `select p.proname::text as name
         from pg_proc as p
        where p.pronamespace = 'promptforge'::regnamespace
          and has_function_privilege($1, p.oid, 'execute')
        order by 1`,
      [role],
    );
    expect(allowed.map(({ name }) => name)).toEqual(role === 'authenticated' ? policyFunctions : []);
    expect(await checksums(session, tables)).toEqual(before);
  });

  test('what the policies ask answers the organizations of the one who asks, and of nobody else', async () => {
    const ask = async (sub: string) => {
      const statement = 'select promptforge.member_org_ids() as member, promptforge.admin_org_ids() as admin';
      const outcome = await asClaimed(session, { role: 'authenticated', claims: JSON.stringify({ sub }), statement });
      return outcome.refused ? null : outcome.rows[0];
    };
    const { orgId } = victim.scope;
    expect(await ask(victim.admin)).toEqual({
      member: [orgId, personalOrg(victim.admin)],
      admin: [orgId, personalOrg(victim.admin)],
    });
    expect(await ask(victim.member)).toEqual({
      member: [orgId, personalOrg(victim.member)],
      admin: [personalOrg(victim.member)],
    });
    expect(await ask(former)).toEqual({ member: [personalOrg(former)], admin: [personalOrg(former)] });
    expect(await ask('')).toEqual({ member: [], admin: [] });
  });
});

describe('who belongs to the organization', () => {
  /** Tables of which signed-in users see rows at all. */
  const readable = () => tables.filter(({ name, kind }) => kind !== 'partition' && !hidden.includes(name));
  const forServers = ['billing_customers', 'billing_usage', 'daily_measures', 'invitations', 'subscription_changes'];
  const secrets = [
    'session_tokens',
    'session_denials',
    'session_cutoffs',
    'credentials',
    'email_tokens',
    'cache_entries',
  ];
  const hidden = [...sharedTables.filter((name) => name !== 'plans'), 'run_figures', ...secrets, ...forServers];
  const aboutPeople = ['parameter_sets', 'profiles', 'prompt_versions', 'saved_prompts', 'sessions'];

  async function ownersSeen(sub: string, table: SchemaTable): Promise<readonly unknown[]> {
    const claims = JSON.stringify({ sub, role: 'authenticated' });
    const statement = `select to_jsonb(t) as row from promptforge.${table.name} as t`;
    const outcome = await asClaimed(session, { role: 'authenticated', claims, statement });
    return outcome.refused ? [] : outcome.rows.map(({ row }) => row);
  }

  test('a member sees something of their own in every table, and of a colleague only what is shared', async () => {
    const shown: string[] = [];
    for (const table of readable()) {
      const seen = (await ownersSeen(victim.member, table)).map((row) => JSON.stringify(row));
      const own = seen.filter((row) => row.includes(victim.member) || row.includes(victim.scope.orgId));
      if (table.name !== 'plans') expect(own.length, table.name).toBeGreaterThan(0);
      const others = [victim.colleague, victim.admin, former, loner];
      if (seen.some((row) => others.some((name) => row.includes(name)))) shown.push(table.name);
    }
    // Who is in the organization, and the sets and prompts that somebody shares with it.
    expect(shown).toEqual(['org_members', 'parameter_sets', 'prompt_versions', 'saved_prompts']);
    const sets = await ownersSeen(victim.member, { name: 'parameter_sets', kind: 'table', columns: [] });
    expect(sets.map((row) => row)).toHaveLength(2);
  });

  test('an admin sees all that the organization has, except what is private to people', async () => {
    for (const table of readable().filter(({ columns }) => columns.includes('org_id'))) {
      const seen = await ownersSeen(victim.admin, table);
      const all = await count(table.name, 't.org_id = $1', [victim.scope.orgId]);
      const own = aboutPeople.includes(table.name);
      // A member and a colleague have each a private set, a prompt and a session that nobody else sees; so has the one who left.
      const hiddenRows = own && table.name !== 'profiles' ? 3 : 0;
      const platform = await count('modules', `t.org_id = '' and t.status <> 'draft'`);
      expect(seen.length, `${table.name}${own ? ' (private in part)' : ''}`).toBe(
        all - hiddenRows + (table.name === 'modules' ? platform : 0),
      );
    }
  });

  test('who was removed sees nothing of the organization any more, but for their own profile and session', async () => {
    const left: string[] = [];
    for (const table of readable()) {
      const seen = (await ownersSeen(former, table)).map((row) => JSON.stringify(row));
      if (seen.some((row) => row.includes(victim.scope.orgId) || row.includes(former))) left.push(table.name);
      if (seen.some((row) => usersOf(victim).some((name) => row.includes(name)))) left.push(`${table.name} of others`);
    }
    expect(left).toEqual(['profiles', 'sessions']);
  });

  test('service_role sees everything', async () => {
    for (const { name, kind } of tables) {
      if (kind === 'partition') continue;
      expect(rowsOf(await look('service_role', null, name)).length, name).toBe(await count(name));
    }
  });
});

describe('a role that was made a service', () => {
  const role = `limited_${randomUUID().replaceAll('-', '')}`;
  const reporter = `reporter_${randomUUID().replaceAll('-', '')}`;

  beforeAll(() => onServer(database.url, `create role ${role} login nobypassrls`, `create role ${reporter} login`));
  afterAll(() =>
    onServer(
      database.url,
      ...[role, reporter].flatMap((name) => [`drop owned by ${name} cascade`, `drop role ${name}`]),
    ),
  );

  const asRole = (name: string) => {
    const url = new URL(database.url);
    url.username = name;
    url.password = '';
    return url.href;
  };

  test('sees and does all that servers do, although row level security binds it', async () => {
    await onServer(database.url, `select promptforge.grant_service('${role}')`);
    // Again, as each later migration does.
    await onServer(database.url, 'select promptforge.grant_access()');
    const limited = postgresStorage({ connectionString: asRole(role) });
    try {
      const tenant = tenantNamed('limited');
      await furnishTenant(limited, tenant);
      await furnishPlatform(limited);
      await limited.maintenance.turnMonths({ before: 0, planIds: [] });
      const run = await limited.ledger.get(tenant.scope, idsOf(tenant.member).run);
      expect(run).toMatchObject({ status: 'succeeded', userId: tenant.member });
      expect(await limited.ledger.scores(tenant.scope, idsOf(tenant.member).run)).toHaveLength(1);
      expect(await limited.ledger.get(victim.scope, idsOf(victim.member).run)).not.toBeNull();
      await eraseAll(limited, tenant, tenant.member);
      const horizon = Date.now() + 1_000 * dayMs;
      const purge = { before: horizon, limit: 1_000 };
      expect(await limited.ledger.purge(tenant.scope, purge)).toBe(3);
      expect(await limited.events.purge(tenant.scope, purge)).toBe(7);
      expect(await limited.library.purgeBundles(tenant.scope, purge)).toBe(2);
    } finally {
      await limited.close();
    }
  });

  test('may have the longest name there is', async () => {
    const long = `long_${randomUUID().replaceAll('-', '')}`.padEnd(63, 'x');
    await onServer(database.url, `create role ${long}`);
    try {
      await onServer(database.url, `select promptforge.grant_service('${long}')`);
      await onServer(database.url, 'select promptforge.grant_access()');
    } finally {
      await onServer(database.url, `drop owned by ${long} cascade`, `drop role ${long}`);
    }
  });

  test('is no role that may merely look into the schema, whatever is migrated later', async () => {
    await onServer(
      database.url,
      `grant usage on schema promptforge to ${reporter}`,
      `grant select on promptforge.plans to ${reporter}`,
      'select promptforge.grant_access()',
    );
    const held = await session.query(
      `select c.relname::text as name
         from pg_class as c
        where c.relnamespace = 'promptforge'::regnamespace
          and c.relkind in ('r', 'p')
          and (has_table_privilege($1, c.oid, 'insert') or has_table_privilege($1, c.oid, 'select'))`,
      [reporter],
    );
    expect(held).toEqual([{ name: 'plans' }]);
    const policies = await session.query('select from pg_policies where $1 = any (roles)', [reporter]);
    expect(policies).toEqual([]);
  });
});

async function eraseAll(
  { ledger, events, analytics, library, sessions, profiles, credentials }: Storage,
  tenant: Tenant,
  userId: string,
) {
  expect(await ledger.eraseUser(tenant.scope, userId)).toBe(2);
  expect(await events.eraseUser(tenant.scope, userId)).toBe(5);
  expect(await analytics.eraseUser(tenant.scope, userId)).toBe(1);
  expect(await library.eraseUser(tenant.scope, userId)).toBe(2);
  expect(await sessions.eraseUser(tenant.scope, userId)).toBe(1);
  expect(await profiles.erase({ userId })).toBe(true);
  expect(await credentials.erase({ userId })).toBe(true);
}
