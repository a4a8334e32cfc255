import { PGlite } from '@electric-sql/pglite';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { pgliteStorage } from '../../adapters/pglite/index.js';
import type { Storage } from '../../src/storage.js';
import { ContractClock, minuteMs } from '../../src/testing/storage-contract/contract-clock.js';
import { checkpoint } from '../../src/testing/storage-contract/fixtures/checkpoint.js';
import { reapAll } from '../../src/testing/storage-contract/fixtures/reap-all.js';
import { reserveRun } from '../../src/testing/storage-contract/fixtures/reserve-run.js';
import { settlement, someUsage } from '../../src/testing/storage-contract/fixtures/settlement.js';
import { takeover } from '../../src/testing/storage-contract/takeover/runs-are-taken-over.js';
import { callFunction, pgliteSession } from '../schema/database-session.js';

const acme = { orgId: 'acme' };
const answer = { key: 'question', value: { text: 'An answer.' } };
const clock = new ContractClock();
let database: PGlite;
let storage: Storage;

beforeAll(async () => {
  database = await PGlite.create();
  storage = pgliteStorage({ database, clock });
  await storage.setup();
});
afterAll(() => database.close());

/** What the row of a run remembers for whoever goes on with it. */
async function remembered(runId: string): Promise<unknown> {
  const { rows } = await database.query(
    'select r.holder, r.held_until is not null as held, r.answers from promptforge.runs as r where r.id = $1',
    [runId],
  );
  return rows[0];
}

/** A run of Ada's with an answer that is remembered. */
async function answeredRun(): Promise<string> {
  const { id } = await reserveRun(storage, acme);
  await storage.ledger.checkpoint(acme, checkpoint(id, { answer }));
  expect(await remembered(id)).toEqual({ holder: 'process-1', held: true, answers: { question: answer.value } });
  return id;
}

const forgotten = { holder: null, held: false, answers: null };

test('a run that has ended remembers no answers, however it has ended, and its holder only when it was abandoned', async () => {
  const [settled, many, reaped] = [await answeredRun(), await answeredRun(), await answeredRun()];
  await storage.ledger.settle(acme, settlement(settled));
  await storage.ledger.settleMany([{ scope: acme, request: settlement(many) }]);
  clock.advance(minuteMs);
  await reapAll(storage);
  for (const runId of [settled, many]) expect(await remembered(runId)).toEqual(forgotten);
  expect(await remembered(reaped)).toEqual({ ...forgotten, holder: 'process-1' });
  await storage.ledger.settle(acme, settlement(reaped));
  expect(await remembered(reaped)).toEqual(forgotten);
});

test('a run whose user is erased under way loses its answers at once, and remembers no others', async () => {
  const id = await answeredRun();
  await storage.ledger.eraseUser(acme, 'ada');
  const kept = { holder: 'process-1', held: true, answers: null };
  expect(await remembered(id)).toEqual(kept);
  await storage.ledger.checkpoint(acme, checkpoint(id, { answer }));
  expect(await remembered(id)).toEqual(kept);
});

/** As a server of the version before does, which does not say who it is. */
function checkpointAsBefore(runId: string, leaseMs: number): Promise<unknown> {
  return callFunction(pgliteSession(database), 'checkpoint_v1', {
    p_org_id: acme.orgId,
    p_run_id: runId,
    p_usage: someUsage,
    p_in_flight: null,
    p_lease_ms: leaseMs,
    p_now: new Date(clock.now()).toISOString(),
  });
}

test('what a server of the version before works on is taken over when its lease is over, which it then learns', async () => {
  const { id } = await reserveRun(storage, acme);
  expect(await checkpointAsBefore(id, 5 * minuteMs)).toMatchObject({ outcome: 'extended' });
  clock.advance(5 * minuteMs - 1);
  expect(await storage.ledger.resume(acme, takeover(id))).toEqual({ outcome: 'held', retryAfterMs: 1 });
  expect(await checkpointAsBefore(id, 5 * minuteMs)).toMatchObject({ outcome: 'extended' });
  clock.advance(5 * minuteMs);
  expect(await storage.ledger.resume(acme, takeover(id))).toMatchObject({ outcome: 'resumed' });
  expect(await checkpointAsBefore(id, 5 * minuteMs)).toEqual({ outcome: 'lost' });
});

test('characters that the database cannot store become another one in answers, and keys with them are refused', async () => {
  const { id } = await reserveRun(storage, acme);
  const value = ['a\u0000b', { 'half\ud800': '\udc00' }];
  await storage.ledger.checkpoint(acme, checkpoint(id, { holdMs: 0, answer: { key: 'a', value } }));
  expect(await storage.ledger.resume(acme, takeover(id))).toMatchObject({
    answers: { a: ['a\ufffdb', { 'half\ufffd': '\ufffd' }] },
  });
  for (const broken of [{ answer: { key: 'a\u0000', value: 1 } }, { holder: '\ud800' }]) {
    const refused = storage.ledger.checkpoint(acme, checkpoint(id, broken));
    await expect(refused).rejects.toMatchObject({ code: 'internal' });
  }
});
