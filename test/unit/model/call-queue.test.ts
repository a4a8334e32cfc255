import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { callQueue, type Turn } from '../../../src/model/call-queue.js';
import { manualClock } from '../../fixtures/manual-clock.js';

const patient = () => ({ signal: new AbortController().signal, waitMs: 60_000 });

function granted(turn: Turn): Extract<Turn, { granted: true }> {
  if (!turn.granted) throw new Error(`It was not its turn: ${turn.why}.`);
  return turn;
}

function queueOf(maxConcurrency: number, maxQueue: number) {
  const clock = manualClock();
  return { clock, queue: callQueue({ maxConcurrency, maxQueue }, clock) };
}

test('so many run, so many wait, and further ones are turned away at once', async () => {
  const { queue } = queueOf(2, 1);
  await Promise.all([queue.enter(patient()), queue.enter(patient())]);
  void queue.enter(patient());
  expect(await queue.enter(patient())).toEqual({ granted: false, why: 'full', retryAfterMs: 1_000 });
  expect([queue.running, queue.waiting]).toEqual([2, 1]);
});

test('first come, first served, and nobody who comes in between takes a place', async () => {
  const { queue } = queueOf(1, 10);
  const first = granted(await queue.enter(patient()));
  const order: string[] = [];
  const second = queue.enter(patient()).then((turn) => {
    order.push('second');
    return granted(turn);
  });
  const third = queue.enter(patient()).then((turn) => {
    order.push('third');
    return granted(turn);
  });
  first.release();
  void queue.enter(patient()).then(() => order.push('fourth'));
  (await second).release();
  (await third).release();
  await vi.waitFor(() => expect(order).toEqual(['second', 'third', 'fourth']));
  expect([queue.running, queue.waiting]).toEqual([1, 0]);
});

test('a place is given back once, however often', async () => {
  const { queue } = queueOf(2, 0);
  const turns = await Promise.all([queue.enter(patient()), queue.enter(patient())]);
  granted(turns[0]).release();
  granted(turns[0]).release();
  expect(queue.running).toBe(1);
});

test('the advice to come back follows how long requests take of late, within bounds', async () => {
  const { clock, queue } = queueOf(1, 1);
  for (let call = 0; call < 40; call += 1) {
    const turn = granted(await queue.enter(patient()));
    clock.advance(10_000);
    turn.release();
  }
  await queue.enter(patient());
  void queue.enter(patient());
  const turn = await queue.enter(patient());
  const advice = turn.granted || turn.why !== 'full' ? 0 : turn.retryAfterMs;
  expect(advice).toBeGreaterThan(19_000);
  expect(advice).toBeLessThanOrEqual(20_000);
});

describe('who waits', () => {
  beforeEach(() => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  test('leaves at once when the signal aborts, and the next one moves up', async () => {
    const { queue } = queueOf(1, 2);
    const first = granted(await queue.enter(patient()));
    const controller = new AbortController();
    const given = queue.enter({ signal: controller.signal, waitMs: 60_000 });
    const next = queue.enter(patient());
    controller.abort();
    expect(await given).toEqual({ granted: false, why: 'canceled' });
    expect(queue.waiting).toBe(1);
    first.release();
    expect((await next).granted).toBe(true);
    expect(vi.getTimerCount()).toBe(0);
  });

  test('leaves when its time is over', async () => {
    const { queue } = queueOf(1, 2);
    await queue.enter(patient());
    const removed = vi.fn();
    const { signal } = new AbortController();
    signal.removeEventListener = removed;
    const waiting = queue.enter({ signal, waitMs: 5_000 });
    vi.advanceTimersByTime(4_999);
    expect(queue.waiting).toBe(1);
    vi.advanceTimersByTime(1);
    expect(await waiting).toEqual({ granted: false, why: 'timeout' });
    expect(queue.waiting).toBe(0);
    expect(removed).toHaveBeenCalled();
  });

  test('does not come in with a signal that was aborted before', async () => {
    const { queue } = queueOf(1, 0);
    const turn = await queue.enter({ signal: AbortSignal.abort(), waitMs: 60_000 });
    expect(turn).toEqual({ granted: false, why: 'canceled' });
    expect(queue.running).toBe(0);
  });
});

test('whatever comes and goes, the limits hold and no place is lost', async () => {
  const step = fc.constantFrom('enter', 'release', 'abort');
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 80 }), async (steps) => {
      const { queue } = queueOf(3, 4);
      const held: (() => void)[] = [];
      const controllers: AbortController[] = [];
      for (const what of steps) {
        if (what === 'enter') {
          const controller = new AbortController();
          controllers.push(controller);
          void queue.enter({ signal: controller.signal, waitMs: 60_000 }).then((turn) => {
            if (turn.granted) held.push(turn.release);
          });
        } else if (what === 'release') held.shift()?.();
        else controllers.pop()?.abort();
        await new Promise(setImmediate);
        expect(queue.running).toBe(held.length);
        expect(queue.running).toBeLessThanOrEqual(3);
        expect(queue.waiting).toBeLessThanOrEqual(queue.running < 3 ? 0 : 4);
      }
      while (held.length > 0 || queue.waiting > 0) {
        held.shift()?.();
        await new Promise(setImmediate);
      }
      expect(queue.running).toBe(0);
    }),
  );
});
