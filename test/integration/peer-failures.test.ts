import { randomUUID } from 'node:crypto';
import { MemoryStore, rateLimit } from 'express-rate-limit';
import { RateLimiterMemory, RateLimiterPostgres, RateLimiterUnion } from 'rate-limiter-flexible';
import { afterAll, describe, expect, onTestFinished, test, vi } from 'vitest';
import { postgresStorage } from '../../adapters/postgres/index.js';
import { PromptForgeError } from '../../src/errors/promptforge-error.js';
import { PromptForge } from '../../src/promptforge.js';
import { type Consumption, noAmounts, type QuotaLimit, type Storage } from '../../src/storage.js';
import { dayMs, hourMs, minuteMs } from '../../src/testing/storage-contract/contract-clock.js';
import { assertOutcome } from '../../src/testing/storage-contract/fixtures/assert-outcome.js';
import { quotaLimit, userCallsPerHour } from '../../src/testing/storage-contract/fixtures/quota-limits.js';
import { reserveRun } from '../../src/testing/storage-contract/fixtures/reserve-run.js';
import { failureWithoutCharge } from '../../src/testing/storage-contract/fixtures/settlement.js';
import { usedOf } from '../../src/testing/storage-contract/fixtures/used-amounts.js';
import { secret } from '../fixtures/forge-with-model.js';
import { type ManualClock, manualClock } from '../fixtures/manual-clock.js';
import { planWith } from '../fixtures/plan-with.js';
import { memoryByClock, pgliteByClock, postgresByClock } from '../fixtures/storages-by-clock.js';

// One database of each for the file; tenants, and in front of memory storages, for each test.
const postgres = await postgresByClock();
const storages = [memoryByClock(), await pgliteByClock(), postgres];
const onEach = storages.map((storage) => [storage.name, storage] as const);

afterAll(async () => {
  for (const storage of storages) await storage.close();
});

/** A tenant of its own on a storage whose clock stands still: 12:00 on 23 November 2026. */
async function tenantOn(open: (clock: ManualClock) => Promise<Storage>) {
  const clock = manualClock();
  const storage = await open(clock);
  const scope = { orgId: randomUUID() };
  const consume = (limits: readonly QuotaLimit[], calls: number, more: Partial<Consumption> = {}) =>
    storage.ledger.consume(scope, { userId: 'ada', limits, amounts: { ...noAmounts, calls }, ...more });
  return { clock, storage, scope, consume };
}

/** How many of some calls, one after the other, are let in by a limiter that rejects. */
async function admitted(times: number, call: () => Promise<unknown>): Promise<number> {
  let count = 0;
  for (let time = 0; time < times; time += 1) {
    count += await call().then(
      () => 1,
      () => 0,
    );
  }
  return count;
}

/** Stops the time of peers, who ask the process for it. */
function stopTime(): void {
  vi.useFakeTimers({ toFake: ['Date', 'setTimeout', 'clearTimeout'] });
  onTestFinished(() => {
    vi.useRealTimers();
  });
}

async function peerOnPostgres(options: { readonly points: number; readonly inMemoryBlockOnConsumed?: number }) {
  const tableName = `peer_${randomUUID().replaceAll('-', '')}`;
  const make = () =>
    new Promise<RateLimiterPostgres>((resolve, reject) => {
      const limiter: RateLimiterPostgres = new RateLimiterPostgres(
        { storeClient: postgres.pool, tableName, duration: 3_600, clearExpiredByTimeout: false, ...options },
        (error) => (error === undefined ? resolve(limiter) : reject(error)),
      );
    });
  return [await make(), await make()] as const;
}

describe('a call that one window refuses burns no other', () => {
  test.for(onEach)('on %s', async ([, { open }]) => {
    const hour = new RateLimiterMemory({ keyPrefix: 'hour', points: 10, duration: 3_600 });
    const union = new RateLimiterUnion(hour, new RateLimiterMemory({ keyPrefix: 'day', points: 2, duration: 86_400 }));
    expect(await admitted(5, () => union.consume('ada'))).toBe(2);
    expect((await hour.get('ada'))?.consumedPoints).toBe(5);

    const { storage, scope, consume } = await tenantOn(open);
    const limits = [userCallsPerHour(10), quotaLimit('user', 'calls', 'day', 2)];
    for (const outcome of ['admitted', 'admitted', 'refused', 'refused', 'refused']) {
      expect(await consume(limits, 1)).toMatchObject({ outcome });
    }
    expect(await usedOf(storage, scope, userCallsPerHour(10))).toBe(2);
  });
});

describe('a month is longer than the 24.8 days that a timer can wait', () => {
  test('which two peers have forgotten after some milliseconds, told to wait for 30 days', async () => {
    const warned = vi.spyOn(process, 'emitWarning').mockImplementation(() => {});
    onTestFinished(() => warned.mockRestore());
    const month = new RateLimiterMemory({ points: 1, duration: 30 * 86_400 });
    const store = new MemoryStore();
    onTestFinished(() => store.shutdown());
    rateLimit({ windowMs: 30 * dayMs, store, validate: false });
    for (let call = 1; call <= 3; call += 1) {
      expect(await admitted(1, () => month.consume('ada'))).toBe(1);
      expect(await store.increment('ada')).toMatchObject({ totalHits: 1 });
      await expect.poll(() => month.get('ada')).toBeNull();
      await expect.poll(() => store.get('ada')).toBeUndefined();
    }
    expect(warned).toHaveBeenCalledWith(expect.stringContaining('does not fit'), 'TimeoutOverflowWarning');
  });

  test.for(onEach)('on %s', async ([, { open }]) => {
    const { clock, consume } = await tenantOn(open);
    const limits = [quotaLimit('user', 'calls', 'month', 3, { anchor: clock.now() })];
    expect(await consume(limits, 1, { count: 10 })).toMatchObject({ granted: 3 });
    clock.advance(25 * dayMs);
    expect(await consume(limits, 1)).toMatchObject({ outcome: 'refused', retryAfterMs: 5 * dayMs });
    clock.advance(5 * dayMs);
    expect(await consume(limits, 1, { count: 10 })).toMatchObject({ granted: 3 });
  });
});

describe('an application whose clock is 61 minutes ahead has no more room than the others', () => {
  const plan = planWith({ 'user-calls-hour': 100 });

  test.for(onEach)('on %s', async ([, { open }]) => {
    const { storage, scope } = await tenantOn(open);
    const forgeAt = (aheadMs: number) => {
      const clock = manualClock(Date.UTC(2026, 10, 23, 12) + aheadMs);
      return new PromptForge({ storage, engine: 'rules', session: { secret }, plans: [plan], clock });
    };
    const principal = { ...scope, userId: 'ada' };
    const calls = [];
    for (const forge of [forgeAt(0), forgeAt(61 * minuteMs)]) {
      calls.push(await admitted(100, () => forge.quota.consume({ principal })));
    }
    expect(calls).toEqual([100, 0]);
  });

  test('on Postgres by its own clock, where rate-limiter-flexible admits 200 of 100', async () => {
    const limiters = await peerOnPostgres({ points: 100 });
    const storage = postgresStorage({ pool: postgres.pool });
    const now = Date.now();
    // A month that ends in half an hour.
    const limits = [quotaLimit('user', 'calls', 'month', 100, { anchor: now + 30 * minuteMs })];
    const request = { userId: 'ada', limits, amounts: { ...noAmounts, calls: 1 } };
    const scope = { orgId: randomUUID() };
    stopTime();
    const peer = [];
    const ours = [];
    for (const [index, aheadMs] of [0, 61 * minuteMs].entries()) {
      vi.setSystemTime(now + aheadMs);
      peer.push(await admitted(100, async () => limiters[index]?.consume('ada')));
      const answer = await storage.ledger.consume(scope, { ...request, count: 100 });
      ours.push(answer.outcome === 'admitted' ? answer.granted : 0);
    }
    expect(peer).toEqual([100, 100]);
    expect(ours).toEqual([100, 0]);
  });
});

describe('what is given back after a window is over is not given to the next one', () => {
  test.for(onEach)('on %s', async ([, { open }]) => {
    stopTime();
    const hour = new RateLimiterMemory({ points: 3, duration: 3_600 });
    await hour.consume('ada');
    vi.advanceTimersByTime(hourMs);
    await hour.consume('ada');
    await hour.reward('ada');
    expect(await admitted(10, () => hour.consume('ada'))).toBe(3);
    vi.useRealTimers();

    const { clock, storage, scope, consume } = await tenantOn(open);
    const limits = [userCallsPerHour(3)];
    const { id } = await reserveRun(storage, scope, { limits });
    clock.advance(hourMs);
    expect(await consume(limits, 1)).toMatchObject({ outcome: 'admitted' });
    assertOutcome(await storage.ledger.settle(scope, failureWithoutCharge(id)), 'settled');
    expect(await consume(limits, 1, { count: 10 })).toMatchObject({ granted: 2 });
  });
});

describe('a request too heavy for what is left leaves it to lighter ones', () => {
  test.for(onEach)('on %s', async ([, { open }]) => {
    const hour = new RateLimiterMemory({ points: 10, duration: 3_600 });
    await hour.consume('ada', 5);
    await expect(hour.consume('ada', 8)).rejects.toMatchObject({ consumedPoints: 13 });
    expect(await admitted(5, () => hour.consume('ada'))).toBe(0);

    const { consume } = await tenantOn(open);
    const limits = [userCallsPerHour(10)];
    expect(await consume(limits, 5)).toMatchObject({ outcome: 'admitted' });
    expect(await consume(limits, 8)).toMatchObject({ outcome: 'refused' });
    expect(await consume(limits, 1, { count: 10 })).toMatchObject({ granted: 5 });
  });
});

describe('an amount or a limit that is no number switches no limit off', () => {
  test.for(onEach)('on %s', async ([, { open }]) => {
    const hour = new RateLimiterMemory({ points: 3, duration: 3_600 });
    await hour.consume('ada', Number.NaN);
    expect(await admitted(10, () => hour.consume('ada'))).toBe(10);

    const { storage, scope, consume } = await tenantOn(open);
    const limit = userCallsPerHour(3);
    const asked = [
      consume([limit], Number.NaN),
      consume([{ ...limit, max: Number.NaN }], 1),
      consume([limit], 1, { count: Number.NaN }),
      storage.ledger.consumeMany([
        { scope, request: { userId: 'ada', limits: [limit], amounts: { ...noAmounts, calls: Number.NaN } } },
      ]),
    ];
    for (const rejected of asked) await expect(rejected).rejects.toSatisfy(isInternal);
    expect(await usedOf(storage, scope, limit)).toBe(0);
    expect(await consume([limit], 1, { count: 10 })).toMatchObject({ granted: 3 });
  });
});

describe('amounts beyond 32 bits are counted', () => {
  test('which rate-limiter-flexible cannot on Postgres', async () => {
    const [hour] = await peerOnPostgres({ points: 5_000_000_000 });
    await hour.consume('ada', 2_000_000_000);
    await expect(hour.consume('ada', 2_000_000_000)).rejects.toThrow('integer out of range');
  });

  test.for(onEach)('on %s', async ([, { open }]) => {
    const { storage, scope } = await tenantOn(open);
    const limit = quotaLimit('org', 'tokens', 'month', 9_000_000_000_000_000);
    const request = { userId: 'ada', limits: [limit], amounts: { ...noAmounts, tokens: 3_000_000_000_000_000 } };
    expect(await storage.ledger.consume(scope, { ...request, count: 5 })).toMatchObject({ granted: 3 });
    expect(await usedOf(storage, scope, limit)).toBe(9_000_000_000_000_000);
  });
});

describe('what one process gives back, another that has just refused sees within two seconds', () => {
  test('where rate-limiter-flexible goes on refusing for the rest of the hour', async () => {
    const [here, there] = await peerOnPostgres({ points: 3, inMemoryBlockOnConsumed: 3 });
    const now = Date.now();
    stopTime();
    expect(await admitted(5, () => here.consume('ada'))).toBe(3);
    expect(await there.delete('ada')).toBe(true);
    vi.setSystemTime(now + 59 * minuteMs);
    expect(await admitted(1, () => here.consume('ada'))).toBe(0);
    expect(await admitted(1, () => there.consume('ada'))).toBe(1);
  });

  test.for(onEach)('on %s', async ([, { open }]) => {
    const { storage, scope } = await tenantOn(open);
    const clock = manualClock();
    const plans = [planWith({ 'user-calls-hour': 1 })] as const;
    const here = new PromptForge({ storage, engine: 'rules', session: { secret }, plans, clock });
    const call = () => here.quota.consume({ principal: { ...scope, userId: 'ada' } });
    const { id } = await reserveRun(storage, scope, { limits: [userCallsPerHour(1)] });
    await expect(call()).rejects.toMatchObject({ code: 'quota_exceeded' });
    // Another process, of which this one knows nothing.
    await storage.ledger.settle(scope, failureWithoutCharge(id));
    clock.advance(1_999);
    await expect(call()).rejects.toMatchObject({ code: 'quota_exceeded' });
    clock.advance(1);
    await expect(call()).resolves.toBeDefined();
  });
});

function isInternal(error: unknown): boolean {
  return PromptForgeError.is(error) && error.code === 'internal';
}
