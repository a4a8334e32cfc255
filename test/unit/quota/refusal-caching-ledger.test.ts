import { describe, expect, test } from 'vitest';
import type { QuotaLimit } from '../../../src/domain/quota/quota-window.js';
import { RefusalCache } from '../../../src/quota/refusal-cache.js';
import { RefusalCachingLedger } from '../../../src/quota/refusal-caching-ledger.js';
import { rejection } from '../../fixtures/rejection.js';
import { storageDown } from '../../fixtures/storage-with-faults.js';
import {
  acme,
  type Before,
  callsPerHour,
  consumption,
  reservation,
  settlement,
  watchedLedger,
} from './quota-requests.js';

function caching(before?: Before, maxAgeMs = 2_000) {
  const watched = watchedLedger(before);
  let now = 1_000;
  const cache = new RefusalCache({ maxAgeMs, now: () => now });
  const ledger = new RefusalCachingLedger(watched.ledger, cache);
  return {
    ...watched,
    cache,
    ledger,
    /** By the clock of this process; that of the store stands still. */
    advance: (ms: number) => {
      now += ms;
    },
    asked: () => watched.calls.length,
  };
}
const full = (changes: Partial<QuotaLimit> = {}) => consumption(3, 4, { limits: [callsPerHour(3, changes)] });
/** A ledger whose hour holds ten and has none left, with one refusal remembered. */
async function exhausted(before?: Before) {
  const setup = caching(before);
  await setup.plain.reserve(acme, reservation('held', 10, { hold: { calls: 10, tokens: 0, cost: 0 } }));
  const refused = await setup.ledger.consume(acme, consumption(10));
  expect(refused).toMatchObject({ outcome: 'refused', retryAfterMs: 3_600_000 });
  return { ...setup, refused, before: setup.asked() };
}

describe('a refusal', () => {
  test('is repeated without asking, for two seconds, with what is left to wait', async () => {
    const { ledger, advance, asked, refused, before } = await exhausted();
    advance(1_500.4);
    expect(await ledger.consume(acme, consumption(10))).toEqual({
      ...refused,
      windows: [{ ...refused.windows[0], resetAfterMs: 3_598_500 }],
      blocked: [{ ...refused.windows[0], resetAfterMs: 3_598_500 }],
      retryAfterMs: 3_598_500,
    });
    expect(asked()).toBe(before);
    advance(499.6);
    expect(await ledger.consume(acme, consumption(10))).toEqual(refused);
    expect(asked()).toBe(before + 1);
  });

  test('is repeated no longer than it holds', async () => {
    const { ledger, plain, clock, advance } = caching();
    clock.advance(3_600_000 - 700);
    await plain.consume(acme, consumption(1));
    expect(await ledger.consume(acme, consumption(1))).toMatchObject({ outcome: 'refused', retryAfterMs: 700 });
    advance(699);
    clock.advance(700);
    expect(await ledger.consume(acme, consumption(1))).toMatchObject({ outcome: 'refused', retryAfterMs: 1 });
    advance(1);
    expect(await ledger.consume(acme, consumption(1))).toMatchObject({ outcome: 'admitted' });
  });

  test('of a sliding window is repeated no longer than it takes to have room again', async () => {
    const { ledger, plain, clock, advance } = caching();
    const sliding = { limits: [callsPerHour(3_600, { algorithm: 'sliding' })] };
    await plain.consume(acme, consumption(3_600, 3_600, sliding));
    clock.advance(3_600_000);
    // Of what was used in the hour before, one a second ages out.
    const refused = await ledger.consume(acme, consumption(3_600, 1, sliding));
    expect(refused).toMatchObject({ outcome: 'refused', retryAfterMs: 1_000 });
    clock.advance(1_000);
    advance(999);
    expect(await ledger.consume(acme, consumption(3_600, 1, sliding))).toMatchObject({ outcome: 'refused' });
    advance(1);
    expect(await ledger.consume(acme, consumption(3_600, 1, sliding))).toMatchObject({ outcome: 'admitted' });
  });

  test('that no waiting can mend is repeated, too', async () => {
    const { ledger, asked } = caching();
    expect(await ledger.consume(acme, full())).toMatchObject({ outcome: 'refused', retryAfterMs: null });
    expect(await ledger.consume(acme, full())).toMatchObject({ outcome: 'refused', retryAfterMs: null });
    expect(asked()).toBe(1);
  });

  test.each([
    ['a smaller amount', () => consumption(3, 3)],
    ['another user', () => consumption(3, 4, { userId: 'grace' })],
    ['a larger limit', () => consumption(4, 4)],
    ['a sliding limit', () => full({ algorithm: 'sliding' })],
    ['a count', () => ({ ...full(), count: 2 })],
    ['what is taken in any case', () => ({ ...full(), unconditional: true })],
  ])('is none for %s', async (_what, other) => {
    const { ledger, asked } = caching();
    await ledger.consume(acme, full());
    await ledger.consume(acme, other());
    expect(asked()).toBe(2);
  });

  test('is none for another tenant', async () => {
    const { ledger, asked } = caching();
    await ledger.consume(acme, full());
    await ledger.consume({ orgId: 'other' }, full());
    expect(asked()).toBe(2);
  });

  test('holds for runs that differ in what no limit counts', async () => {
    const { ledger, asked } = caching();
    const run = (id: string, tokens: number) =>
      ledger.reserve(acme, reservation(id, 0, { hold: { calls: 1, tokens, cost: 0 } }));
    expect([await run('1', 10), await run('2', 99)]).toMatchObject([{ outcome: 'refused' }, { outcome: 'refused' }]);
    expect(asked()).toBe(1);
  });

  test('is no answer to a run with an idempotency key, which may be a replay', async () => {
    const { ledger, plain } = await exhausted();
    await plain.reserve(acme, reservation('mine', 10, { idempotencyKey: 'key', unconditional: true }));
    expect(await ledger.reserve(acme, reservation('1', 10))).toMatchObject({ outcome: 'refused' });
    expect(await ledger.reserve(acme, reservation('2', 10, { idempotencyKey: 'key' }))).toMatchObject({
      outcome: 'replayed',
    });
  });

  test('is no answer to a run that was let in already', async () => {
    const { ledger } = await exhausted();
    await ledger.reserve(acme, reservation('1', 10));
    expect(await ledger.reserve(acme, reservation('2', 10, { unconditional: true }))).toMatchObject({
      outcome: 'reserved',
    });
  });
});

describe('a refusal is forgotten at once', () => {
  test.each<readonly [string, (ledger: RefusalCachingLedger) => Promise<unknown>]>([
    ['settles a run', (ledger) => ledger.settle(acme, settlement('held', 0))],
    ['settles many', (ledger) => ledger.settleMany([{ scope: acme, request: settlement('held', 0) }])],
  ])('when this process %s of the tenant', async (_what, giveBack) => {
    const { ledger } = await exhausted();
    await giveBack(ledger);
    expect(await ledger.consume(acme, consumption(10))).toMatchObject({ outcome: 'admitted' });
  });

  test('when this process reaps a run of the tenant', async () => {
    const { ledger, clock } = await exhausted();
    clock.advance(60_000);
    await ledger.reap({ limit: 10 });
    expect(await ledger.consume(acme, consumption(10))).toMatchObject({ outcome: 'admitted' });
  });

  test('when the tenant comes with other limits', async () => {
    const { ledger, asked, before } = await exhausted();
    await ledger.consume(acme, consumption(11));
    await ledger.consume(acme, consumption(10));
    expect(asked()).toBe(before + 2);
  });

  test('and not when another tenant settles', async () => {
    const { ledger, asked, before } = await exhausted();
    await ledger.settle({ orgId: 'other' }, settlement('held', 0));
    await ledger.consume(acme, consumption(10));
    expect(asked()).toBe(before + 1);
  });

  test('also when it is still on its way', async () => {
    let release = () => {};
    const judged = new Promise<void>((resolve) => {
      release = resolve;
    });
    const setup = caching();
    await setup.plain.reserve(acme, reservation('held', 10, { hold: { calls: 10, tokens: 0, cost: 0 } }));
    // The answer of the store is held back until the run is settled.
    const slow = new RefusalCachingLedger(
      new Proxy(setup.plain, {
        get: (target, method) => {
          if (method === 'settle') return target.settle.bind(target);
          return async (...values: Parameters<typeof target.consume>) => {
            const answer = await target.consume(...values);
            await judged;
            return answer;
          };
        },
      }),
      setup.cache,
    );
    const refused = slow.consume(acme, consumption(10));
    await slow.settle(acme, settlement('held', 0));
    release();
    expect(await refused).toMatchObject({ outcome: 'refused' });
    expect(setup.cache.size).toEqual({ refusals: 0, tenants: 0 });
    expect(await slow.consume(acme, consumption(10))).toMatchObject({ outcome: 'admitted' });
  });
});

test('an error is not remembered, and leaves nothing behind', async () => {
  let isDown = true;
  const { ledger, cache } = caching(() => {
    if (isDown) throw storageDown();
  });
  await rejection(ledger.consume(acme, full()));
  expect([cache.size, ledger.tenantsUnderWay]).toEqual([{ refusals: 0, tenants: 0 }, 0]);
  isDown = false;
  expect(await ledger.consume(acme, full())).toMatchObject({ outcome: 'refused' });
});
