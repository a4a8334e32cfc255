import { randomUUID } from 'node:crypto';
import { afterAll, describe, expect, test } from 'vitest';
import { type Consumption, noAmounts, type QuotaLimit } from '../../src/storage.js';
import { dayMs, hourMs } from '../../src/testing/storage-contract/contract-clock.js';
import { quotaLimit } from '../../src/testing/storage-contract/fixtures/quota-limits.js';
import { reservation } from '../../src/testing/storage-contract/fixtures/reservation.js';
import { failureWithoutCharge } from '../../src/testing/storage-contract/fixtures/settlement.js';
import { QuotaOracle } from '../fixtures/quota-oracle/quota-oracle.js';
import { memoryByClock, pgliteByClock, postgresByClock } from '../fixtures/storages-by-clock.js';

// The oracle that judges the storages is itself held to figures that were worked out by hand, and they with it.
const storages = [memoryByClock(), await pgliteByClock(), await postgresByClock()];

afterAll(async () => {
  for (const { close } of storages) await close();
});

/** What each case asks: calls of one user, and a run that is given back. */
interface Subject {
  at(now: number): void;
  /** Takes as many of some calls as there is room for. */
  take(limit: QuotaLimit, count: number): Promise<{ granted: number; used: number; resetsAt: number; retryAt: number }>;
  hold(limit: QuotaLimit): Promise<void>;
  giveBack(): Promise<void>;
}

interface Asked {
  consume(request: Consumption): Promise<unknown>;
  reserve(request: ReturnType<typeof reservation>): Promise<unknown>;
  settle(request: ReturnType<typeof failureWithoutCharge>): Promise<unknown>;
}

function subjectOf(asked: Asked, moveTo: (now: number) => void): Subject {
  const runId = `run-${randomUUID()}`;
  let now = 0;
  return {
    at(instant) {
      now = instant;
      moveTo(instant);
    },
    async take(limit, count) {
      const request = { userId: 'ada', limits: [limit], amounts: { ...noAmounts, calls: 1 }, count };
      const { granted = 0, windows, rest, retryAfterMs = rest?.retryAfterMs } = Object(await asked.consume(request));
      const [{ used, resetAfterMs }] = windows;
      return { granted, used, resetsAt: now + resetAfterMs, retryAt: now + (retryAfterMs ?? 0) };
    },
    async hold(limit) {
      await asked.reserve(reservation({ runId, limits: [limit] }));
    },
    async giveBack() {
      await asked.settle(failureWithoutCharge(runId));
    },
  };
}

async function newSubjects(): Promise<readonly (readonly [name: string, subject: Subject])[]> {
  const scope = { orgId: randomUUID() };
  const oracle = new QuotaOracle();
  const ofOracle = subjectOf(
    {
      consume: async (request) => oracle.consume(scope, request),
      reserve: async (request) => oracle.reserve(scope, request),
      settle: async (request) => oracle.settle(scope, request),
    },
    (now) => {
      oracle.now = now;
    },
  );
  const ofStorages = storages.map(async ({ name, open }) => {
    let now = 0;
    const { ledger } = await open({ now: () => now });
    const asked = {
      consume: (request: Consumption) => ledger.consume(scope, request),
      reserve: (request: ReturnType<typeof reservation>) => ledger.reserve(scope, request),
      settle: (request: ReturnType<typeof failureWithoutCharge>) => ledger.settle(scope, request),
    };
    return [name, subjectOf(asked, (instant) => (now = instant))] as const;
  });
  return [['the oracle', ofOracle], ...(await Promise.all(ofStorages))];
}

const callsPerMonth = (anchor: number | null, algorithm: QuotaLimit['algorithm'] = 'fixed') =>
  quotaLimit('user', 'calls', 'month', 10, { anchor, algorithm });

describe('the oracle and every storage say', () => {
  test('that months anchored on 31 January 2099 meet no 29 February in 2100', async () => {
    const limit = callsPerMonth(Date.UTC(2099, 0, 31, 6));
    for (const [name, { at, take }] of await newSubjects()) {
      at(Date.UTC(2100, 1, 28, 6) - 1);
      expect(await take(limit, 1), name).toMatchObject({ granted: 1, resetsAt: Date.UTC(2100, 1, 28, 6) });
      at(Date.UTC(2100, 1, 28, 6));
      expect(await take(limit, 1), name).toMatchObject({ used: 1, resetsAt: Date.UTC(2100, 2, 31, 6) });
    }
  });

  test('that those of 2028 do', async () => {
    const limit = callsPerMonth(Date.UTC(2027, 0, 31, 6));
    for (const [name, { at, take }] of await newSubjects()) {
      at(Date.UTC(2028, 1, 29, 6) - 1);
      expect(await take(limit, 1), name).toMatchObject({ resetsAt: Date.UTC(2028, 1, 29, 6) });
    }
  });

  test('that a month used up stays so until the end by the new anchor, of which only refusals told', async () => {
    const anchored = callsPerMonth(Date.UTC(2026, 10, 20));
    for (const [name, { at, take }] of await newSubjects()) {
      at(Date.UTC(2026, 10, 10));
      expect(await take(callsPerMonth(null), 12), name).toMatchObject({ granted: 10, retryAt: Date.UTC(2026, 11, 1) });
      at(Date.UTC(2026, 10, 21));
      expect(await take(anchored, 1), name).toMatchObject({ granted: 0, resetsAt: Date.UTC(2026, 11, 20) });
      at(Date.UTC(2026, 11, 1));
      expect(await take(anchored, 1), name).toMatchObject({ granted: 0, retryAt: Date.UTC(2026, 11, 20) });
      at(Date.UTC(2026, 11, 20));
      expect(await take(anchored, 12), name).toMatchObject({ granted: 10, resetsAt: Date.UTC(2027, 0, 20) });
    }
  });

  test('that a month that ends later than the one of the new anchor is followed by the rest of that', async () => {
    const anchored = callsPerMonth(Date.UTC(2026, 9, 15), 'sliding');
    for (const [name, { at, take }] of await newSubjects()) {
      at(Date.UTC(2026, 10, 10));
      expect(await take(callsPerMonth(null), 8), name).toMatchObject({ granted: 8 });
      expect(await take(anchored, 1), name).toMatchObject({ used: 9, resetsAt: Date.UTC(2026, 11, 1) });
      // From 1 to 15 December, of which half is left after a week: 4.5 of the 9 before.
      at(Date.UTC(2026, 11, 8));
      expect(await take(anchored, 10), name).toMatchObject({ granted: 5, used: 10, resetsAt: Date.UTC(2026, 11, 15) });
    }
  });

  test('that a run given back is taken from its window, then from what the next one knows of it, then from none', async () => {
    const limit = quotaLimit('user', 'calls', 'hour', 10, { algorithm: 'sliding' });
    const noon = Date.UTC(2026, 10, 23, 12);
    // One held and four taken; then, but for the first hour, one more; then one given back and one more taken.
    for (const [hoursLater, used] of [
      [0, 5],
      [1, 6],
      [2, 2],
    ] as const) {
      for (const [name, { at, take, hold, giveBack }] of await newSubjects()) {
        at(noon);
        await hold(limit);
        await take(limit, 4);
        at(noon + hoursLater * hourMs);
        if (hoursLater > 0) await take(limit, 1);
        await giveBack();
        expect((await take(limit, 1)).used, `${name}, ${hoursLater} hours later`).toBe(used);
      }
    }
  });

  test('that a clock that steps back finds the window it had come to', async () => {
    const limit = quotaLimit('user', 'calls', 'day', 10);
    const midnight = Date.UTC(2026, 10, 24);
    for (const [name, { at, take }] of await newSubjects()) {
      at(midnight);
      await take(limit, 3);
      at(midnight - 1);
      expect(await take(limit, 1), name).toMatchObject({ used: 4, resetsAt: midnight + dayMs });
    }
  });
});
