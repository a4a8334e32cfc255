import type { PGlite } from '@electric-sql/pglite';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { callStatement } from '../../adapters/sql/call-statement.js';
import { migrations } from '../../adapters/sql/migrations/index.js';
import { neededSchema } from '../../adapters/sql/migrations/needed-schema.js';
import { sqlFunctions } from '../../adapters/sql/sql-functions.js';
import { sqlStorage } from '../../adapters/sql/sql-storage.js';
import type { Storage } from '../../src/storage.js';
import { dayMs } from '../../src/testing/storage-contract/contract-clock.js';
import { checkpoint } from '../../src/testing/storage-contract/fixtures/checkpoint.js';
import {
  keyLimit,
  orgTokensPerMonth,
  userCallsPerHour,
} from '../../src/testing/storage-contract/fixtures/quota-limits.js';
import { reservation } from '../../src/testing/storage-contract/fixtures/reservation.js';
import { failureWithCharge, settlement } from '../../src/testing/storage-contract/fixtures/settlement.js';
import { telemetryEvent } from '../../src/testing/storage-contract/fixtures/telemetry-event.js';
import { applyMigrations, type DatabaseSession, pgliteSession, pgliteWithRoles } from '../schema/database-session.js';
import {
  furnishPlatform,
  furnishTenant,
  idsOf,
  invitationHashOf,
  tenantNamed,
  throttleRule,
} from '../schema/furnish-tenant.js';
import { type AnswerRecord, recordingExecutor, unread } from '../schema/record-answers.js';
import { schemaTables } from '../schema/schema-tables.js';
import { namedAttempts, type Target } from '../schema/store-attempts.js';

/** Places where a document is kept as callers gave it, so that nobody looks into it. */
const documents = new Set(
  [
    'input',
    'result',
    'error',
    'data',
    'manifest',
    'value.values',
    'value.preferences',
    'value.privacy',
    'value.notifications',
    'value.extra',
    'value.body',
    'value.overrides',
    'scopes',
    'limits',
    'answers',
    'cached',
    'sevenD',
    'score',
    'report',
    'state',
  ].flatMap((name) =>
    [
      '',
      'apiKey.',
      '[].',
      'run.',
      '[].run.',
      'earlier.0.run.',
      'runs[].',
      'version.',
      'reaped[].',
      'items[].',
      'events[].event.',
    ].map((place) => `${place}${name}`),
  ),
);
const planDocument = new Set(['[].value']);

/**
 * Places that only some answers have: where there was no room for all, where a run or a key was there
 * already, where a run had been settled before, and where an API key was limited.
 */
const inSomeAnswers = {
  consume_many_v1: ['granted'],
  reserve_many_v1: ['earlier', 'earlier.0', 'earlier.0.conflict', 'granted'],
  settle_many_v1: ['[].limits[].keyId', '[].run.status'],
};

/** Columns that no answer names: what only the database needs, and what is called otherwise outside. */
const keptInside: Readonly<Record<string, readonly string[]>> = {
  // Callers say which provider, month and event they ask about.
  billing_customers: ['provider'],
  billing_events: ['provider', 'event_id', 'done_at'],
  // The pending report is called `identifier` and `amount`; what was reported shows in what is missing.
  billing_usage: ['provider', 'reported', 'pending_identifier', 'pending_amount'],
  api_keys: ['ends_at'],
  bundle_artifacts: ['bundle_id', 'position'],
  // Added up by plan, model and module, and answered as lists.
  daily_measures: ['part', 'module', 'names', 'amounts'],
  // Called `moduleId` outside, as those of the platform are.
  daily_usage: ['part', 'module'],
  // Callers know their own keys, and get the `value` as it is.
  cache_entries: ['key'],
  // Callers say which token and purpose they ask about.
  email_tokens: ['purpose'],
  // The first of the other ends.
  invitations: ['secret_hash', 'ends_at'],
  lives: ['system_identifier'],
  migrations: ['checksum', 'applied_at'],
  // The revision is the `version` beside the value, whose own version is another thing.
  modules: ['version_order', 'revision'],
  // Called `values` outside.
  parameter_sets: ['parameters'],
  // The order in which they were saved.
  check_reports: ['position'],
  // The whole `value`.
  plans: ['plan', 'position'],
  platform_actives: ['interval', 'first_day'],
  platform_measures: ['family', 'names', 'amounts'],
  platform_usage: ['module'],
  present_life: ['system_identifier'],
  profiles: ['search_text'],
  // References of their own: `parent`.
  prompt_versions: ['parent_id', 'parent_number'],
  quota_windows: ['ends_at', 'previous_started_at'],
  reporting: ['only_one'],
  // The charge is a document of its own.
  runs: [
    'fingerprint',
    'in_flight',
    'charged_calls',
    'charged_tokens',
    'charged_cost',
    'figures',
    'window_starts',
    'holder',
    'held_until',
    'measures',
  ],

  // A reference of its own, `forkedFrom`, and what is searched.
  saved_prompts: ['origin_id', 'origin_number', 'search_heading', 'search_text'],
  scores: ['position'],
  session_days: ['part'],
  session_denials: ['session_id'],
  session_tokens: ['session_id', 'replaced_at'],
  sessions: ['ends_at'],
  // Callers learn how long to wait.
  sign_in_throttles: ['key', 'last_at', 'ends_at'],
  // Documents of their own: `previous` and `source`.
  subscription_changes: ['previous_plan_id', 'previous_status', 'previous_seats'],
  subscriptions: ['source_provider', 'source_id'],
  telemetry_events: ['recorded_at', 'transaction_id'],
  upkeep: ['task', 'done_at'],
};

let database: PGlite;
let session: DatabaseSession;
let records: ReadonlyMap<string, AnswerRecord>;

beforeAll(async () => {
  database = await pgliteWithRoles();
  session = pgliteSession(database);
  await applyMigrations(session, migrations);
  const recording = recordingExecutor({
    async call(functionName, args) {
      const { text, values } = callStatement(functionName, args);
      const [row] = await session.query(text, values);
      return typeof row?.answer === 'string' ? JSON.parse(row.answer) : null;
    },
  });
  records = recording.records;
  const storage = sqlStorage({
    traits: { adapter: 'recording', durable: false, scope: 'process' },
    executor: recording.executor,
    schema: neededSchema,
    setup: async () => {},
    release: async () => {},
    signals: null,
    clock: null,
  });
  await callEverything(storage);
});

afterAll(() => database.close());

/** Every method with what it was made for, and every outcome it may come to. */
async function callEverything(storage: Storage): Promise<void> {
  const tenant = tenantNamed('acme');
  const { scope, member } = tenant;
  const ids = idsOf(member);
  const { cursor } = await storage.events.follow(scope, { userId: null, after: null, limit: 1 });
  const target: Target = { orgName: tenant.name, userId: member, cursor, horizon: Date.now() + 1_000 * dayMs };
  await storage.health();
  await furnishTenant(storage, tenant);
  await furnishPlatform(storage);
  await storage.apiKeys.read(ids.apiKey);
  await storage.checkReports.latest();
  const [alert] = (await storage.alerts.list({ limit: 1, after: null })).items;
  if (alert !== undefined) await storage.alerts.load(alert.value);
  await storage.checkReports.list({ limit: 1, after: null });
  await storage.plans.list();
  await storage.plans.remove('nothing', 1);

  const oneCall = [userCallsPerHour(0), orgTokensPerMonth(1)];
  const replay = reservation({ runId: 'replay', userId: member, idempotencyKey: ids.idempotencyKey });
  await storage.ledger.reserve(scope, replay);
  await storage.ledger.reserve(scope, { ...replay, fingerprint: 'b'.repeat(64) });
  await storage.ledger.reserve(scope, reservation({ limits: oneCall }));
  const ofKey = reservation({ runId: 'of a key', limits: [keyLimit('1', 'calls', 'hour', 10)] });
  await storage.ledger.reserve(scope, ofKey);
  await storage.ledger.settle(scope, settlement(ofKey.runId));
  const tooMuch = { userId: member, limits: oneCall, amounts: { calls: 1, tokens: 2, cost: 0 } };
  await storage.ledger.consume(scope, tooMuch);
  await storage.ledger.consume(scope, { ...tooMuch, count: 2 });
  await storage.ledger.settle(scope, settlement(ids.run));
  await storage.ledger.settle(scope, settlement('no such run'));
  await storage.ledger.checkpoint(scope, checkpoint('no such run'));
  const takeover = { holder: 'another', holdMs: dayMs, leaseMs: dayMs };
  for (const runId of [ids.run, 'no such run', ids.runUnderWay]) {
    await storage.ledger.resume(scope, { ...takeover, runId });
  }
  await storage.ledger.reserve(scope, reservation({ runId: 'left', userId: 'left' }));
  await storage.ledger.checkpoint(scope, checkpoint('left', { holdMs: 0, answer: { key: 'a', value: 1 } }));
  await storage.ledger.resume(scope, { ...takeover, runId: 'left' });
  await storage.ledger.reserve(scope, reservation({ runId: 'late', leaseMs: 0, userId: 'late' }));
  await storage.ledger.reap({ limit: 10 });
  await storage.ledger.settle(scope, failureWithCharge('late'));
  await storage.events.append(scope, [telemetryEvent(scope, 'late', 1)]);
  await storage.maintenance.rollUp({ limit: 1, after: null, timeZone: 'UTC' });
  await storage.maintenance.tenants({ before: target.horizon, limit: 1, after: null });
  await storage.maintenance.turnMonths({ before: 0, planIds: [] });
  await storage.maintenance.sweepWindows({ limit: 1 });
  await callForTheWholePlatform(storage, tenant.name);

  const caller = { scope, user: { userId: member } };
  const order = (name: string) => (/purge|erase|remove|revokeUser/i.test(name) ? 1 : 0);
  for (const [, attempt] of namedAttempts.toSorted(([one], [other]) => order(one) - order(other))) {
    await attempt(storage, caller, target).catch(() => {});
  }
  await storage.sessions.statistics({ from: 0, to: target.horizon });
  await storage.sessions.purgeDenials({ limit: 1 });
  await storage.sessions.purge({ before: target.horizon, limit: 10 });
  await storage.apiKeys.purge({ before: target.horizon, limit: 10 });
  await storage.cache.sweep({ limit: 10 });
  await storage.invitations.purge({ before: 0, limit: 10 });
}

/** What belongs to no tenant, and is asked for by servers alone. */
async function callForTheWholePlatform(
  { analytics, subscriptions, billing, credentials, invitations }: Storage,
  name: string,
): Promise<void> {
  const first = { limit: 1, after: null };
  const { next } = await subscriptions.changes({ ...first, range: { from: 0, to: Number.MAX_SAFE_INTEGER } });
  await subscriptions.changes({ limit: 1, after: next, range: { from: 0, to: Number.MAX_SAFE_INTEGER } });
  await analytics.summed();
  await subscriptions.list(first);
  await billing.tenantOf({ provider: 'stripe', customerId: `customer-of-${name}` });
  await billing.isEventDone({ provider: 'stripe', eventId: 'event' });
  await billing.purgeEvents({ before: 0, limit: 1 });
  const { email, emailTokenHash: key } = idsOf(tenantNamed(name).member);
  await credentials.byEmail(email);
  for (const max of [9, 1]) await credentials.attempt([{ key, rule: { ...throttleRule, max } }]);
  await credentials.forgive({ forget: [], giveBack: [key] });
  await credentials.purge({ limit: 1 });
  await invitations.find(invitationHashOf(name));
}

test('every function that stores call was called', () => {
  expect([...records.keys()].toSorted()).toEqual(Object.keys(sqlFunctions).toSorted());
});

test('whatever a mapper reads, the function has answered', () => {
  const missing = [...records].flatMap(([name, record]) =>
    record.missing.size > 0 ? [[name, [...record.missing].toSorted()] as const] : [],
  );
  expect(Object.fromEntries(missing)).toEqual(inSomeAnswers);
});

test('what only some answers have, some have', () => {
  for (const [name, paths] of Object.entries(inSomeAnswers)) {
    const answered = [...(records.get(name)?.answered ?? [])];
    const never = paths.filter(
      (path) =>
        !answered.some((place) => place === path || (/^[.[]/.test(place.slice(path.length)) && place.startsWith(path))),
    );
    expect({ name, never }).toEqual({ name, never: [] });
  }
});

test('whatever a function answers is read', () => {
  const dropped = [...records].flatMap(([name, record]) =>
    unread(record, name === 'list_plans_v1' ? planDocument : documents).map((path) => `${name}: ${path}`),
  );
  expect(dropped).toEqual([]);
});

test('every column reaches callers, but for what is stated here', async () => {
  const fields = new Set([...records.values()].flatMap(({ answered }) => [...answered].flatMap(namesIn)));
  const inside: Record<string, readonly string[]> = {};
  for (const { name, kind, columns } of await schemaTables(session)) {
    if (kind === 'view' || kind === 'partition') continue;
    const unseen = columns.filter((column) => !fields.has(camelCase(column)) && !fields.has(column));
    if (unseen.length > 0) inside[name] = unseen;
  }
  expect(inside).toEqual(keptInside);
});

function namesIn(path: string): readonly string[] {
  return path.split(/\.|\[\]/).filter((name) => name !== '');
}

function camelCase(column: string): string {
  return column.replaceAll(/_(\w)/g, (_, letter: string) => letter.toUpperCase());
}
