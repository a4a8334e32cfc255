import { randomUUID } from 'node:crypto';
import { Webhook } from 'standardwebhooks';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { memoryStorage } from '../../adapters/memory/index.js';
import { notifySender } from '../../src/alerts/call-notify.js';
import { webhookSender } from '../../src/alerts/send-webhook.js';
import {
  type Alert,
  type AlertRule,
  PromptForge,
  type PromptForgeOptions,
  type QuotaAlertRule,
} from '../../src/index.js';
import type { Storage } from '../../src/storage.js';
import { newAlertState } from '../../src/testing/storage-contract/alerts/new-alert-state.js';
import { completeRun, reserveRun } from '../../src/testing/storage-contract/fixtures/reserve-run.js';
import { failureWithoutCharge } from '../../src/testing/storage-contract/fixtures/settlement.js';
import { type ManualClock, manualClock } from '../fixtures/manual-clock.js';
import { rejection } from '../fixtures/rejection.js';
import { failing, storageWithFaults } from '../fixtures/storage-with-faults.js';
import { pgliteByClock, type StorageByClock } from '../fixtures/storages-by-clock.js';
import { webhookReceiver } from '../fixtures/webhook-receiver.js';

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
const acme = { orgId: 'acme' };
const secret = `whsec_${Buffer.alloc(32, 9).toString('base64')}`;
const rule: AlertRule = {
  ...{ name: 'errors', figure: 'error_rate', windowMinutes: 15 },
  ...{ above: 0.5, clearBelow: 0.2, minimumRuns: 4 },
};

async function fail(storage: Storage, scope = acme) {
  const { id } = await reserveRun(storage, scope);
  await storage.ledger.settle(scope, failureWithoutCharge(id));
}

async function runs(storage: Storage, count: number, one: (storage: Storage) => Promise<unknown>) {
  for (let index = 0; index < count; index += 1) await one(storage);
}

const succeed = (storage: Storage) => completeRun(storage, acme);

function forgeOn(storage: Storage, clock: ManualClock, alerts: PromptForgeOptions['alerts']) {
  const reported: unknown[] = [];
  const forge = new PromptForge({
    ...{ storage, clock, engine: 'rules', session: { secret: 'a secret of the tests, longer than 32 bytes' } },
    ...(alerts && { alerts }),
    newId: () => randomUUID(),
    onError: (error) => reported.push(error),
  });
  return { forge, reported };
}

function world(options: Partial<NonNullable<PromptForgeOptions['alerts']>> = {}, { isTold = true } = {}) {
  // Receivers go by the time of the day.
  const clock = manualClock(Date.now());
  const storage = memoryStorage({ clock });
  const told: Alert[] = [];
  const notify = (alert: Alert) => {
    told.push(alert);
  };
  const alerts = { rules: [rule], ...(isTold ? { notify } : {}), ...options };
  return { clock, storage, told, ...forgeOn(storage, clock, alerts), alerts };
}

const typesOf = (alerts: readonly Alert[]) => alerts.map(({ type }) => type);

describe('a breach', () => {
  test('is told once when it begins and once when it is over, with nothing in it that a user wrote', async () => {
    const { forge, storage, clock, told, reported } = world();
    await runs(storage, 3, fail);
    expect(await forge.maintain()).toMatchObject({ deliveredAlerts: 0 });
    await fail(storage);
    clock.advance(minuteMs);
    const since = clock.now();
    expect(await forge.maintain()).toMatchObject({ deliveredAlerts: 1 });
    expect(told).toEqual([
      {
        ...{ id: told[0]?.id, breachId: told[0]?.id, type: 'fired', rule: 'errors', figure: 'error_rate' },
        ...{ orgId: null, direction: 'above', threshold: 0.5, value: 1, runs: 4, sampled: false },
        ...{ windowMinutes: 15, since, at: since },
      },
    ]);
    expect(await forge.alerts.list()).toEqual([
      {
        ...{ rule: 'errors', figure: 'error_rate', orgId: null, status: 'firing', since },
        ...{ reading: { value: 1, runs: 4, sampled: false }, checkedAt: since, undelivered: 0 },
      },
    ]);
    // 4 of 8: no breach, and not the end of one.
    await runs(storage, 4, succeed);
    clock.advance(minuteMs);
    await forge.maintain();
    // The failures leave the window.
    clock.advance(13 * minuteMs + 1);
    await runs(storage, 4, succeed);
    expect(await forge.maintain()).toMatchObject({ deliveredAlerts: 1 });
    expect(typesOf(told)).toEqual(['fired', 'resolved']);
    expect(told[1]).toMatchObject({ breachId: told[0]?.id, value: 0, runs: 8 });
    clock.advance(minuteMs);
    await forge.maintain();
    expect(typesOf(told)).toEqual(['fired', 'resolved']);
    expect(reported).toEqual([]);
  });

  test('is one of the organization that the rule names, whatever others do', async () => {
    const { forge, storage, clock, told } = world({
      rules: [
        { ...rule, orgId: 'acme' },
        { ...rule, name: 'all' },
      ],
    });
    await runs(storage, 20, (of) => completeRun(of, { orgId: 'other' }));
    await runs(storage, 4, fail);
    clock.advance(1);
    await forge.maintain();
    expect(told).toMatchObject([{ rule: 'errors', orgId: 'acme', value: 1, runs: 4 }]);
    expect(await forge.alerts.list()).toMatchObject([
      { rule: 'errors', orgId: 'acme', status: 'firing' },
      { rule: 'all', orgId: null, status: 'ok', reading: { runs: 24 } },
    ]);
  });

  test('is looked for once a minute in the installation, also where a timer of a minute is a little early', async () => {
    const { forge, storage, clock, told, alerts } = world();
    const { forge: other } = forgeOn(storage, clock, alerts);
    await forge.maintain();
    await runs(storage, 4, fail);
    clock.advance(0.75 * minuteMs);
    await other.maintain();
    expect(told).toEqual([]);
    clock.advance(0.25 * minuteMs - 20);
    await other.maintain();
    expect(typesOf(told)).toEqual(['fired']);
  });

  test('of a rule that cannot be looked at keeps no other from being told, and onError is', async () => {
    const clock = manualClock();
    const storage = memoryStorage({ clock });
    const told: Alert[] = [];
    const rules = [rule, { ...rule, name: 'later', windowMinutes: 20 }];
    const faulty = storageWithFaults(storage, { 'analytics.records': failing(1) });
    const { forge, reported } = forgeOn(faulty, clock, { rules, notify: (alert) => void told.push(alert) });
    await runs(storage, 4, fail);
    clock.advance(1);
    expect(await forge.maintain()).toMatchObject({ deliveredAlerts: 1 });
    expect(told).toMatchObject([{ rule: 'later' }]);
    expect(reported).toMatchObject([{ code: 'storage_unavailable' }]);
  });
});

describe('limits that are nearly used', () => {
  const ada = { orgId: 'acme', userId: 'ada' };
  const bob = { orgId: 'other', userId: 'bob' };
  const hourly: AlertRule = { name: 'quota', figure: 'quota_nearly_used', above: 0.8, limit: 'user-calls-hour' };

  test('are told of each organization by itself, once, until its window starts anew', async () => {
    const { forge, clock, told, reported } = world({ rules: [hourly] });
    const minute = async () => {
      clock.advance(minuteMs);
      await forge.maintain();
    };
    // Pilot: 10 calls an hour.
    clock.advance(hourMs - (clock.now() % hourMs));
    await forge.quota.consume({ principal: ada, calls: 8 });
    await minute();
    expect(told).toEqual([]);
    expect(await forge.alerts.list()).toMatchObject([{ rule: 'quota', orgId: null, status: 'ok', reading: null }]);
    await forge.quota.consume({ principal: ada });
    await minute();
    await minute();
    expect(told).toMatchObject([
      {
        ...{ type: 'fired', rule: 'quota', figure: 'quota_nearly_used', orgId: 'acme', direction: 'above' },
        ...{ threshold: 0.8, value: 0.9, runs: 0, sampled: false, windowMinutes: null },
      },
    ]);
    await forge.quota.consume({ principal: bob, calls: 10 });
    await minute();
    expect(told.slice(1)).toMatchObject([{ type: 'fired', orgId: 'other', value: 1 }]);
    expect(await forge.alerts.list()).toMatchObject([
      { rule: 'quota', orgId: 'acme', status: 'firing', reading: { value: 0.9 } },
      { rule: 'quota', orgId: 'other', status: 'firing', reading: { value: 1 } },
    ]);
    clock.advance(hourMs);
    await minute();
    expect(told.slice(2).map(({ type, orgId, value, breachId }) => ({ type, orgId, value, breachId }))).toEqual([
      { type: 'resolved', orgId: 'acme', value: 0, breachId: told[0]?.id },
      { type: 'resolved', orgId: 'other', value: 0, breachId: told[1]?.id },
    ]);
    await minute();
    expect(told).toHaveLength(4);
    expect(reported).toEqual([]);
  });

  test('are those of the organization and the limit that the rule names, or the fullest of it', async () => {
    const { limit: _hour, ...any } = hourly as QuotaAlertRule;
    const { forge, clock, told } = world({
      rules: [
        { ...hourly, orgId: 'acme', limit: 'user-calls-month' },
        { ...any, name: 'other', orgId: 'other', above: 0.1 },
        { ...any, name: 'nobody', orgId: 'nobody' },
      ],
    });
    clock.advance(hourMs - (clock.now() % hourMs));
    await forge.quota.consume({ principal: ada, calls: 10 });
    await forge.quota.consume({ principal: bob, calls: 5 });
    clock.advance(minuteMs);
    await forge.maintain();
    // Of the hour of ada all is used, of her month 10 of 50; of the hour of bob 5 of 10.
    expect(told).toMatchObject([{ rule: 'other', orgId: 'other', value: 0.5 }]);
    expect(await forge.alerts.list()).toMatchObject([
      { rule: 'quota', orgId: 'acme', status: 'ok', reading: { value: 0.2 } },
      { rule: 'other', orgId: 'other', status: 'firing', reading: { value: 0.5 } },
      { rule: 'nobody', orgId: 'nobody', status: 'ok', reading: { value: 0 } },
    ]);
  });

  test('go on being a breach between the two shares, and are over at the second', async () => {
    const { forge, clock, told } = world({ rules: [{ ...hourly, above: 0.5, clearBelow: 0.3 } as AlertRule] });
    const use = async (calls: number, hours: number) => {
      clock.advance(hours * hourMs - (clock.now() % hourMs));
      await forge.quota.consume({ principal: ada, calls });
      clock.advance(minuteMs);
      await forge.maintain();
      return typesOf(told);
    };
    expect(await use(6, 1)).toEqual(['fired']);
    expect(await use(4, 1)).toEqual(['fired']);
    expect(await use(6, 1)).toEqual(['fired']);
    expect(await use(3, 1)).toEqual(['fired', 'resolved']);
    expect(await use(4, 1)).toEqual(['fired', 'resolved']);
  });

  test('of an organization that cannot be looked at keep no other from being told', async () => {
    const clock = manualClock();
    const storage = memoryStorage({ clock });
    const told: Alert[] = [];
    const faulty = storageWithFaults(storage, { 'alerts.save': failing(1) });
    const { forge, reported } = forgeOn(faulty, clock, { rules: [hourly], notify: (alert) => void told.push(alert) });
    await forge.quota.consume({ principal: ada, calls: 10 });
    await forge.quota.consume({ principal: bob, calls: 10 });
    clock.advance(1);
    await forge.maintain();
    expect(told).toMatchObject([{ orgId: 'other' }]);
    expect(reported).toMatchObject([{ code: 'storage_unavailable' }]);
    clock.advance(minuteMs);
    await forge.maintain();
    expect(told).toMatchObject([{ orgId: 'other' }, { orgId: 'acme' }]);
  });
});

test('without the option nothing is looked at, and nothing is listed', async () => {
  const clock = manualClock();
  const storage = memoryStorage({ clock });
  const { forge } = forgeOn(storage, clock, undefined);
  await runs(storage, 4, fail);
  expect(await forge.maintain({ everything: true })).toMatchObject({ deliveredAlerts: 0 });
  expect(await forge.alerts.list()).toEqual([]);
  expect((await storage.alerts.list({ limit: 1, after: null })).items).toEqual([]);
});

test('before the first look a rule is fine, and nothing is known of it', async () => {
  const { forge } = world();
  const unknown = { status: 'ok', since: null, reading: null, checkedAt: null, undelivered: 0 };
  expect(await forge.alerts.list()).toEqual([{ rule: 'errors', figure: 'error_rate', orgId: null, ...unknown }]);
});

describe('of two processes on one database', () => {
  let database: StorageByClock;
  beforeAll(async () => {
    database = await pgliteByClock();
  });
  afterAll(() => database.close());

  test('one tells, also when both look at once, and after a restart nobody tells again', async () => {
    const clock = manualClock(Date.now());
    const told: Alert[] = [];
    const alerts = { rules: [rule], notify: (alert: Alert) => void told.push(alert) };
    const open = async () => {
      const storage = await database.open(clock);
      return { storage, ...forgeOn(storage, clock, alerts) };
    };
    const [one, two] = [await open(), await open()];
    await runs(one.storage, 4, fail);
    const both = async () => {
      clock.advance(minuteMs);
      await Promise.all([one, two, one, two].map(({ forge }) => forge.maintain({ everything: true })));
    };
    await both();
    expect(typesOf(told)).toEqual(['fired']);
    await both();
    await both();
    expect(typesOf(told)).toEqual(['fired']);
    const restarted = await open();
    clock.advance(minuteMs);
    await restarted.forge.maintain({ everything: true });
    expect(typesOf(told)).toEqual(['fired']);
    clock.advance(15 * minuteMs);
    await runs(one.storage, 4, succeed);
    await both();
    await both();
    expect(typesOf(told)).toEqual(['fired', 'resolved']);
    expect([...one.reported, ...two.reported, ...restarted.reported]).toEqual([]);
  });
});

describe('a webhook', () => {
  test('is tried again with the same id, later each time, until it arrives; standardwebhooks takes it', async () => {
    const receiver = await webhookReceiver([500, 'redirect', 404]);
    const { forge, storage, clock, reported } = world({ webhook: { url: receiver.url, secret } }, { isTold: false });
    await runs(storage, 4, fail);
    const tries: number[] = [];
    for (let minute = 0; minute < 20; minute += 1) {
      clock.advance(minuteMs);
      await forge.maintain();
      tries.push(receiver.received.length);
    }
    // After 1, 2 and 4 minutes.
    expect(tries.slice(0, 9)).toEqual([1, 2, 2, 3, 3, 3, 3, 4, 4]);
    expect(tries.at(-1), 'once it has arrived there is no more').toBe(4);
    const ids = receiver.received.map(({ headers }) => headers['webhook-id']);
    expect(new Set(ids).size).toBe(1);
    expect(new Set(receiver.received.map(({ body }) => body)).size).toBe(1);
    expect(new Set(receiver.received.map(({ path }) => path))).toEqual(new Set(['/alerts']));
    expect(reported).toMatchObject(Array.from({ length: 3 }, () => ({ code: 'alert_undelivered' })));
    expect(JSON.stringify(reported.map(String))).not.toMatch(/127\.0\.0\.1|whsec_/);
    expect(await forge.alerts.list()).toMatchObject([{ status: 'firing', undelivered: 0 }]);
  });

  test('is signed so that standardwebhooks takes it, and nothing else in its place', async () => {
    const receiver = await webhookReceiver();
    const { forge, storage, clock, reported } = world({ webhook: { url: receiver.url, secret } });
    await runs(storage, 4, fail);
    clock.advance(1);
    expect(await forge.maintain()).toMatchObject({ deliveredAlerts: 2 });
    const [{ headers, body } = { headers: {}, body: '' }] = receiver.received;
    const signed = headers as Record<string, string>;
    const verified = new Webhook(secret).verify(body, signed);
    expect(verified).toMatchObject({
      type: 'alert.fired',
      data: { id: signed['webhook-id'], rule: 'errors', value: 1 },
    });
    expect(headers['content-type']).toBe('application/json');
    expect(() => new Webhook(secret).verify(`${body} `, signed)).toThrow();
    const other = `whsec_${Buffer.alloc(32, 8).toString('base64')}`;
    expect(() => new Webhook(other).verify(body, signed)).toThrow();
    expect(reported).toEqual([]);
  });

  test('of an alert that waits since before the process died is sent by the next one', async () => {
    const receiver = await webhookReceiver();
    const { storage, clock, alerts } = world({ webhook: { url: receiver.url, secret } }, { isTold: false });
    const state = newAlertState({ rule: 'errors', checkedAt: clock.now() });
    const [delivery] = state.deliveries;
    if (delivery === undefined) throw new Error('There is nothing to deliver.');
    // Claimed a moment ago, by a process of which nothing was heard since.
    const claimed = {
      ...delivery,
      alert: { ...delivery.alert, at: clock.now() },
      nextAttemptAt: clock.now() + minuteMs,
    };
    await storage.alerts.save({ ...state, deliveries: [claimed] }, 0);
    const { forge } = forgeOn(storage, clock, alerts);
    await forge.maintain();
    expect(receiver.received).toEqual([]);
    clock.advance(minuteMs);
    await forge.maintain();
    expect(receiver.received.map(({ headers }) => headers['webhook-id'])).toEqual([delivery.alert.id]);
  });

  test('that fails keeps nothing from the callback, and the callback is not called again for it', async () => {
    const receiver = await webhookReceiver([503]);
    const { forge, storage, clock, told } = world({ webhook: { url: receiver.url, secret } });
    await runs(storage, 4, fail);
    clock.advance(1);
    expect(await forge.maintain()).toMatchObject({ deliveredAlerts: 1 });
    clock.advance(minuteMs);
    expect(await forge.maintain()).toMatchObject({ deliveredAlerts: 1 });
    expect([typesOf(told), receiver.received.length]).toEqual([['fired'], 2]);
  });

  test('that never works is given up after a day, with at most an hour between two attempts', async () => {
    const receiver = await webhookReceiver(Array.from({ length: 100 }, () => 500));
    const { forge, storage, clock, reported } = world({ webhook: { url: receiver.url, secret } });
    await runs(storage, 4, fail);
    const times: number[] = [];
    for (let minute = 0; minute < 25 * 60; minute += 1) {
      clock.advance(minuteMs);
      const before = receiver.received.length;
      await forge.maintain();
      if (receiver.received.length > before) times.push(clock.now());
    }
    const pauses = times.slice(1).map((time, index) => (time - (times[index] ?? 0)) / minuteMs);
    expect(pauses.slice(0, 8)).toEqual([1, 2, 4, 8, 16, 32, 60, 60]);
    expect(Math.max(...pauses)).toBe(60);
    expect((times.at(-1) ?? 0) - (times[0] ?? 0)).toBeLessThan(24 * hourMs);
    expect((times.at(-1) ?? 0) - (times[0] ?? 0)).toBeGreaterThan(22 * hourMs);
    expect(String(reported.at(-1))).toContain('could not be delivered by webhook for 24 hours');
    expect(await forge.alerts.list()).toMatchObject([{ undelivered: 0 }]);
  });

  const sender = (url: string) => webhookSender({ url, secret, now: Date.now, timeoutMs: 300 });
  const alert = newAlertState().deliveries[0]?.alert as Alert;

  test('that does not answer in time has failed', async () => {
    const receiver = await webhookReceiver(['never']);
    expect(await rejection(sender(receiver.url)(alert))).toMatchObject({ code: 'alert_undelivered' });
  });

  test('that nobody listens at has failed, and the error does not repeat its address', async () => {
    const receiver = await webhookReceiver();
    await receiver.close();
    const error = await rejection(sender(receiver.url)(alert));
    expect([error.code, error.message.includes('127.0.0.1'), error.cause]).toEqual([
      'alert_undelivered',
      false,
      undefined,
    ]);
  });

  test('has done its work with its status, though its answer never ends', async () => {
    const receiver = await webhookReceiver(['endless']);
    await sender(receiver.url)(alert);
    expect(receiver.received).toHaveLength(1);
  });
});

describe('the callback', () => {
  test('that throws is called again, with the same alert', async () => {
    const calls: Alert[] = [];
    const notify = (alert: Alert) => {
      calls.push(alert);
      if (calls.length < 3) throw new Error('The pager is off.');
    };
    const { forge, storage, clock, reported } = world({ notify });
    await runs(storage, 4, fail);
    for (let minute = 0; minute < 10; minute += 1) {
      clock.advance(minuteMs);
      await forge.maintain();
    }
    expect(calls).toEqual([calls[0], calls[0], calls[0]]);
    expect(reported.map(String)).toEqual(['Error: The pager is off.', 'Error: The pager is off.']);
  });

  test('that takes too long has failed', async () => {
    const alert = newAlertState().deliveries[0]?.alert as Alert;
    expect(await rejection(notifySender(() => new Promise(() => {}), 20)(alert))).toMatchObject({
      code: 'alert_undelivered',
    });
  });
});
