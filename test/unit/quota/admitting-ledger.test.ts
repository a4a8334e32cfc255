import { describe, expect, test } from 'vitest';
import { addUsage, noUsage } from '../../../src/domain/quota/usage.js';
import { type LedgerInFrontParts, ledgerInFront } from '../../../src/quota/ledger-in-front.js';
import { PromptForgeError } from '../../../src/storage.js';
import { checkpoint } from '../../../src/testing/storage-contract/fixtures/checkpoint.js';
import { rejection } from '../../fixtures/rejection.js';
import { storageDown } from '../../fixtures/storage-with-faults.js';
import { acme, consumption, reservation, settlement, usedCalls, watchedLedger } from './quota-requests.js';

interface Timer {
  readonly task: () => void;
  readonly ms: number;
}

/** A ledger that fails open, over a storage that can be taken away. Its timers are run by the test. */
function failingOpen(parts: Partial<LedgerInFrontParts> = {}, refuse: () => unknown = storageDown) {
  const state = { isDown: false, fails: (_method: string, _values: readonly unknown[]): unknown => null };
  const watched = watchedLedger(async (method, values) => {
    const failure = state.isDown ? refuse() : await state.fails(method, values);
    if (failure !== null) throw failure;
  });
  const timers = new Set<Timer>();
  const reported: PromptForgeError[] = [];
  const settings = {
    lanes: 2,
    maxBatch: 128,
    maxQueue: 1_000,
    maxWaitMs: 10_000,
    refusalCacheMs: 2_000,
    whenUnavailable: 'admit',
  } as const;
  const front = ledgerInFront(watched.ledger, settings, {
    clock: watched.clock,
    monotonicNow: () => watched.clock.now(),
    report: (error) => reported.push(error),
    later: (task, ms) => {
      const timer = { task, ms };
      timers.add(timer);
      return () => timers.delete(timer);
    },
    ...parts,
  });
  return {
    ...watched,
    front,
    ledger: front.ledger,
    state,
    reported,
    timers,
    /** Lets the next timer come due, and waits for what it does. */
    async tick() {
      const [timer] = timers;
      if (timer === undefined) throw new Error('No timer is set.');
      timers.delete(timer);
      watched.clock.advance(timer.ms);
      timer.task();
      for (let turn = 0; turn < 20; turn += 1) await new Promise((resolve) => setImmediate(resolve));
    },
  };
}
const nothing = { runs: 0, settlements: 0, consumptions: 0 };
const users = (count: number) => Array.from({ length: count }, (_, index) => `user-${index}`);

describe('while the storage is away', () => {
  test('runs and consumptions are let in past every limit, and wait to be recorded', async () => {
    const { ledger, front, state } = failingOpen();
    state.isDown = true;
    expect(await ledger.reserve(acme, reservation('1', 0))).toMatchObject({
      outcome: 'reserved',
      run: { id: '1', orgId: 'acme', status: 'reserved', charge: { calls: 1 } },
      windows: [],
    });
    expect(await ledger.consume(acme, consumption(0, 1, { count: 3 }))).toEqual({
      outcome: 'admitted',
      granted: 3,
      windows: [],
      rest: null,
    });
    expect(front.unrecorded()).toEqual({ runs: 1, settlements: 0, consumptions: 1 });
    expect(front.isAway()).toBe(true);
  });

  test('a run goes on and ends as if nothing had happened', async () => {
    const { ledger, state, clock, front } = failingOpen();
    await ledger.reserve(acme, reservation('before', 9));
    state.isDown = true;
    await ledger.reserve(acme, reservation('during', 9));
    for (const runId of ['before', 'during']) {
      const progress = checkpoint(runId, { usage: noUsage, leaseMs: 5_000 });
      expect(await ledger.checkpoint(acme, progress)).toEqual({
        outcome: 'extended',
        leaseExpiresAt: clock.now() + 5_000,
      });
      expect(await ledger.settle(acme, settlement(runId))).toMatchObject({
        outcome: 'settled',
        run: { id: runId, status: 'succeeded', endedAt: clock.now(), input: { prompt: 'Write a release note.' } },
      });
    }
    expect(front.unrecorded()).toEqual({ runs: 1, settlements: 2, consumptions: 0 });
  });

  test('a run that was taken over ends as one of its own, and none is taken over unasked', async () => {
    const { ledger, plain, state, clock, front } = failingOpen();
    await plain.reserve(acme, reservation('left', 9));
    const takeover = { runId: 'left', holder: 'process-2', holdMs: 1_000, leaseMs: 5_000 };
    clock.advance(1_000);
    expect(await ledger.resume(acme, takeover)).toMatchObject({ outcome: 'resumed' });
    state.isDown = true;
    expect((await rejection(ledger.resume(acme, takeover))).code).toBe('storage_unavailable');
    expect(await ledger.settle(acme, settlement('left'))).toMatchObject({ outcome: 'settled', run: { id: 'left' } });
    expect(front.unrecorded()).toEqual({ runs: 0, settlements: 1, consumptions: 0 });
  });

  test('a settlement of a run that nobody knows here fails as it would without', async () => {
    const { ledger, state, front } = failingOpen();
    state.isDown = true;
    expect((await rejection(ledger.settle(acme, settlement('unheard-of')))).code).toBe('storage_unavailable');
    expect(front.unrecorded()).toEqual(nothing);
  });

  test('it is left in peace: it is asked again after 100 ms, then 200, and every 2 seconds in the end', async () => {
    const { ledger, state, tick, timers, calls } = failingOpen();
    state.isDown = true;
    await ledger.consume(acme, consumption(9));
    const pauses: number[] = [];
    for (let attempt = 0; attempt < 7; attempt += 1) {
      for (const userId of users(5)) await ledger.consume(acme, consumption(9, 1, { userId }));
      expect(timers.size).toBe(1);
      pauses.push(...[...timers].map(({ ms }) => ms));
      expect(calls).toHaveLength(1 + attempt);
      await tick();
    }
    expect(pauses).toEqual([100, 200, 400, 800, 1_600, 2_000, 2_000]);
  });

  test('many calls that fail at once begin one outage, which the host hears of once', async () => {
    const { ledger, state, reported, timers } = failingOpen();
    state.isDown = true;
    await Promise.all(users(50).map((userId) => ledger.consume(acme, consumption(9, 1, { userId }))));
    await Promise.all(users(50).map((id) => ledger.reserve(acme, reservation(id, 9))));
    expect(reported.map(({ code }) => code)).toEqual(['storage_unavailable']);
    expect([...timers].map(({ ms }) => ms)).toEqual([100]);
  });

  test('no more are let in than there is room for, and what ends is never turned away', async () => {
    const { ledger, state, front } = failingOpen({ mostAdmissions: 3 });
    state.isDown = true;
    await ledger.consume(acme, consumption(9));
    for (const id of ['1', '2']) await ledger.reserve(acme, reservation(id, 9));
    expect((await rejection(ledger.reserve(acme, reservation('3', 9)))).code).toBe('storage_unavailable');
    expect((await rejection(ledger.consume(acme, consumption(9)))).code).toBe('storage_unavailable');
    for (const id of ['1', '2'])
      expect(await ledger.settle(acme, settlement(id))).toMatchObject({ outcome: 'settled' });
    expect(front.unrecorded()).toEqual({ runs: 2, settlements: 2, consumptions: 1 });
  });

  test.each(['internal', 'storage_not_ready', 'overloaded'] as const)('%s is no outage', async (code) => {
    const { ledger, state, reported } = failingOpen({}, () => new PromptForgeError(code, 'Something else.'));
    state.isDown = true;
    expect((await rejection(ledger.consume(acme, consumption(9)))).code).toBe(code);
    expect(reported).toEqual([]);
  });
});

describe('when the storage is back', () => {
  test('everything is recorded, also past the limits, by the timer', async () => {
    const { ledger, plain, state, tick, front, timers } = failingOpen();
    await ledger.consume(acme, consumption(2, 2));
    state.isDown = true;
    for (const id of ['1', '2']) await ledger.reserve(acme, reservation(id, 2));
    await ledger.consume(acme, consumption(2, 3));
    await ledger.settle(acme, settlement('1'));
    state.isDown = false;
    await tick();
    expect(front.unrecorded()).toEqual(nothing);
    expect(await usedCalls(plain)).toBe(2 + 2 + 3);
    expect([(await plain.get(acme, '1'))?.status, (await plain.get(acme, '2'))?.status]).toEqual([
      'succeeded',
      'reserved',
    ]);
    expect(await ledger.settle(acme, settlement('2', 0))).toMatchObject({ outcome: 'settled' });
    expect(await usedCalls(plain)).toBe(6);
    expect(timers.size).toBe(0);
    expect(await ledger.consume(acme, consumption(2))).toMatchObject({ outcome: 'refused' });
  });

  test('the first call that is due has it recorded, before it is judged itself', async () => {
    const { ledger, state, clock, calls, front } = failingOpen();
    state.isDown = true;
    await ledger.consume(acme, consumption(5, 5));
    state.isDown = false;
    expect(await ledger.consume(acme, consumption(5)), 'it is not asked yet').toMatchObject({ windows: [] });
    clock.advance(100);
    expect(await ledger.consume(acme, consumption(5))).toMatchObject({ outcome: 'refused', windows: [{ used: 6 }] });
    expect(front.unrecorded()).toEqual(nothing);
    expect(calls.map(({ method }) => method)).toEqual(['consume', 'consumeMany', 'consume']);
  });

  test('a run is recorded before its end, and under its own id', async () => {
    const { ledger, state, tick, calls } = failingOpen();
    state.isDown = true;
    await ledger.reserve(acme, reservation('1', 9));
    await ledger.settle(acme, settlement('1'));
    state.isDown = false;
    calls.length = 0;
    await tick();
    expect(calls).toMatchObject([
      { method: 'reserveMany', values: [[{ scope: acme, request: { runId: '1', unconditional: true } }]] },
      { method: 'settleMany', values: [[{ scope: acme, request: { runId: '1' } }]] },
    ]);
  });

  test('a run whose reservation came through, and only the answer was lost, is charged once', async () => {
    const { ledger, plain, state, tick } = failingOpen();
    await plain.reserve(acme, reservation('1', 9));
    state.isDown = true;
    await ledger.reserve(acme, reservation('1', 9));
    state.isDown = false;
    await tick();
    expect(await usedCalls(plain)).toBe(1);
  });

  test('runs that were let in with a key that names another are recorded without it', async () => {
    const { ledger, plain, state, tick, front } = failingOpen();
    await ledger.reserve(acme, reservation('first', 9, { idempotencyKey: 'key' }));
    state.isDown = true;
    await ledger.reserve(acme, reservation('same', 9, { idempotencyKey: 'key' }));
    await ledger.reserve(acme, reservation('other', 9, { idempotencyKey: 'key', fingerprint: 'e'.repeat(64) }));
    for (const id of ['same', 'other']) await ledger.settle(acme, settlement(id));
    state.isDown = false;
    await tick();
    expect(front.unrecorded()).toEqual(nothing);
    for (const id of ['same', 'other']) {
      expect(await plain.get(acme, id)).toMatchObject({ status: 'succeeded', idempotencyKey: null });
    }
    expect(await usedCalls(plain)).toBe(3);
  });

  test('the host is told once how much was let in, and nothing that a user wrote', async () => {
    const { ledger, state, tick, reported } = failingOpen();
    state.isDown = true;
    await ledger.reserve(acme, reservation('1', 9));
    await ledger.settle(acme, settlement('1'));
    for (const userId of users(4)) await ledger.consume(acme, consumption(9, 1, { userId }));
    await tick();
    state.isDown = false;
    await tick();
    expect(reported).toHaveLength(2);
    expect(reported[1]).toMatchObject({
      code: 'storage_unavailable',
      details: { awayMs: 300, runs: 1, settlements: 1, consumptions: 4, lost: 0 },
    });
    expect(JSON.stringify(reported[1]) + reported[1]?.message).not.toMatch(/release note|ada|user-/);
  });

  test('one entry that can never be recorded holds up no other, and the host is told its ids and amounts', async () => {
    const { ledger, plain, state, tick, front, reported } = failingOpen();
    state.isDown = true;
    for (const id of ['1', '2', '3']) await ledger.reserve(acme, reservation(id, 9));
    for (const id of ['1', '2', '3']) await ledger.settle(acme, settlement(id));
    state.isDown = false;
    state.fails = (method, values) =>
      method.startsWith('reserve') && JSON.stringify(values).includes('"runId":"2"')
        ? new PromptForgeError('internal', 'The database rejected a value as impossible.')
        : null;
    await tick();
    expect(front.unrecorded()).toEqual(nothing);
    expect(await usedCalls(plain)).toBe(2);
    const lost = { orgId: 'acme', runId: '2', amounts: { calls: 1, tokens: 0, cost: 0 } };
    expect(reported[1]).toMatchObject({
      code: 'run_unsettled',
      details: {
        entries: [
          { kind: 'reservation', userId: 'ada', ...lost },
          { kind: 'settlement', ...lost },
        ],
      },
    });
    expect(JSON.stringify(reported[1]?.details)).not.toContain('release note');
  });

  test('and goes away again in the middle, what was recorded is not recorded twice', async () => {
    const { ledger, plain, state, tick, front } = failingOpen();
    state.isDown = true;
    for (const userId of users(600)) await ledger.consume(acme, consumption(9, 1, { userId }));
    state.isDown = false;
    let batches = 0;
    state.fails = () => {
      batches += 1;
      return batches > 1 ? storageDown() : null;
    };
    await tick();
    expect(front.unrecorded()).toEqual({ ...nothing, consumptions: 600 - 256 });
    expect(front.isAway()).toBe(true);
    state.fails = () => null;
    await tick();
    expect(front.unrecorded()).toEqual(nothing);
    expect(await Promise.all(users(600).map((userId) => usedCalls(plain, userId)))).toEqual(users(600).map(() => 1));
  });

  test('and is too slow for many at once, it is asked for fewer, until all of it is recorded', async () => {
    const { ledger, plain, state, tick, front, timers } = failingOpen();
    state.isDown = true;
    for (const userId of users(600)) await ledger.consume(acme, consumption(9, 1, { userId }));
    state.isDown = false;
    const sizes: number[] = [];
    state.fails = (_method, [requests]) => {
      const size = Array.isArray(requests) ? requests.length : 1;
      sizes.push(size);
      return size > 50 ? storageDown() : null;
    };
    for (let turn = 0; timers.size > 0 && turn < 50; turn += 1) await tick();
    expect(sizes.slice(0, 5)).toEqual([256, 128, 64, 32, 64]);
    expect(front.unrecorded()).toEqual(nothing);
    expect(await Promise.all(users(600).map((userId) => usedCalls(plain, userId)))).toEqual(users(600).map(() => 1));
  });

  test('an outage in which nobody was let in ends with the next call that is answered', async () => {
    const { ledger, state, clock, front, reported, calls } = failingOpen({ mostAdmissions: 1 });
    state.isDown = true;
    await rejection(ledger.settle(acme, settlement('unheard-of')));
    expect(front.isAway()).toBe(true);
    clock.advance(100);
    await rejection(ledger.settle(acme, settlement('unheard-of')));
    state.isDown = false;
    clock.advance(200);
    expect(await ledger.consume(acme, consumption(9))).toMatchObject({ windows: [{ used: 1 }] });
    expect(front.isAway()).toBe(false);
    expect(reported).toHaveLength(1);
    expect(calls).toHaveLength(3);
  });

  test('what is let in after a pause in which nothing waited is recorded by a timer, too', async () => {
    const { ledger, plain, state, tick, timers, front } = failingOpen();
    await ledger.reserve(acme, reservation('1', 9));
    let fail: (error: unknown) => void = () => {};
    state.fails = (method) =>
      method === 'consume'
        ? new Promise((_, reject) => {
            fail = reject;
          })
        : storageDown();
    const sent = ledger.consume(acme, consumption(9, 2));
    // A checkpoint finds out first, and leaves nothing to be recorded.
    await ledger.checkpoint(acme, checkpoint('1', { usage: noUsage }));
    await tick();
    fail(storageDown());
    expect(await sent).toMatchObject({ outcome: 'admitted', windows: [] });
    state.fails = () => null;
    expect(timers.size).toBe(1);
    await tick();
    expect(front.unrecorded()).toEqual(nothing);
    expect(await usedCalls(plain)).toBe(3);
  });

  test('a user is erased only after what was let in of them is recorded', async () => {
    const { ledger, plain, state } = failingOpen();
    state.isDown = true;
    await ledger.reserve(acme, reservation('1', 9));
    await ledger.settle(acme, settlement('1'));
    expect((await rejection(ledger.eraseUser(acme, 'ada'))).code).toBe('storage_unavailable');
    // It answers others, and not yet what was missed.
    state.isDown = false;
    state.fails = (method) => (method.startsWith('reserve') ? storageDown() : null);
    expect((await rejection(ledger.eraseUser(acme, 'ada'))).code).toBe('storage_unavailable');
    state.fails = () => null;
    expect(await ledger.eraseUser(acme, 'ada')).toBe(1);
    expect(await plain.get(acme, '1')).toMatchObject({ input: null, userId: '' });
  });
});

describe('a storage that hangs', () => {
  test('delays the one call that asks it, and no other', async () => {
    const { ledger, state, clock, calls } = failingOpen();
    state.isDown = true;
    await ledger.consume(acme, consumption(9));
    state.isDown = false;
    let hang: (error: unknown) => void = () => {};
    state.fails = () =>
      new Promise((_, reject) => {
        hang = reject;
      });
    clock.advance(100);
    // The first who is due asks, and has to wait.
    const asking = ledger.consume(acme, consumption(9));
    for (const userId of users(20)) {
      clock.advance(100);
      expect(await ledger.consume(acme, consumption(9, 1, { userId }))).toMatchObject({ windows: [] });
    }
    expect(calls).toHaveLength(2);
    hang(storageDown());
    expect(await asking).toMatchObject({ outcome: 'admitted', windows: [] });
  });

  test('counts as away once somebody has waited too long: who waited is let in, and counted once', async () => {
    const { ledger, plain, state, clock, front, reported, timers, tick, calls } = failingOpen();
    let release = () => {};
    const released = new Promise<null>((resolve) => {
      release = () => resolve(null);
    });
    state.fails = () => released;
    const reserve = (id: string) => ledger.reserve(acme, reservation(id, 9));
    const sent: Promise<unknown>[] = [];
    for (const id of ['1', '2']) {
      sent.push(reserve(id), ledger.consume(acme, consumption(9)));
      await new Promise((resolve) => setImmediate(resolve));
    }
    const waiting = [reserve('3'), ledger.consume(acme, consumption(9)), ledger.consume(acme, consumption(9))];
    const asked = calls.length;
    // Both queues have somebody waiting.
    expect([...timers].map(({ ms }) => ms)).toEqual([10_000, 10_000]);
    clock.advance(10_000);
    for (const timer of [...timers]) {
      timers.delete(timer);
      timer.task();
    }
    expect(await Promise.all(waiting)).toMatchObject([
      { outcome: 'reserved', windows: [] },
      { outcome: 'admitted', windows: [] },
      { outcome: 'admitted', windows: [] },
    ]);
    expect(front.isAway()).toBe(true);
    expect(front.unrecorded()).toEqual({ runs: 1, settlements: 0, consumptions: 2 });
    expect(reported).toMatchObject([{ code: 'overloaded', details: { reason: 'waited' } }]);
    // From now on nobody waits.
    expect(await ledger.consume(acme, consumption(9))).toMatchObject({ windows: [] });
    expect(calls).toHaveLength(asked);
    release();
    await Promise.all(sent);
    await tick();
    expect(front.unrecorded()).toEqual(nothing);
    expect(timers.size).toBe(0);
    expect(await usedCalls(plain)).toBe(3 + 5);
  });
});

describe('closing', () => {
  test('records what it can', async () => {
    const { ledger, plain, state, front, reported, timers } = failingOpen();
    state.isDown = true;
    await ledger.consume(acme, consumption(9));
    state.isDown = false;
    await front.close();
    expect(await usedCalls(plain)).toBe(1);
    expect(reported.map(({ code }) => code)).toEqual(['storage_unavailable', 'storage_unavailable']);
    expect(timers.size).toBe(0);
  });

  test('gives up in the end, and tells what is lost', async () => {
    const { ledger, state, front, reported, timers } = failingOpen();
    state.isDown = true;
    await ledger.reserve(acme, reservation('1', 9));
    await ledger.settle(acme, { ...settlement('1'), usage: addUsage(noUsage, noUsage) });
    const closed = front.close();
    const longest = [...timers].find(({ ms }) => ms === 5_000);
    longest?.task();
    await closed;
    expect(reported.at(-1)).toMatchObject({
      code: 'run_unsettled',
      details: {
        entries: [
          { kind: 'reservation', runId: '1' },
          { kind: 'settlement', runId: '1' },
        ],
      },
    });
    expect(JSON.stringify(reported.at(-1)?.details)).not.toContain('release note');
    expect(timers.size).toBe(0);
  });

  test('is done at once when nothing waits', async () => {
    const { front, reported } = failingOpen();
    await front.close();
    expect(reported).toEqual([]);
  });
});

test('by default a storage that is away lets nobody in', async () => {
  const { clock, ledger } = watchedLedger(() => {
    throw storageDown();
  });
  const settings = {
    lanes: 2,
    maxBatch: 128,
    maxQueue: 9,
    maxWaitMs: 9,
    refusalCacheMs: 0,
    whenUnavailable: 'refuse',
  } as const;
  const front = ledgerInFront(ledger, settings, { clock, monotonicNow: () => 0, report: () => {} });
  expect((await rejection(front.ledger.consume(acme, consumption(9)))).code).toBe('storage_unavailable');
  expect((await rejection(front.ledger.reserve(acme, reservation('1', 9)))).code).toBe('storage_unavailable');
  expect(front.unrecorded()).toEqual(nothing);
  expect(front.isAway()).toBe(false);
});
