import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeAll, describe, expect, test } from 'vitest';
import { pgliteStorage } from '../../adapters/pglite/index.js';
import { postgresStorage } from '../../adapters/postgres/index.js';
import { maintainCommand } from '../../src/cli/maintain/maintain-command.js';
import { defaultPlans, type Storage } from '../../src/index.js';
import { completeRun } from '../../src/testing/storage-contract/fixtures/reserve-run.js';
import { rejection } from '../fixtures/rejection.js';
import { subscriptionWith } from '../fixtures/subscription-with.js';
import {
  connectionsTo,
  emptyDatabase,
  migratedDatabase,
  onServer,
  type TestDatabase,
} from '../postgres-server/index.js';

const cleanUps: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const cleanUp of cleanUps.splice(0).reverse()) await cleanUp();
});

// The first of them waits for the server.
beforeAll(async () => (await emptyDatabase()).drop());

async function using(make: () => Promise<TestDatabase>) {
  const database = await make();
  cleanUps.push(() => database.drop());
  const storage = postgresStorage({ connectionString: database.url });
  cleanUps.push(() => storage.close());
  return { url: database.url, storage };
}

interface How {
  readonly signal?: AbortSignal;
  readonly onPrint?: (text: string) => void;
}

function maintain(url: string, words: readonly string[] = [], { signal, onPrint }: How = {}) {
  const printed: string[] = [];
  const progress: (string | null)[] = [];
  const ending = maintainCommand(words, signal ?? new AbortController().signal, {
    environment: { DATABASE_URL: url },
    print(text) {
      printed.push(text);
      onPrint?.(text);
    },
    tell: () => {},
    showProgress: (line) => void progress.push(line),
  });
  return { ending, printed, progress };
}

const acme = { orgId: 'acme' };
const leave = `
  insert into promptforge.runs
    (org_id, id, user_id, operation, status, plan_id, engine, fingerprint, created_at, lease_expires_at,
     charged_calls, charged_tokens, charged_cost, windows, window_starts)
  values ('acme', 'left', 'ada', 'optimize', 'reserved', 'pilot', 'rules', '', now(), now() - interval '1 hour',
          1, 0, 0, '[]', '{}')`;
const age = (days: number) => `
  alter table promptforge.runs disable trigger user;
  update promptforge.runs set created_at = created_at - interval '${days} days'`;

async function isThere(storage: Storage, id: string): Promise<boolean> {
  return (await storage.ledger.get(acme, id)) !== null;
}

describe('upkeep from the command line', () => {
  test('ends abandoned runs, and says so', async () => {
    const { url, storage } = await using(migratedDatabase);
    await onServer(url, leave);
    const { ending, printed, progress } = maintain(url);
    expect(await ending).toBe(0);
    expect(printed.join('\n')).toMatch(/^Database postgres:.*\nLeft alone: runs and.*\nLeft alone: ended.*\n\n/);
    expect(printed.at(-1)).toMatch(/^[\d-]+ [\d:]+ UTC {2}abandoned runs ended: 1, days summed up: 1/);
    expect((await storage.ledger.get(acme, 'left'))?.status).toBe('abandoned');
    expect(progress).toEqual(['at work ...', null]);
    const again = maintain(url, ['--json']);
    expect([await again.ending, again.printed.length]).toEqual([0, 1]);
    expect(JSON.parse(String(again.printed[0]))).toMatchObject({ abandonedRuns: 0, problems: [] });
  });

  test.each<readonly [what: string, words: string[], days: number, stays: boolean]>([
    ['as nobody said by which plans', [], 4_000, true],
    ['once it is too old for the plans as they come', ['--plans', 'default'], 31, false],
    ['while it is not', ['--plans', 'default'], 29, true],
    ['once it is too old for the plans of the database', ['--plans', 'stored'], 8, false],
    ['while that keeps it', ['--plans', 'stored'], 6, true],
  ])('deletes a run or keeps it: %s', async (_what, words, days, stays) => {
    const { url, storage } = await using(migratedDatabase);
    const [pilot] = defaultPlans;
    const features = { ...pilot.features, of_the_host: true };
    await storage.plans.save({ ...pilot, features, retentionDays: 7 }, 0);
    const { id } = await completeRun(storage, acme);
    await onServer(url, age(days));
    expect(await maintain(url, words).ending).toBe(0);
    expect(await isThere(storage, id)).toBe(stays);
  });

  test('deletes ended sessions once it is told how long tokens are good', async () => {
    const { url } = await using(migratedDatabase);
    const ended = `
      insert into promptforge.sessions (org_id, id, user_id, created_at, last_used_at, expires_at, ends_at)
      select 'acme', 'ended', 'ada', now() - interval '90 days', now() - interval '90 days', ended, ended
        from (values (now() - interval '60 days')) as it (ended)`;
    await onServer(url, ended);
    const first = maintain(url, ['--json']);
    expect([await first.ending, JSON.parse(String(first.printed[0])).deletedSessions]).toEqual([0, 0]);
    // What was left alone is not taken for done.
    const second = maintain(url, ['--json', '--token-lifetime', '86400']);
    expect([await second.ending, JSON.parse(String(second.printed[0])).deletedSessions]).toEqual([0, 1]);
  });

  test('keeps what was granted for a few days as long as nobody said by which plans, and leaves it to whoever knows', async () => {
    const { url, storage } = await using(migratedDatabase);
    const overrides = { limits: [], features: {}, retentionDays: 5 };
    await storage.subscriptions.save(acme, subscriptionWith({ planId: 'pilot', overrides }), 0);
    const { id } = await completeRun(storage, acme);
    await onServer(url, age(20));
    expect([await maintain(url).ending, await isThere(storage, id)]).toEqual([0, true]);
    expect([await maintain(url, ['--plans', 'default']).ending, await isThere(storage, id)]).toEqual([0, false]);
  });

  test('sums the days of the time zone that the sums are of, unless it is told another', async () => {
    const { url, storage } = await using(migratedDatabase);
    const zone = async () => (await storage.analytics.summed()).timeZone;
    expect([await maintain(url).ending, await zone()]).toEqual([0, 'UTC']);
    await storage.maintenance.rollUp({ limit: 1, after: null, timeZone: 'Europe/Berlin' });
    expect([await maintain(url).ending, await zone()]).toEqual([0, 'Europe/Berlin']);
    expect([await maintain(url, ['--time-zone', 'Asia/Tokyo']).ending, await zone()]).toEqual([0, 'Asia/Tokyo']);
    const nowhere = await rejection(maintain(url, ['--time-zone', 'Mars/Olympus']).ending);
    expect([nowhere.code, nowhere.message]).toEqual(['request_invalid', expect.stringMatching(/^--time-zone/)]);
  });

  test('ends with 1 when a part failed, and tells which, though all the rest was done', async () => {
    const { url, storage } = await using(migratedDatabase);
    await storage.subscriptions.save(acme, subscriptionWith({ planId: 'gone' }), 0);
    const { id } = await completeRun(storage, acme);
    await onServer(url, age(4_000));
    await onServer(url, leave);
    const { ending, printed } = maintain(url, ['--plans', 'default']);
    expect([await ending, await isThere(storage, id)]).toEqual([1, true]);
    expect(printed.at(-1)).toMatch(/abandoned runs ended: 1[^\n]*\n {2}plan_unknown: /);
    await onServer(url, 'delete from promptforge.upkeep');
    const again = maintain(url, ['--plans', 'default', '--json']);
    expect([await again.ending, JSON.parse(String(again.printed)).problems]).toEqual([
      1,
      [expect.objectContaining({ code: 'plan_unknown' })],
    ]);
  });

  test('fails where the database has no plans to go by, or no schema', async () => {
    const database = await migratedDatabase();
    cleanUps.push(() => database.drop());
    const planless = await rejection(maintain(database.url, ['--plans', 'stored']).ending);
    // Those that are left idle are let go of after ten seconds.
    await expect.poll(() => connectionsTo(database), { timeout: 4_000 }).toBe(0);
    expect([planless.code, planless.message]).toEqual([
      'config_invalid',
      expect.stringMatching(/^The database has no plans/),
    ]);
    const { url: empty } = await using(emptyDatabase);
    const { code, message } = await rejection(maintain(empty).ending);
    expect([code, message]).toEqual(['storage_not_ready', expect.stringMatching(/setup|migrate/)]);
  });

  test('works on a folder, and not on one that is not there', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'promptforge-maintain-'));
    cleanUps.push(() => rm(folder, { recursive: true, force: true }));
    const storage = pgliteStorage({ dataDir: join(folder, 'data') });
    await storage.setup();
    await storage.close();
    const { ending, printed } = maintain('', ['--data-dir', join(folder, 'data'), '--json']);
    expect([await ending, printed.length]).toEqual([0, 1]);
    expect((await rejection(maintain('', ['--data-dir', join(folder, 'none')]).ending)).code).toMatch(/^storage_/);
    expect(existsSync(join(folder, 'none')), 'no database is made').toBe(false);
  });
});

describe('upkeep again and again', () => {
  test('ends by an interruption, which is no failure to go on after', async () => {
    const { url } = await using(migratedDatabase);
    const { ending, printed } = maintain(url, ['--every', '1', '--json'], { signal: AbortSignal.abort() });
    expect((await rejection(ending)).code).toBe('run_canceled');
    expect(printed).toEqual([]);
  });

  test('goes on until it is interrupted, also after a failure', async () => {
    const { url, storage } = await using(emptyDatabase);
    const controller = new AbortController();
    const { ending, printed, progress } = maintain(url, ['--every', '1', '--json'], {
      signal: controller.signal,
      onPrint(text) {
        if (!('error' in JSON.parse(text))) controller.abort();
        else if (printed.length === 1) void storage.setup();
      },
    });
    expect(await ending).toBe(0);
    const rounds = printed.map((line) => JSON.parse(line));
    expect(rounds[0]).toMatchObject({ at: expect.any(String), error: { code: 'storage_not_ready' } });
    expect(rounds.at(-1)).toMatchObject({ abandonedRuns: 0, problems: [] });
    expect(printed.every((line) => !line.includes('\n'))).toBe(true);
    expect(progress).toContain('again in 1 s; Ctrl-C ends');
    expect(progress.at(-1)).toBeNull();
  });
});
