import { describe, expect, test } from 'vitest';
import type { Consumption } from '../../../src/ports/ledger-store.js';
import { CoalescingLedger } from '../../../src/quota/coalescing-ledger.js';
import { acme, callsPerHour, consumption, usedCalls, watchedLedger } from './quota-requests.js';

function coalescing() {
  const watched = watchedLedger();
  const ledger = new CoalescingLedger(watched.ledger);
  const consume = (requests: readonly Consumption[]) =>
    ledger.consumeMany(requests.map((request) => ({ scope: acme, request })));
  return { ...watched, consume };
}
const times = (count: number, request: Consumption) => Array.from({ length: count }, () => request);

describe('consumptions that are alike', () => {
  test('are one with a count', async () => {
    const { consume, calls, plain } = coalescing();
    await consume(times(7, consumption(10)));
    expect(calls).toMatchObject([{ method: 'consume', values: [acme, { count: 7 }] }]);
    expect(await usedCalls(plain)).toBe(7);
  });

  test('are as many times one as a ledger takes at once', async () => {
    const { consume, calls, plain } = coalescing();
    const answers = await consume(times(2_001, consumption(5_000)));
    expect(calls).toMatchObject([
      { method: 'consumeMany', values: [[{ request: { count: 1_000 } }, { request: { count: 1_000 } }, {}]] },
    ]);
    expect(answers.map(({ windows }) => windows[0]?.used)).toEqual(answers.map((_, index) => index + 1));
    expect(await usedCalls(plain)).toBe(2_001);
  });

  test('are granted first come, first served, and each sees what was left after it', async () => {
    const { consume } = coalescing();
    const answers = await consume(times(5, consumption(7, 2)));
    expect(answers.map(({ outcome }) => outcome)).toEqual(['admitted', 'admitted', 'admitted', 'refused', 'refused']);
    expect(answers.map(({ windows }) => [windows[0]?.used, windows[0]?.remaining])).toEqual([
      [2, 5],
      [4, 3],
      [6, 1],
      [6, 1],
      [6, 1],
    ]);
  });

  test('and others among them are all answered as if they had come one by one', async () => {
    const requests = [
      consumption(4),
      consumption(4, 1, { userId: 'grace' }),
      consumption(4),
      consumption(4, 3),
      consumption(4),
      consumption(4, 1, { userId: 'grace' }),
    ];
    const { consume, calls } = coalescing();
    const answers = await consume(requests);
    expect(calls).toMatchObject([{ method: 'consumeMany', values: [[{}, {}, {}]] }]);
    expect(answers.map(({ outcome, windows }) => [outcome, windows[0]?.used])).toEqual([
      ['admitted', 1],
      ['admitted', 1],
      ['admitted', 2],
      ['refused', 3],
      ['admitted', 3],
      ['admitted', 2],
    ]);
  });

  test('are all refused with the one refusal', async () => {
    const { consume } = coalescing();
    const answers = await consume(times(3, consumption(0)));
    expect(answers).toMatchObject(times(3, consumption(0)).map(() => ({ outcome: 'refused', retryAfterMs: null })));
  });
});

test.each([
  ['of another user', consumption(10, 1, { userId: 'grace' })],
  ['of another amount', consumption(10, 2)],
  ['against another maximum', consumption(11)],
  ['against another anchor', consumption(10, 1, { limits: [callsPerHour(10, { period: 'month', anchor: 5 })] })],
  ['that are counts', consumption(10, 1, { count: 2 })],
  ['that are taken in any case', consumption(10, 1, { unconditional: true })],
])('consumptions %s are not alike', async (_what, other) => {
  const { consume, calls } = coalescing();
  await consume([consumption(10), other]);
  expect(calls).toMatchObject([{ method: 'consumeMany', values: [[{}, {}]] }]);
});

test('an empty batch is none', async () => {
  const { consume } = coalescing();
  expect(await consume([])).toEqual([]);
});
