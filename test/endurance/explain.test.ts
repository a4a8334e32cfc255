import { expect, onTestFinished, test } from 'vitest';
import { postgresStorage } from '../../adapters/postgres/index.js';
import { type SqlFunctionName, sqlFunctions } from '../../adapters/sql/sql-functions.js';
import { migratedDatabase } from '../postgres-server/index.js';
import { amount } from './amount.js';
import { openDatabaseFacts } from './database-facts.js';
import { hotCalls } from './hot-calls.js';
import { fillDatabase } from './large-database.js';
import { recordPlans } from './plan-recorder.js';
import { type PlanReport, reportPlans } from './plan-report.js';

const runs = amount('SIZE', 20_000);
/** Statements get their own plans for five calls; then Postgres may keep one for all. */
const callsOfEach = 8;
/** A table that is worth an index, and more rows than a call has any business to look at. */
const manyRows = 1_000;

/** Functions that may look at more, or read a table from one end to the other, and why. */
const exceptions: Partial<Record<SqlFunctionName, { readonly rows?: number; readonly scans?: readonly string[] }>> = {
  // Sums a row for each user of the tenant and day of the range: here a tenth of all users, and a month.
  daily_usage_v1: { rows: Math.max(manyRows, runs / 100) },
  // Sums of all tenants by day, plan, model, operation and module: what is answered.
  usage_v1: { rows: 10_000 },
  // A row for each user and day of the tenant since it began: here a tenth of all users.
  retention_v1: { rows: Math.max(manyRows, runs / 2) },
  active_users_v1: { rows: Math.max(manyRows, runs / 10) },
  // A row for each day, plan, model and module of the tenant: here a tenth of all runs.
  measures_v1: { rows: Math.max(manyRows, runs / 10) },
  // Reads the runs that ended lately, which a block range index finds only roughly, and those of their days.
  roll_up_v2: { rows: 10_000 },
  // Counters have no index on their end: it would slow each reservation down. It stops at its limit.
  sweep_windows_v1: { rows: runs / 5, scans: ['quota_windows'] },
  // A figure of the whole platform: an entry of an index for each session that lives.
  session_statistics_v1: { rows: runs },
  // For a hundred out of a few thousand, one pass over all of them is cheaper than a hundred look-ups.
  purge_sessions_v1: runs < 200_000 ? { rows: 3 * runs, scans: ['sessions'] } : {},
};

test(`no function reads a whole table at ${runs} runs`, { timeout: 240_000 + runs }, async () => {
  const database = await migratedDatabase();
  const facts = await openDatabaseFacts(database.url);
  const recorder = recordPlans(database.url);
  onTestFinished(async () => {
    await recorder.pool.end();
    await facts.close();
    await database.drop();
  });
  const began = performance.now();
  const large = await fillDatabase(facts.rows, runs);
  const filled = Math.round((performance.now() - began) / 1_000);
  const storage = postgresStorage({ pool: recorder.pool, directConnectionString: database.url });
  await storage.setup();
  onTestFinished(() => storage.close());

  const reports: PlanReport[] = [];
  let user = 10;
  for (const name of Object.keys(sqlFunctions).filter(isFunctionName)) {
    const calls = [];
    for (let turn = 0; turn < callsOfEach; turn += 1) {
      // Every fourth call is for the large tenant.
      user += turn % 4 === 3 ? 10 - (user % 10) : user % 10 === 9 ? 2 : 1;
      const scope = { orgId: large.tenantOf(user) };
      const runIds = await large.runIdsOf(user);
      const call = await hotCalls[name]({ storage, scope, userId: `user-${user}`, runIds, turn });
      calls.push(await recorder.record(call));
    }
    reports.push(reportPlans(name, calls));
  }

  const big = await facts.rows(
    `select relname as name, reltuples::bigint::text as rows, pg_table_size(oid)::text as bytes
       from pg_class
      where relnamespace = 'promptforge'::regnamespace and relkind = 'r' and reltuples > ${manyRows}
      order by reltuples desc`,
  );
  console.log(`filled in ${filled} s:`, big.map(({ name, rows }) => `${name} ${rows}`).join(', '));
  console.table(
    reports.map(({ indexes, scanned, busiest: _, milliseconds, ...report }) => ({
      ...report,
      milliseconds: Number(milliseconds.toFixed(2)),
      indexes: indexes.join(' '),
      scanned: scanned.join(' '),
    })),
  );
  const bigNames = new Set(big.map(({ name }) => name));
  const excessive = reports.filter(({ function: name, scanned, rowsLookedAt }) => {
    const { rows = manyRows, scans = [] } = exceptions[name] ?? {};
    return rowsLookedAt > rows || scanned.some((table) => bigNames.has(table) && !scans.includes(table));
  });
  expect(excessive).toEqual([]);
  expect(reports).toHaveLength(Object.keys(sqlFunctions).length);
});

function isFunctionName(name: string): name is SqlFunctionName {
  return Object.hasOwn(sqlFunctions, name);
}
