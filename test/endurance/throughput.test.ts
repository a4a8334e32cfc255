import { Client } from 'pg';
import { expect, onTestFinished, test } from 'vitest';
import { postgresStorage } from '../../adapters/postgres/index.js';
import type { Storage } from '../../src/storage.js';
import { reservation } from '../../src/testing/storage-contract/fixtures/reservation.js';
import { scoreRecord, settlement } from '../../src/testing/storage-contract/fixtures/settlement.js';
import { telemetryEvent } from '../../src/testing/storage-contract/fixtures/telemetry-event.js';
import { startPostgresServer } from '../postgres-server/index.js';
import { amount } from './amount.js';
import { byCallers } from './by-callers.js';
import { openDatabaseFacts } from './database-facts.js';
import { runCounts, wrongWindows } from './ledger-checks.js';
import { monthlyLimit } from './monthly-limits.js';

const rounds = amount('ROUNDS', 1);
const pairs = amount('SIZE', 100);
const timeout = 180_000 + rounds * pairs * 40;
const callers = 64;
const users = 10_000;

const disks = [
  ['not waited for', false],
  ['waited for', true],
] as const;

/** Reserves and settles runs of many users, with four windows, two scores and three events each. */
async function pairsPerSecond(storage: Storage, anchor: number): Promise<number> {
  const limits = [
    monthlyLimit('user', 'calls', 1_000_000, anchor),
    monthlyLimit('user', 'tokens', 1_000_000_000, anchor),
    monthlyLimit('org', 'tokens', 1_000_000_000, anchor),
    monthlyLimit('org', 'cost', 1_000_000_000, anchor),
  ];
  let left = pairs;
  const began = performance.now();
  await byCallers(callers, async () => {
    if (left === 0) return false;
    left -= 1;
    const user = Math.floor(Math.random() * users);
    const scope = { orgId: `org-${user % (users / 10)}` };
    const request = reservation({ userId: `user-${user}`, limits });
    const { runId } = request;
    await storage.ledger.reserve(scope, request);
    const scores = [scoreRecord('original', 61.5), scoreRecord('candidate', 80, true)];
    const events = [1, 2, 3].map((sequence) => telemetryEvent(scope, runId, sequence));
    await storage.ledger.settle(scope, settlement(runId, { scores, events }));
    return true;
  });
  return (pairs / (performance.now() - began)) * 1_000;
}

test.for(disks)('runs are announced only while somebody follows, with the disk %s', { timeout }, async ([
  disk,
  durable,
]) => {
  const server = await startPostgresServer({ durable });
  onTestFinished(() => server.stop());
  const { url } = await server.createDatabase();
  const storage = postgresStorage({ connectionString: url, maxConnections: 32 });
  const follower = postgresStorage({ connectionString: url, maxConnections: 1 });
  await storage.setup();
  const facts = await openDatabaseFacts(url);
  const listener = new Client({ connectionString: url });
  await listener.connect();
  onTestFinished(async () => {
    await listener.end();
    await facts.close();
    await follower.close();
    await storage.close();
  });
  let notifications = 0;
  listener.on('notification', () => {
    notifications += 1;
  });
  await listener.query('listen promptforge_events');

  const anchor = Date.now();
  await pairsPerSecond(storage, anchor);
  expect(notifications).toBe(0);
  const figures: { alone: number; followed: number }[] = [];
  for (let round = 1; round <= rounds; round += 1) {
    const alone = await pairsPerSecond(storage, anchor);
    await listener.query('select 1');
    expect(notifications).toBe(0);
    const following = new AbortController();
    await follower.events.watch({ orgId: 'org-1' }, { onSignal: () => {}, signal: following.signal });
    const followed = await pairsPerSecond(storage, anchor);
    following.abort();
    await listener.query('select 1');
    expect(notifications).toBe(pairs);
    // As if its lease had ended.
    await facts.rows('delete from promptforge.event_listeners');
    notifications = 0;
    figures.push({ alone, followed });
  }
  expect(await runCounts(facts.rows)).toMatchObject({ runs: pairs * (1 + 2 * rounds), reserved: 0 });
  expect(await wrongWindows(facts.rows)).toEqual([]);
  console.table(
    figures.map(({ alone, followed }, index) => ({
      round: index + 1,
      disk,
      'pairs/s, nobody follows': Math.round(alone),
      'pairs/s, somebody follows': Math.round(followed),
      ratio: Number((followed / alone).toFixed(2)),
    })),
  );
});
