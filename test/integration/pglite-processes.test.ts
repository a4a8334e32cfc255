import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { pgliteStorage } from '../../adapters/pglite/index.js';
import { orgTokensPerMonth, userCallsPerHour } from '../../src/testing/storage-contract/fixtures/quota-limits.js';
import { reservation } from '../../src/testing/storage-contract/fixtures/reservation.js';
import { settlement } from '../../src/testing/storage-contract/fixtures/settlement.js';
import { type AdapterBuild, buildAdapter, killHard } from './pglite-child.js';

let adapter: AdapterBuild;
let parent: string;

beforeAll(async () => {
  adapter = await buildAdapter();
  parent = mkdtempSync(join(tmpdir(), 'promptforge-'));
});

afterAll(() => {
  adapter.remove();
  rmSync(parent, { recursive: true, force: true });
});

const scope = { orgId: 'org' };
const limits = [userCallsPerHour(100), orgTokensPerMonth(1_000_000)];

test('a second process is refused while the first one lives, and takes over what a killed one leaves', async () => {
  const dataDir = join(parent, 'data');
  const [working, idle] = [reservation({ limits }), reservation({ limits, idempotencyKey: 'again' })];
  const child = await adapter.start({ dataDir, orgId: scope.orgId, reservations: [working, idle] });

  const refused = pgliteStorage({ dataDir }).setup();
  await expect(refused).rejects.toMatchObject({
    code: 'storage_locked',
    message: expect.stringMatching(new RegExp(`${dataDir} is in use by process ${child.pid}\\..*another dataDir`)),
    details: { pid: child.pid },
  });

  await killHard(child);
  const later = Date.now() + working.leaseMs + 1_000;
  const storage = pgliteStorage({ dataDir, clock: { now: () => later } });
  await storage.setup();
  try {
    const { reaped } = await storage.ledger.reap({ limit: 10 });
    const charges = new Map(reaped.map((run) => [run.id, run.charge]));
    expect(charges).toEqual(
      new Map([
        [working.runId, { calls: 1, tokens: 142, cost: 57 }],
        [idle.runId, { calls: 0, tokens: 0, cost: 0 }],
      ]),
    );
    const [calls, tokens] = await storage.ledger.peek(scope, { userId: 'ada', limits });
    // The hour may have turned between the reservation and the reaping; the month hardly has.
    expect([0, 1]).toContain(calls?.used);
    expect(tokens?.used).toBe(142);
    expect((await storage.ledger.get(scope, idle.runId))?.idempotencyKey).toBeNull();
    expect(await storage.ledger.settle(scope, settlement(working.runId))).toMatchObject({ outcome: 'settled' });
  } finally {
    await storage.close();
  }
});
