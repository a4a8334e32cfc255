import { describe, expect, test } from 'vitest';
import { BatchingLedger, type BatchingOptions } from '../../../src/quota/batching-ledger.js';
import { PromptForgeError } from '../../../src/storage.js';
import { rejection } from '../../fixtures/rejection.js';
import { storageDown } from '../../fixtures/storage-with-faults.js';
import { manualTiming } from './manual-timing.js';
import {
  acme,
  type Before,
  callsPerHour,
  consumption,
  reservation,
  settlement,
  usedCalls,
  watchedLedger,
} from './quota-requests.js';

const options: BatchingOptions = { lanes: 2, maxBatch: 128, maxQueue: 10_000, maxWaitMs: 10_000 };

function batching(before?: Before, changes: Partial<BatchingOptions> = {}) {
  const watched = watchedLedger(before);
  return { ...watched, batching: new BatchingLedger(watched.ledger, { ...options, ...changes }, manualTiming()) };
}

/** Holds every call until it is opened. */
function gate() {
  let open = () => {};
  const opened = new Promise<void>((resolve) => {
    open = resolve;
  });
  return { opened, open };
}
const turn = () => new Promise<void>((resolve) => setImmediate(resolve));
const users = (count: number) => Array.from({ length: count }, (_, index) => `user-${index}`);

describe('calls at the same time', () => {
  test('share a round trip, and each gets its own answer', async () => {
    const { batching: ledger, methods } = batching();
    const answers = await Promise.all(
      users(16).map((userId, index) => ledger.consume(acme, consumption(8, index, { userId }))),
    );
    expect(answers.map(({ outcome }) => outcome)).toEqual(
      users(16).map((_, index) => (index <= 8 ? 'admitted' : 'refused')),
    );
    expect(answers.map(({ windows }) => windows[0]?.used)).toEqual(
      users(16).map((_, index) => (index <= 8 ? index : 0)),
    );
    expect(methods()).toEqual(['consumeMany']);
  });

  test('have a queue for each sort', async () => {
    const { batching: ledger, methods } = batching();
    const three = ['1', '2', '3'];
    await Promise.all([
      ...three.map((id) => ledger.reserve(acme, reservation(id, 10))),
      ...three.map((id) => ledger.settle(acme, settlement(id))),
      ...three.map((id) => ledger.consume(acme, consumption(10, Number(id)))),
    ]);
    expect(methods().sort()).toEqual(['consumeMany', 'reserveMany', 'settleMany']);
  });

  test('of one who is alone leave in the same turn, and need no batch', async () => {
    const { batching: ledger, methods } = batching();
    const answer = ledger.reserve(acme, reservation('1', 1));
    await turn();
    expect(methods()).toEqual(['reserve']);
    expect(await answer).toMatchObject({ outcome: 'reserved', run: { id: '1' } });
  });

  test('are judged in order: the second of one key is a replay of the first', async () => {
    const { batching: ledger } = batching();
    const keyed = (id: string) => ledger.reserve(acme, reservation(id, 10, { idempotencyKey: 'key' }));
    expect(await Promise.all([keyed('1'), keyed('2')])).toMatchObject([
      { outcome: 'reserved', run: { id: '1' } },
      { outcome: 'replayed', run: { id: '1' } },
    ]);
  });
});

describe('lanes', () => {
  test('share what comes at the same time once it is a lot, so that none is idle while another is full', async () => {
    const { batching: ledger, calls } = batching(() => {}, { lanes: 2 });
    await Promise.all(users(41).map((userId) => ledger.consume(acme, consumption(9, 1, { userId }))));
    expect(calls.map(({ values }) => (Array.isArray(values[0]) ? values[0].length : 1))).toEqual([21, 20]);
  });

  test('limit what is under way, and what comes meanwhile leaves together', async () => {
    const { opened, open } = gate();
    const { batching: ledger, calls } = batching(() => opened, { lanes: 2 });
    const answers: Promise<unknown>[] = [];
    for (const userId of users(18)) {
      answers.push(ledger.consume(acme, consumption(9, 1, { userId })));
      await turn();
    }
    expect(calls.map(({ method }) => method)).toEqual(['consume', 'consume']);
    open();
    await Promise.all(answers);
    expect(calls.map(({ values }) => (Array.isArray(values[0]) ? values[0].length : 1))).toEqual([1, 1, 16]);
  });

  test('stay as many when one batch does not hold all that wait', async () => {
    const { opened, open } = gate();
    const { batching: ledger, calls } = batching(() => opened, { lanes: 2, maxBatch: 10 });
    const answers = users(50).map((userId) => ledger.consume(acme, consumption(9, 1, { userId })));
    await turn();
    expect(calls).toHaveLength(2);
    open();
    await Promise.all(answers);
    expect(calls).toHaveLength(5);
  });

  test('carry no more than a batch holds', async () => {
    const { batching: ledger, calls } = batching(() => {}, { maxBatch: 10 });
    await Promise.all(users(25).map((userId) => ledger.consume(acme, consumption(9, 1, { userId }))));
    expect(calls.map(({ values }) => (Array.isArray(values[0]) ? values[0].length : 1))).toEqual([10, 10, 5]);
  });

  test('count those that are alike as one of a batch', async () => {
    const { batching: ledger, calls } = batching(() => {}, { maxBatch: 2 });
    const alike = Array.from({ length: 10 }, () => consumption(9));
    const others = users(2).map((userId) => consumption(9, 1, { userId }));
    await Promise.all([...alike, ...others].map((request) => ledger.consume(acme, request)));
    expect(calls.map(({ values }) => (Array.isArray(values[0]) ? values[0].length : 1))).toEqual([11, 1]);
  });
});

test('consumptions that disagree about a month are sent apart, each time as one step of the storage', async () => {
  const { batching: ledger, calls } = batching();
  const of = (userId: string, anchor: number | null) =>
    consumption(9, 1, { userId, limits: [callsPerHour(9), callsPerHour(9, { period: 'month', anchor })] });
  const requests = [of('ada', null), of('bob', 5), of('ada', 5), of('bob', 5), of('ada', null), of('cyd', null)];
  await Promise.all(requests.map((request) => ledger.consume(acme, request)));
  const sent = calls.map(({ method, values }) => (method === 'consume' ? [{ request: values[1] }] : values[0]));
  const apart = [requests.slice(0, 2), requests.slice(2, 4), requests.slice(4)];
  expect(sent).toEqual(apart.map((part) => part.map((request) => ({ scope: acme, request }))));
});

describe('a batch that fails', () => {
  test('because of one request fails for that one alone, and no neighbor is charged twice', async () => {
    const { batching: ledger, plain } = batching();
    const poison = consumption(9, Number.NaN, { userId: 'user-3' });
    const settled = await Promise.allSettled(
      users(8).map((userId, index) => ledger.consume(acme, index === 3 ? poison : consumption(9, 1, { userId }))),
    );
    expect(settled.map(({ status }) => status)).toEqual(
      users(8).map((_, index) => (index === 3 ? 'rejected' : 'fulfilled')),
    );
    expect(settled[3]).toMatchObject({ reason: { code: 'internal' } });
    expect(await Promise.all(users(8).map((userId) => usedCalls(plain, userId)))).toEqual([1, 1, 1, 0, 1, 1, 1, 1]);
  });

  test.each([
    ['reserveMany', (ledger: BatchingLedger, id: string) => ledger.reserve(acme, reservation(id, 9))],
    ['settleMany', (ledger: BatchingLedger, id: string) => ledger.settle(acme, settlement(id))],
    ['consumeMany', (ledger: BatchingLedger, id: string) => ledger.consume(acme, consumption(9, Number(id)))],
  ] as const)('because the storage is away fails for all, once (%s)', async (method, ask) => {
    const down = storageDown();
    const { batching: ledger, methods } = batching(() => Promise.reject(down));
    const settled = await Promise.allSettled(['1', '2', '3'].map((id) => ask(ledger, id)));
    for (const one of settled) expect(one).toMatchObject({ status: 'rejected', reason: down });
    expect(methods()).toEqual([method]);
  });

  test('gives its lane back', async () => {
    let failures = 3;
    const { batching: ledger } = batching(
      () => {
        failures -= 1;
        if (failures >= 0) throw new PromptForgeError('internal', 'A bug.');
      },
      { lanes: 1 },
    );
    for (let call = 0; call < 3; call += 1) {
      expect((await rejection(ledger.consume(acme, consumption(9)))).code).toBe('internal');
    }
    expect(await ledger.consume(acme, consumption(9))).toMatchObject({ outcome: 'admitted' });
  });
});

describe('a queue that is full', () => {
  test('turns reservations and consumptions away, and loses none of those that wait', async () => {
    const { opened, open } = gate();
    const { batching: ledger, plain } = batching(() => opened, { lanes: 1, maxQueue: 3 });
    const consume = (userId: string) => ledger.consume(acme, consumption(9, 1, { userId }));
    const reserve = (runId: string) => ledger.reserve(acme, reservation(runId, 9, { userId: 'runner' }));
    const first = [consume('user-0'), reserve('0')];
    await turn();
    const waiting = ['1', '2', '3'].flatMap((id) => [consume(`user-${id}`), reserve(id)]);
    const turnedAway = [await rejection(consume('user-4')), await rejection(reserve('4'))];
    for (const error of turnedAway) expect(error).toMatchObject({ code: 'overloaded', retryAfterMs: 1_000 });
    open();
    const answers = await Promise.all([...first, ...waiting]);
    expect(answers.every(({ outcome }) => outcome === 'admitted' || outcome === 'reserved')).toBe(true);
    expect(await Promise.all(users(5).map((userId) => usedCalls(plain, userId)))).toEqual([1, 1, 1, 1, 0]);
    expect(await usedCalls(plain, 'runner')).toBe(4);
    expect(await consume('user-4')).toMatchObject({ outcome: 'admitted' });
  });

  test('never turns a settlement away', async () => {
    const { opened, open } = gate();
    const { batching: ledger } = batching(() => opened, { lanes: 1, maxQueue: 1 });
    const settlements = Array.from({ length: 500 }, (_, index) => ledger.settle(acme, settlement(String(index))));
    open();
    expect(await Promise.all(settlements)).toEqual(settlements.map(() => ({ outcome: 'unknown_run' })));
  });
});
