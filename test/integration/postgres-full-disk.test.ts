import { execFileSync, spawnSync } from 'node:child_process';
import { chownSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { postgresStorage } from '../../adapters/postgres/index.js';
import { newTenant } from '../../src/testing/storage-contract/fixtures/new-tenant.js';
import { reservation, runInput } from '../../src/testing/storage-contract/fixtures/reservation.js';
import { migratedTemplate, onServer, startPostgresServer } from '../postgres-server/index.js';
import { ordinaryUser } from '../postgres-server/ordinary-user.js';

/** A disk of 20 MB, in a tablespace on which a migrated database just has its place. */
function smallDisk(): string | null {
  const { uid, gid } = ordinaryUser();
  if (uid === undefined || gid === undefined) return null;
  const folder = mkdtempSync(join(tmpdir(), 'promptforge-disk-'));
  const mounted = spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=20m', 'tmpfs', folder]).status === 0;
  onTestFinished(() => {
    if (mounted) execFileSync('umount', ['--lazy', folder]);
    rmSync(folder, { recursive: true, force: true });
  });
  if (!mounted) return null;
  chownSync(folder, uid, gid);
  return folder;
}

test('a disk that is full refuses what has no room with 53100, keeps what it has, and goes on once there is room', async ({
  skip,
}) => {
  const disk = smallDisk();
  if (disk === null) {
    skip('only root can mount a disk of its own; postgres-errors.test.ts raises the same error in a trigger');
    return;
  }
  const server = await startPostgresServer();
  onTestFinished(() => server.stop());
  const template = await migratedTemplate(server);
  await onServer(
    server.url(),
    `create tablespace small location '${disk}'`,
    `create database small template ${template} tablespace small`,
  );
  const storage = postgresStorage({ connectionString: server.url('small') });
  onTestFinished(() => storage.close());

  const scope = newTenant();
  const prompt = incompressible(100_000);
  const kept: string[] = [];
  async function fill(): Promise<unknown> {
    for (;;) {
      const next = reservation({ input: runInput(prompt()) });
      const { outcome } = await storage.ledger.reserve(scope, next);
      if (outcome !== 'reserved') return outcome;
      kept.push(next.runId);
    }
  }
  const error = await fill().catch((thrown: unknown) => thrown);
  expect(error).toMatchObject({
    code: 'storage_unavailable',
    message: expect.stringContaining('disk of the database is full'),
    details: { sqlState: '53100' },
  });
  expect(kept.length).toBeGreaterThan(10);
  const whose = { userId: 'ada', limits: reservation().limits };
  expect(await storage.ledger.peek(scope, whose)).toMatchObject([{ used: kept.length }]);

  execFileSync('mount', ['-o', 'remount,size=64m', disk]);
  expect(await storage.ledger.reserve(scope, reservation({ input: runInput(prompt()) }))).toMatchObject({
    outcome: 'reserved',
  });
  expect(await storage.ledger.get(scope, kept[0] ?? '')).toMatchObject({ status: 'reserved' });
});

/** Texts that Postgres cannot pack, the same in each run. */
function incompressible(length: number): () => string {
  let seed = 1;
  const letter = () => {
    seed = (seed * 48_271) % 2_147_483_647;
    return String.fromCharCode(33 + (seed % 90));
  };
  return () => Array.from({ length }, letter).join('');
}
