import { describe, expect, test } from 'vitest';
import { defaultPlans, type LiveItem } from '../../src/index.js';
import { completeRun, reserveRun } from '../../src/testing/storage-contract/fixtures/reserve-run.js';
import { settlement } from '../../src/testing/storage-contract/fixtures/settlement.js';
import { telemetryEvent } from '../../src/testing/storage-contract/fixtures/telemetry-event.js';
import { forgeWithModel } from '../fixtures/forge-with-model.js';
import { rejection } from '../fixtures/rejection.js';
import { failing, storageWithFaults } from '../fixtures/storage-with-faults.js';

const acme = { orgId: 'acme' };

/** Reads `count` items, and lets go. */
async function take(stream: AsyncIterable<LiveItem>, count: number): Promise<readonly LiveItem[]> {
  const items: LiveItem[] = [];
  for await (const item of stream) {
    items.push(item);
    if (items.length === count) break;
  }
  return items;
}

const summary = (item: LiveItem) =>
  item.type === 'snapshot' ? item.metrics.runs.succeeded : `${item.event.runId} ${item.event.sequence}`;

function setup(options: Parameters<typeof forgeWithModel>[1] = {}) {
  const parts = forgeWithModel([], { engine: 'rules', ...options });
  let written = 0;
  const write = async (runId: string, userId = 'ada', scope = acme) => {
    written += 1;
    await parts.storage.events.append(scope, [telemetryEvent(scope, runId, written, { userId })]);
  };
  return { ...parts, write };
}

describe('a subscription', () => {
  test('starts with the figures of the caller and goes on with what happens', async () => {
    const { forge, storage, tokenFor, write } = setup();
    await completeRun(storage, acme);
    await write('before');
    const stream = forge.analytics.subscribe({ token: await tokenFor() })[Symbol.asyncIterator]();
    expect((await stream.next()).value).toMatchObject({ type: 'snapshot', metrics: { runs: { succeeded: 1 } } });
    await write('a');
    const { id } = await reserveRun(storage, acme);
    await storage.ledger.settle(acme, settlement(id, { events: [telemetryEvent(acme, id, 1)] }));
    expect(summary((await stream.next()).value as LiveItem)).toBe('a 2');
    const waiting = stream.next();
    expect(summary((await waiting).value as LiveItem)).toBe(`${id} 1`);
    const later = stream.next();
    await write('b');
    expect(summary((await later).value as LiveItem)).toBe('b 3');
    await stream.return?.();
  });

  test('goes on after any of its items, without a snapshot', async () => {
    const { forge, tokenFor, write } = setup();
    const token = await tokenFor();
    const stream = forge.analytics.subscribe({ token })[Symbol.asyncIterator]();
    await stream.next();
    for (const name of ['a', 'b', 'c']) await write(name);
    const items = [(await stream.next()).value, (await stream.next()).value, (await stream.next()).value] as LiveItem[];
    await stream.return?.();
    const resumed = await take(forge.analytics.subscribe({ token, after: items[0]?.cursor ?? '' }), 2);
    expect(resumed).toEqual(items.slice(1));
  });

  test('shows a member their own events, and an admin those of the organization', async () => {
    const { forge, tokenFor, write } = setup();
    const token = await tokenFor({ role: 'member' });
    const self = forge.analytics.subscribe({ token })[Symbol.asyncIterator]();
    const admin = await tokenFor({ userId: 'root', role: 'admin' });
    const all = forge.analytics.subscribe({ token: admin, of: 'organization' })[Symbol.asyncIterator]();
    await Promise.all([self.next(), all.next()]);
    await write('elsewhere', 'ada', { orgId: 'other' });
    await write('colleague', 'bob');
    await write('own');
    expect(summary((await self.next()).value as LiveItem)).toBe('own 3');
    expect(summary((await all.next()).value as LiveItem)).toBe('colleague 2');
    expect(summary((await all.next()).value as LiveItem)).toBe('own 3');
    const refused = forge.analytics.subscribe({ token, of: 'organization' });
    expect((await rejection(take(refused, 1))).code).toBe('permission_denied');
  });

  test('ends when its signal aborts and when PromptForge is closed, in the middle of waiting', async () => {
    const { forge, tokenFor } = setup();
    const token = await tokenFor();
    const stopping = new AbortController();
    const streams = [
      forge.analytics.subscribe({ token, signal: stopping.signal })[Symbol.asyncIterator](),
      forge.analytics.subscribe({ token })[Symbol.asyncIterator](),
    ];
    await Promise.all(streams.map((stream) => stream.next()));
    const waiting = streams.map((stream) => stream.next());
    stopping.abort();
    expect(await waiting[0]).toEqual({ done: true, value: undefined });
    await forge.close();
    expect(await waiting[1]).toEqual({ done: true, value: undefined });
    expect((await rejection(take(forge.analytics.subscribe({ token }), 1))).code).toBe('client_closed');
  });

  test('outlives a storage that is away for a while, and misses nothing', async () => {
    const { forge, tokenFor, write, clock } = setup({
      storage: (storage) => storageWithFaults(storage, { 'events.follow': failing(3), 'events.watch': failing(2) }),
    });
    const stream = forge.analytics.subscribe({ token: await tokenFor() })[Symbol.asyncIterator]();
    await stream.next();
    await write('meanwhile');
    expect(summary((await stream.next()).value as LiveItem)).toBe('meanwhile 1');
    expect(clock.pauses).toEqual([200, 400, 800, 1_600, 3_200]);
    await stream.return?.();
  });

  test('tells the host of an outage once, and ends when the storage was closed', async () => {
    const { forge, storage, tokenFor, write, reported } = setup({
      storage: (inner) => storageWithFaults(inner, { 'events.follow': failing(3) }),
    });
    const stream = forge.analytics.subscribe({ token: await tokenFor() })[Symbol.asyncIterator]();
    await stream.next();
    await write('a');
    await stream.next();
    expect(reported).toMatchObject([{ error: { code: 'storage_unavailable' }, context: { during: 'subscribe' } }]);
    await storage.close();
    expect(await rejection(Promise.resolve(stream.next()))).toMatchObject({
      code: 'storage_unavailable',
      details: { reason: 'closed' },
    });
  });

  test('gives no event any more once its token or its plan no longer allows it', async () => {
    const { forge, tokenFor, write, clock } = setup();
    const token = await tokenFor();
    const stream = forge.analytics.subscribe({ token })[Symbol.asyncIterator]();
    await stream.next();
    await write('a');
    expect((await stream.next()).done).toBe(false);
    clock.advance(59_999);
    await write('b');
    expect((await stream.next()).done).toBe(false);
    clock.advance(400 * 86_400_000);
    await write('c');
    expect((await rejection(Promise.resolve(stream.next()))).code).toBe('session_expired');
  });

  test.each([
    ['session_missing', { token: null }, {}],
    ['request_invalid', { range: { from: 2, to: 1 } }, {}],
    ['request_invalid', { after: 'no cursor' }, {}],
    ['request_invalid', { of: 'everybody' as 'self' }, {}],
    [
      'plan_feature_missing',
      {},
      { plans: defaultPlans.map((plan) => ({ ...plan, features: { gpt_editor: true, analytics: false } })) },
    ],
  ])('is refused with %s for %j', async (code, request, options) => {
    const { forge, tokenFor } = setup(options);
    expect((await rejection(take(forge.analytics.subscribe({ token: await tokenFor(), ...request }), 1))).code).toBe(
      code,
    );
  });

  test('does not warn of leaks, however many there are', async () => {
    const warnings: Error[] = [];
    const remember = (warning: Error) => warnings.push(warning);
    process.on('warning', remember);
    const { forge, tokenFor } = setup();
    const token = await tokenFor();
    const stopping = new AbortController();
    const streams = Array.from({ length: 40 }, () =>
      forge.analytics.subscribe({ token, signal: stopping.signal })[Symbol.asyncIterator](),
    );
    await Promise.all(streams.map((stream) => stream.next()));
    const waiting = streams.map((stream) => stream.next());
    await new Promise((resolve) => setImmediate(resolve));
    stopping.abort();
    await Promise.all(waiting);
    process.off('warning', remember);
    expect(warnings).toEqual([]);
  });
});
