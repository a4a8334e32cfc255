import { setTimeout as pause } from 'node:timers/promises';
import { expect, onTestFinished, test } from 'vitest';
import { postgresStorage } from '../../adapters/postgres/index.js';
import { PromptForgeError } from '../../src/errors/promptforge-error.js';
import { PromptForge } from '../../src/promptforge.js';
import { scriptedModel } from '../../src/testing/scripted-model.js';
import { better, secret } from '../fixtures/forge-with-model.js';
import { rewrite, verdict } from '../fixtures/model-answers.js';
import { planWith } from '../fixtures/plan-with.js';
import { type PostgresServer, startPostgresServer } from '../postgres-server/index.js';
import { until } from '../postgres-server/until.js';
import { amount } from './amount.js';
import { openDatabaseFacts } from './database-facts.js';
import { callers, ForgeLoad, runners } from './forge-load.js';
import { hangServer } from './hang-server.js';
import { type Query, wrongWindows } from './ledger-checks.js';

const rounds = amount('ROUNDS', 1);
const outageMs = amount('SIZE', 1_000);
const timeout = 300_000 + rounds * (30_000 + 3 * outageMs);
const users = 16;
const plans = [
  planWith({ 'user-calls-month': 10_000_000, 'org-calls-month': 10_000_000, 'org-tokens-month': 1e12 }),
] as const;

type TakeAway = (server: PostgresServer) => Promise<() => Promise<void>>;

/** Ways to take the server away; each answers how to bring it back. */
const everyOutage: Readonly<Record<string, TakeAway>> = {
  async 'that hangs'(server) {
    const goOn = hangServer(server.pid);
    onTestFinished(goOn);
    return async () => goOn();
  },
  async 'that is stopped'(server) {
    await server.halt('immediate');
    return () => server.resume();
  },
};

// Only Linux tells which processes belong to the server.
const outages = Object.entries(everyOutage).filter(([name]) => name !== 'that hangs' || process.platform === 'linux');

async function forgeUnderLoad(whenUnavailable: 'refuse' | 'admit') {
  const server = await startPostgresServer({ durable: true });
  const { url } = await server.createDatabase();
  // The load is impatient, so that an outage is soon noticed, but not more than a busy machine can bear. Setting up is not.
  const patient = postgresStorage({ connectionString: url });
  await patient.setup();
  await patient.close();
  const storage = postgresStorage({ connectionString: url, statementTimeoutMs: 2_000, connectionTimeoutMs: 1_000 });
  const reported: unknown[] = [];
  const forge = new PromptForge({
    storage,
    model: scriptedModel(({ purpose }) => (purpose === 'judge' ? verdict(3) : rewrite(better))),
    session: { secret },
    plans,
    quota: { whenUnavailable },
    onError: (error) => reported.push(error),
  });
  const load = new ForgeLoad(forge, users);
  onTestFinished(async () => {
    await load.stop();
    await forge.close();
    await server.stop();
  });
  await load.untilAllServed();
  return { server, url, forge, load, reported };
}

async function withFacts<T>(url: string, look: (query: Query) => Promise<T>): Promise<T> {
  const facts = await openDatabaseFacts(url);
  try {
    return await look(facts.rows);
  } finally {
    await facts.close();
  }
}

/** Runs that somebody was told of and that the ledger does not have, or has otherwise. */
async function unknownRuns(query: Query, load: ForgeLoad): Promise<readonly string[]> {
  const rows = await query('select id, status, charged_tokens::text as tokens from promptforge.runs');
  const known = new Map(rows.map((row) => [String(row.id), row]));
  const unknown = [...load.admittedRuns].filter((runId) => !known.has(runId));
  for (const { runId, charge } of load.answered) {
    const row = known.get(runId);
    if (row?.status !== 'succeeded' || Number(row.tokens) !== charge.tokens) unknown.push(runId);
  }
  return unknown;
}

/** Windows of runs that do not hold just what the runs were charged. */
async function wrongWindowsOfRuns(query: Query) {
  return (await wrongWindows(query)).filter(({ org_id }) => org_id === runners.orgId);
}

async function countedCalls(query: Query): Promise<number> {
  const [row] = await query(
    `select used::integer from promptforge.quota_windows where org_id = '${callers.orgId}' and user_id = ''`,
  );
  return Number(row?.used);
}

test.for(outages)('a Postgres %s closes the gate: nothing is let in that the ledger does not know', {
  timeout,
}, async ([name, takeAway]) => {
  const { server, url, load } = await forgeUnderLoad('refuse');
  const table: object[] = [];
  for (let round = 1; round <= rounds; round += 1) {
    load.errors.clear();
    const before = { runs: load.answered.length, calls: load.admittedCalls };
    const bringBack = await takeAway(server);
    await until('somebody has noticed', () => load.errors.size > 0);
    await pause(outageMs);
    const during = [...load.errors].map(([code, count]) => `${count} x ${code}`).join(', ');
    const began = performance.now();
    await bringBack();
    await load.untilAllServed();
    const served = Math.round(performance.now() - began);
    expect(load.untyped).toEqual([]);
    expect(expectedErrors).toEqual(expect.arrayContaining([...load.errors.keys()]));
    table.push({
      'a Postgres': name,
      round,
      runs: load.answered.length - before.runs,
      calls: load.admittedCalls - before.calls,
      'errors meanwhile': during,
      'all served after ms': served,
    });
  }
  await load.stop();
  await withFacts(url, async (query) => {
    expect(await unknownRuns(query, load)).toEqual([]);
    expect(await wrongWindowsOfRuns(query)).toEqual([]);
    const counted = await countedCalls(query);
    expect(counted).toBeGreaterThanOrEqual(load.admittedCalls);
    // Those may have been counted before their answer was lost.
    expect(counted).toBeLessThanOrEqual(load.admittedCalls + load.failedCalls);
    console.table(table);
    console.log(
      `${load.admittedRuns.size} runs admitted, none unknown; ${load.admittedCalls} calls, ${counted} counted`,
    );
  });
});

/** Reports that an outage is over, and of what was recorded since. A busy machine may add outages of its own. */
function endsOf(reported: readonly unknown[]): readonly PromptForgeError[] {
  return reported.filter(PromptForgeError.is).filter(({ details }) => details.awayMs !== undefined);
}

const expectedErrors = ['storage_unavailable', 'overloaded', 'run_unsettled'];

test.for(outages)('a Postgres %s keeps nobody out who fails open, and all is recorded afterwards', {
  timeout,
}, async ([name, takeAway]) => {
  const { server, url, forge, load, reported } = await forgeUnderLoad('admit');
  const table: object[] = [];
  for (let round = 1; round <= rounds; round += 1) {
    const reportedBefore = reported.length;
    const before = { runs: load.answered.length, calls: load.admittedCalls };
    const bringBack = await takeAway(server);
    await until('calls are let in unasked', () => forge.quota.unrecorded().consumptions > 0);
    await load.untilAllServed();
    await pause(outageMs);
    const waiting = forge.quota.unrecorded();
    expect(waiting.runs).toBeGreaterThan(0);
    const began = performance.now();
    await bringBack();
    await until('all of it is recorded', () => Object.values(forge.quota.unrecorded()).every((count) => count === 0));
    const recordedAfter = Math.round(performance.now() - began);
    await load.untilAllServed();
    const told = endsOf(reported.slice(reportedBefore));
    const of = (kind: string) => told.reduce((sum, { details }) => sum + Number(details[kind]), 0);
    expect(of('runs')).toBeGreaterThanOrEqual(waiting.runs);
    expect(of('consumptions')).toBeGreaterThanOrEqual(waiting.consumptions);
    expect(of('lost')).toBe(0);
    table.push({
      'a Postgres': name,
      round,
      runs: load.answered.length - before.runs,
      calls: load.admittedCalls - before.calls,
      'runs reported as let in': of('runs'),
      'calls reported': of('consumptions'),
      'all recorded after ms': recordedAfter,
    });
  }
  await load.stop();
  expect([...load.errors]).toEqual([]);
  expect(load.untyped).toEqual([]);
  await until('all of it is recorded', () => Object.values(forge.quota.unrecorded()).every((count) => count === 0));
  await withFacts(url, async (query) => {
    expect(await unknownRuns(query, load)).toEqual([]);
    expect(await wrongWindowsOfRuns(query)).toEqual([]);
    const counted = await countedCalls(query);
    console.table(table);
    console.log(
      `${load.admittedRuns.size} runs admitted, all recorded; ${load.admittedCalls} calls, ${counted} counted`,
    );
    expect(counted).toBeGreaterThanOrEqual(load.admittedCalls);
    // Of each caller, the one call that was under way may have been counted before its answer was lost.
    expect(counted).toBeLessThanOrEqual(load.admittedCalls + (endsOf(reported).length * users) / 2);
  });
});
