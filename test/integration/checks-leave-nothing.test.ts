import { PGlite } from '@electric-sql/pglite';
import { expect, test } from 'vitest';
import { pgliteStorage } from '../../adapters/pglite/index.js';
import { type CheckEvent, createChecks, defineCheck } from '../../src/checks/index.js';
import { createHandler } from '../../src/http/index.js';
import { PromptForge } from '../../src/index.js';
import { caught } from '../fixtures/caught.js';
import { checkSecret, forgeToCheck } from '../fixtures/forge-to-check.js';
import { rejection } from '../fixtures/rejection.js';

const skip = ['security.expired-token'];

/** A database that somebody works with already, and the text of all its rows by table. */
async function databaseInUse() {
  const database = await PGlite.create();
  const storage = pgliteStorage({ database });
  const forge = new PromptForge({ storage, engine: 'rules', session: { secret: checkSecret } });
  await forge.setup();
  const { accessToken: token } = await forge.sessions.issue({ userId: 'ada' });
  const sevenD = { domain: 'saas', output_format: 'md' } as const;
  await forge.score({ token, prompt: 'Write a note to a customer.', sevenD });
  const tables = await database.query<{ name: string }>(
    "select table_name as name from information_schema.tables where table_schema = 'promptforge' and table_type = 'BASE TABLE'",
  );
  async function rows() {
    const found = new Map<string, readonly string[]>();
    for (const { name } of tables.rows) {
      const { rows: texts } = await database.query<{ row: string }>(
        `select t::text as row from promptforge."${name}" as t`,
      );
      found.set(
        name,
        texts.map(({ row }) => row),
      );
    }
    return found;
  }
  return { database, storage, forge, rows };
}

/** Tables with more rows after a run than before. */
function grown(before: ReadonlyMap<string, readonly string[]>, after: ReadonlyMap<string, readonly string[]>) {
  return [...after]
    .filter(([name, rows]) => rows.length > (before.get(name)?.length ?? 0))
    .map(([name]) => name)
    .sort();
}

const namesOf = (rows: ReadonlyMap<string, readonly string[]>, text: string) =>
  [...rows].filter(([, texts]) => texts.some((row) => row.includes(text))).map(([name]) => name);

test('a run erases its users everywhere, also when a check fails or the run is broken off', async () => {
  const { database, storage, forge, rows } = await databaseInUse();
  const broken = defineCheck({
    name: 'broken',
    suite: 'quality',
    title: 'It fails',
    run: async ({ fail }) => fail('So it is.'),
  });
  const checks = createChecks({
    forge,
    target: createHandler(forge),
    checks: [broken],
    timeoutMs: 120_000,
    latencyBudgetMs: 60_000,
  });
  const before = await rows();
  const report = await checks.run({ skip });
  expect(report.outcomes.filter(({ status }) => status === 'failed').map(({ name }) => name)).toEqual([
    'quality.broken',
  ]);
  expect(report.isCleanedUp).toBe(true);
  const after = await rows();
  // Ids of users hold that of the run. What names them is what upkeep deletes: the refusal of their tokens until
  // these expire, and their counters until the month is over.
  expect(namesOf(after, `promptforge-check-${report.id}`)).toEqual(['quota_windows', 'session_cutoffs']);
  const kept = grown(before, after);
  expect(kept).toEqual(expect.arrayContaining(['check_reports', 'runs', 'subscriptions']));

  const stop = new AbortController();
  const aborted = await checks.run({
    skip,
    signal: stop.signal,
    onEvent: (event) => {
      if (event.type === 'check.ended' && event.outcome.name === 'security.foreign-runs') stop.abort();
    },
  });
  expect(aborted).toMatchObject({ isComplete: false, isCleanedUp: true });
  expect(aborted.outcomes.at(-1)).toMatchObject({ status: 'skipped', reason: 'The run was broken off.' });
  const last = await rows();
  // It was broken off before the user came whose calls are counted.
  expect(namesOf(last, `promptforge-check-${aborted.id}`)).toEqual(['session_cutoffs']);
  // Organizations and their plans are those of the run before, and what was broken off is not stored.
  for (const name of ['subscriptions', 'subscription_changes', 'orgs', 'org_members', 'sessions', 'check_reports']) {
    expect(last.get(name)?.length, name).toBe(after.get(name)?.length);
  }
  await storage.close();
  await database.close();
});

test('a run erases its users also when whoever listens to it throws', async () => {
  const { database, storage, forge, rows } = await databaseInUse();
  const checks = createChecks({ forge, target: createHandler(forge), timeoutMs: 120_000 });
  const request = {
    only: ['security.nosniff'],
    onEvent: ({ type, ...event }: CheckEvent) => {
      if (type === 'check.ended' && 'outcome' in event && event.outcome.name === 'security.nosniff') {
        throw new RangeError('The listener fails.');
      }
    },
  };
  expect(await caught(checks.run(request))).toMatchObject({ name: 'RangeError' });
  const left = await rows();
  // The instant up to which tokens of an erased user are refused tells that there was one.
  expect(namesOf(left, 'promptforge-check-')).toContain('session_cutoffs');
  expect((left.get('sessions') ?? []).filter((row) => row.includes('promptforge-check-'))).toEqual([]);
  expect(checks.isRunning).toBe(false);
  await storage.close();
  await database.close();
});

test('a target that is no http URL is refused, and not repeated', async () => {
  const { checksOf } = forgeToCheck();
  for (const target of ['ada:password@example.com', 'not a URL with a password', 'ftp://ada:password@example.com']) {
    const error = await rejection(checksOf(target).run());
    expect(error).toMatchObject({ code: 'config_invalid' });
    expect(String(error)).not.toContain('password');
  }
});

test('no more requests are made than are allowed, and the checks that came too late are skipped', async () => {
  const { checksOf } = forgeToCheck();
  const report = await checksOf(undefined, { maxRequests: 12 }).run({ suites: ['api'] });
  expect(report.requests).toBe(12);
  expect(report.outcomes.some(({ reason }) => reason?.includes('12 requests'))).toBe(true);
  expect(report.outcomes.filter(({ status }) => status === 'failed')).toEqual([]);
});

test('no more requests are under way at once than are allowed', async () => {
  const { handle, checksOf } = forgeToCheck();
  let underWay = 0;
  let most = 0;
  const counting = async (request: Request) => {
    underWay += 1;
    most = Math.max(most, underWay);
    try {
      return await handle(request);
    } finally {
      underWay -= 1;
    }
  };
  await checksOf(counting, { concurrency: 2 }).run({ suites: ['performance'] });
  expect(most).toBe(2);
});

test('without a model only what is free is run', async () => {
  const { forge, storage, checksOf } = forgeToCheck();
  const report = await checksOf().run({ model: false });
  expect(report.outcomes.filter(({ suite, status }) => suite === 'quality' && status !== 'skipped')).toEqual([]);
  const runs = await storage.ledger.list(
    { orgId: 'promptforge-check-tenant' },
    { userId: null, limit: 10, after: null },
  );
  expect(runs.runs).toEqual([]);
  expect((await forge.checkReports.latest())?.id).toBe(report.id);
});

test('a report holds neither tokens nor what was answered, and errors of checks are told by their names', async () => {
  const { checksOf } = forgeToCheck();
  const leaking = defineCheck({
    name: 'leaking',
    suite: 'api',
    title: 'It throws what it was answered',
    run: async ({ request, token }) => {
      throw new RangeError(`${(await request({ path: '/me', as: 'owner' })).text} ${await token('owner')}`);
    },
  });
  const report = await checksOf(undefined, { checks: [leaking] }).run({ only: ['api.leaking'] });
  const text = JSON.stringify(report);
  expect(text).toContain('failed with a RangeError');
  expect(text).not.toMatch(/ey[A-Za-z0-9_-]{10,}/);
  expect(text).not.toContain('userId');
});

test('names of checks that do not exist are refused, and nothing is made for the run', async () => {
  const { storage, checksOf } = forgeToCheck();
  const error = await rejection(checksOf().run({ only: ['api.nothing'] }));
  expect(error).toMatchObject({ code: 'request_invalid' });
  expect(await storage.subscriptions.load({ orgId: 'promptforge-check-tenant' })).toBeNull();
});
