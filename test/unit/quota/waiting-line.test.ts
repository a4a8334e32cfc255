import { describe, expect, test } from 'vitest';
import { BatchingLedger, type BatchingOptions } from '../../../src/quota/batching-ledger.js';
import { rejection } from '../../fixtures/rejection.js';
import { manualTiming } from './manual-timing.js';
import { acme, consumption, reservation, settlement, usedCalls, watchedLedger } from './quota-requests.js';

/** One lane, over a storage that answers nobody until it is told to. */
function hanging(changes: Partial<BatchingOptions> = {}) {
  const held: (() => void)[] = [];
  const watched = watchedLedger(() => new Promise<void>((resolve) => held.push(resolve)));
  const timing = manualTiming();
  const options = { lanes: 1, maxBatch: 128, maxQueue: 1_000, maxWaitMs: 1_000, ...changes };
  const ledger = new BatchingLedger(watched.ledger, options, timing);
  return {
    ...watched,
    timing,
    ledger,
    consume: (userId: string) => ledger.consume(acme, consumption(9, 1, { userId })),
    /** Lets the storage answer the calls that have reached it. */
    async answer() {
      for (const release of held.splice(0)) release();
      for (let count = 0; count < 5; count += 1) await turn();
    },
  };
}

const turn = () => new Promise<void>((resolve) => setImmediate(resolve));

/** What has become of a promise so far. */
function fateOf(promise: Promise<unknown>) {
  const fate = { now: 'waits' };
  promise.then(
    () => {
      fate.now = 'answered';
    },
    () => {
      fate.now = 'turned away';
    },
  );
  return fate;
}

describe('a call that waits for a lane', () => {
  test.each([
    'consumption',
    'reservation',
  ] as const)('is turned away when its time is over, while the lane is still taken (%s)', async (kind) => {
    const { ledger, timing, calls } = hanging();
    const ask = (id: string) =>
      kind === 'consumption' ? ledger.consume(acme, consumption(9)) : ledger.reserve(acme, reservation(id, 9));
    const sent = fateOf(ask('1'));
    await turn();
    const waiting = ask('2');
    const fate = fateOf(waiting);
    timing.advance(999);
    await turn();
    expect(fate.now).toBe('waits');
    timing.advance(1);
    const error = await rejection(waiting);
    expect(error).toMatchObject({
      code: 'overloaded',
      retryAfterMs: 1_000,
      details: { reason: 'waited', waitedMs: 1_000 },
    });
    expect(error.message).toContain('waited 1000 ms');
    expect(error.message).toContain('Nothing was done');
    expect(sent.now).toBe('waits');
    expect(calls).toHaveLength(1);
    expect(ledger.waiting).toBe(0);
  });

  test('is never sent once it was turned away', async () => {
    const { consume, timing, answer, plain, methods } = hanging();
    const sent = consume('sent');
    await turn();
    const late = rejection(consume('late'));
    timing.advance(600);
    const inTime = consume('in-time');
    timing.advance(400);
    await late;
    await answer();
    await answer();
    expect(await Promise.all([sent, inTime])).toMatchObject([{ outcome: 'admitted' }, { outcome: 'admitted' }]);
    expect(methods()).toEqual(['consume', 'consume']);
    expect([await usedCalls(plain, 'sent'), await usedCalls(plain, 'late'), await usedCalls(plain, 'in-time')]).toEqual(
      [1, 0, 1],
    );
  });

  test('has a time of its own, by one timer for all', async () => {
    const { consume, timing } = hanging();
    void consume('sent');
    await turn();
    const fates: { now: string }[] = [];
    for (const userId of ['0', '1', '2', '3']) {
      fates.push(fateOf(consume(userId)));
      timing.advance(100);
    }
    const seen: string[] = [];
    for (let step = 0; step < 4; step += 1) {
      expect([...timing.timers].map(({ at }) => at)).toEqual([1_000 + 100 * step]);
      timing.advance(step === 0 ? 600 : 100);
      await turn();
      seen.push(fates.map(({ now }) => (now === 'waits' ? 'w' : 't')).join(''));
    }
    expect(seen).toEqual(['twww', 'ttww', 'tttw', 'tttt']);
    expect(timing.timers.size).toBe(0);
  });

  test('keeps its time when those before it leave', async () => {
    const { consume, timing, answer } = hanging({ maxBatch: 1 });
    void consume('sent');
    await turn();
    const second = consume('second');
    timing.advance(300);
    const third = fateOf(consume('third'));
    await answer();
    timing.advance(999);
    await turn();
    expect(third.now).toBe('waits');
    timing.advance(1);
    await turn();
    expect(third.now).toBe('turned away');
    await answer();
    expect(await second).toMatchObject({ outcome: 'admitted' });
  });

  test('leaves room for another when it is turned away', async () => {
    const { consume, timing, answer } = hanging({ maxQueue: 1 });
    void consume('sent');
    await turn();
    const late = rejection(consume('late'));
    expect((await rejection(consume('too-many'))).details).toEqual({ maxQueue: 1 });
    timing.advance(1_000);
    await late;
    const next = consume('next');
    await answer();
    await answer();
    expect(await next).toMatchObject({ outcome: 'admitted' });
  });

  test('waits for as long as it takes if it is a settlement', async () => {
    const { ledger, timing, answer } = hanging();
    const first = ledger.settle(acme, settlement('1'));
    await turn();
    const second = ledger.settle(acme, settlement('2'));
    expect(timing.timers.size).toBe(0);
    timing.advance(3_600_000);
    await answer();
    await answer();
    expect(await Promise.all([first, second])).toEqual([{ outcome: 'unknown_run' }, { outcome: 'unknown_run' }]);
  });
});

describe('the timer', () => {
  test('is not needed by calls that find a lane', async () => {
    const { consume, timing, answer } = hanging({ lanes: 2 });
    const asked = [consume('0'), consume('1')];
    await turn();
    expect(timing.timers.size).toBe(0);
    await answer();
    await Promise.all(asked);
  });

  test('is set for those whom the lanes have left behind, and does not keep the process alive', async () => {
    const { consume, timing } = hanging({ maxBatch: 1 });
    for (const userId of ['0', '1', '2']) void consume(userId);
    expect(timing.timers.size).toBe(0);
    await turn();
    expect([...timing.timers].map(({ at, keepsAlive }) => [at, keepsAlive])).toEqual([[1_000, false]]);
  });

  test('is gone when the last who waited has left', async () => {
    const { consume, timing, answer } = hanging();
    void consume('sent');
    await turn();
    void consume('waiting');
    expect(timing.timers.size).toBe(1);
    await answer();
    expect(timing.timers.size).toBe(0);
  });
});
