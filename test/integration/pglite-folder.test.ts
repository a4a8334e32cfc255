import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { pgliteStorage } from '../../adapters/pglite/index.js';
import { lockFolder } from '../../adapters/pglite/lock-file.js';
import { processStart } from '../../adapters/pglite/process-identity.js';
import { reservation } from '../../src/testing/storage-contract/fixtures/reservation.js';
import { settlement } from '../../src/testing/storage-contract/fixtures/settlement.js';

let folder: string;
let lockPath: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'promptforge-'));
  lockPath = join(folder, 'promptforge.lock');
});

afterEach(() => rmSync(folder, { recursive: true, force: true }));

describe('a folder', () => {
  test('keeps what was written when it is opened again, and is free once it is closed', async () => {
    const scope = { orgId: 'org' };
    const { runId } = reservation();
    const dataDir = join(folder, 'deep', 'inside');

    const first = pgliteStorage({ dataDir });
    await first.setup();
    await first.ledger.reserve(scope, reservation({ runId }));
    const settled = await first.ledger.settle(scope, settlement(runId));
    await first.close();
    expect(readdirSync(dataDir)).toEqual(['database']);

    const second = pgliteStorage({ dataDir });
    await second.setup();
    expect(settled).toMatchObject({ outcome: 'settled', run: await second.ledger.get(scope, runId) });
    expect(second.traits).toEqual({ adapter: 'pglite', durable: true, scope: 'process' });
    await second.close();
  });

  test('is refused to a second storage of this process, by any of its names', async () => {
    const dataDir = join(folder, 'data');
    mkdirSync(dataDir);
    const alias = join(folder, 'alias');
    symlinkSync(dataDir, alias);
    const lock = lockFolder(dataDir, join(dataDir, 'promptforge.lock'));
    for (const name of [dataDir, alias]) {
      await expect(pgliteStorage({ dataDir: name }).setup()).rejects.toMatchObject({
        code: 'storage_locked',
        message: expect.stringMatching(/within this process.*close\(\) the first one/),
      });
    }
    lock.release();
  });

  test('that cannot be written is named, with the reason and what to do', async () => {
    const file = join(folder, 'file');
    writeFileSync(file, '');
    const dataDir = join(file, 'data');
    await expect(pgliteStorage({ dataDir }).setup()).rejects.toMatchObject({
      code: 'storage_unavailable',
      message: expect.stringMatching(/file.data cannot be created or written \(ENOTDIR\).*another dataDir/),
    });
  });

  test.skipIf(process.platform !== 'linux')(
    'where the system lets nobody make folders is refused at once (/proc is a thing of Linux)',
    async () => {
      await expect(pgliteStorage({ dataDir: '/proc/promptforge/data' }).setup()).rejects.toMatchObject({
        code: 'storage_unavailable',
        message: expect.stringMatching(/cannot be created or written/),
      });
    },
  );

  test('whose parents are missing is made with all of them', async () => {
    const dataDir = join(folder, 'not', 'there', 'yet');
    const storage = pgliteStorage({ dataDir });
    await storage.setup();
    await storage.close();
    expect(existsSync(join(dataDir, 'database'))).toBe(true);
  });

  test('whose database cannot be opened is let go of', async () => {
    writeFileSync(join(folder, 'database'), 'not a folder');
    await expect(pgliteStorage({ dataDir: folder }).setup()).rejects.toMatchObject({ code: 'storage_unavailable' });
    expect(existsSync(lockPath)).toBe(false);
  });
});

describe('a lock', () => {
  function leftBehindBy(holder: { pid?: number; start?: string | null; host?: string }): string {
    const own = lockFolder(folder, lockPath);
    const text = readFileSync(lockPath, 'utf8');
    own.release();
    const left = JSON.stringify({ ...JSON.parse(text), id: 'another', ...holder });
    writeFileSync(lockPath, left);
    return left;
  }

  /** A number that no process has: above the largest one of every system. */
  const nobody = 2 ** 30;

  test('of a process that is gone is taken over', () => {
    leftBehindBy({ pid: nobody });
    const lock = lockFolder(folder, lockPath);
    expect(readFileSync(lockPath, 'utf8')).toContain(`"pid":${process.pid},`);
    lock.release();
    expect(readdirSync(folder)).toEqual([]);
  });

  test.skipIf(processStart(process.pid) === null)(
    'of a process whose number went to another one is taken over (skipped where the start of a process is not known)',
    () => {
      leftBehindBy({ pid: process.pid, start: '1' });
      lockFolder(folder, lockPath).release();
      leftBehindBy({ pid: process.ppid, start: '1' });
      lockFolder(folder, lockPath).release();
    },
  );

  test('of a process that lives is respected', () => {
    leftBehindBy({ pid: process.ppid, start: processStart(process.ppid) });
    expect(() => lockFolder(folder, lockPath)).toThrow(
      expect.objectContaining({ code: 'storage_locked', details: { folder, pid: process.ppid } }),
    );
  });

  test('of another machine is respected, and the message says which file to delete', () => {
    leftBehindBy({ pid: nobody, host: 'elsewhere' });
    expect(() => lockFolder(folder, lockPath)).toThrow(
      expect.objectContaining({
        code: 'storage_locked',
        message: expect.stringMatching(new RegExp(`process ${nobody} on elsewhere.*delete ${lockPath}`)),
      }),
    );
  });

  test('that cannot be read is respected: it may be one that is being written', () => {
    writeFileSync(lockPath, '');
    expect(() => lockFolder(folder, lockPath)).toThrow(expect.objectContaining({ code: 'storage_locked' }));
  });

  test('that somebody else has taken in the meantime is not removed by a release', () => {
    const lock = lockFolder(folder, lockPath);
    const theirs = JSON.stringify({ pid: process.ppid, start: null, host: 'elsewhere', id: 'theirs' });
    writeFileSync(lockPath, theirs);
    lock.release();
    expect(readFileSync(lockPath, 'utf8')).toBe(theirs);
  });

  test('leaves no listener behind on the process', () => {
    const before = process.listenerCount('exit');
    lockFolder(folder, lockPath).release();
    expect(process.listenerCount('exit')).toBe(before);
  });
});
