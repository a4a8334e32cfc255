import { describe, expect, test } from 'vitest';
import { RetryingLedger } from '../../../src/quota/retrying-ledger.js';
import { PromptForgeError } from '../../../src/storage.js';
import { checkpoint } from '../../../src/testing/storage-contract/fixtures/checkpoint.js';
import { rejection } from '../../fixtures/rejection.js';
import { storageDown } from '../../fixtures/storage-with-faults.js';
import { acme, consumption, reservation, settlement, watchedLedger } from './quota-requests.js';

const collided = () =>
  new PromptForgeError('storage_unavailable', 'The call collided.', {
    details: { sqlState: '40001', reason: 'collided' },
  });

function retrying(failures: readonly unknown[]) {
  const left = [...failures];
  const watched = watchedLedger(() => {
    if (left.length > 0) throw left.shift();
  });
  const pauses: number[] = [];
  const sleep = async (ms: number) => void pauses.push(ms);
  return { ...watched, pauses, retrying: new RetryingLedger(watched.ledger, { sleep, random: () => 0.5 }) };
}
const times = (count: number) => Array.from({ length: count }, collided);

describe('a call that has collided', () => {
  test.each([
    [1, [4]],
    [3, [4, 8, 16]],
    [5, [4, 8, 16, 32, 64]],
  ])('%d times is made again with the same run, after random pauses', async (count, expected) => {
    const { retrying: ledger, pauses, calls } = retrying(times(count));
    expect(await ledger.reserve(acme, reservation('1', 9))).toMatchObject({ outcome: 'reserved' });
    expect(pauses).toEqual(expected);
    expect(calls).toEqual(Array.from({ length: count + 1 }, () => calls[0]));
  });

  test('six times is given up with the error', async () => {
    const { retrying: ledger, calls } = retrying(times(6));
    expect(await rejection(ledger.consume(acme, consumption(9)))).toMatchObject({ details: { reason: 'collided' } });
    expect(calls).toHaveLength(6);
  });

  test('is made again whatever it is', async () => {
    const scoped = <Request>(request: Request) => [{ scope: acme, request }];
    const { retrying: one } = retrying([]);
    const asks: ((ledger: RetryingLedger) => Promise<unknown>)[] = [
      (ledger) => ledger.reserve(acme, reservation('1', 9)),
      (ledger) => ledger.reserveMany(scoped(reservation('1', 9))),
      (ledger) => ledger.checkpoint(acme, checkpoint('1')),
      (ledger) => ledger.resume(acme, { runId: '1', holder: 'a', holdMs: 1_000, leaseMs: 1_000 }),
      (ledger) => ledger.settle(acme, settlement('1')),
      (ledger) => ledger.settleMany(scoped(settlement('1'))),
      (ledger) => ledger.consume(acme, consumption(9)),
      (ledger) => ledger.consumeMany(scoped(consumption(9))),
    ];
    for (const ask of asks) {
      await expect(ask(one)).resolves.toBeDefined();
      const { retrying: ledger, calls } = retrying(times(1));
      await expect(ask(ledger)).resolves.toBeDefined();
      expect(calls).toHaveLength(2);
    }
  });
});

test.each([
  storageDown(),
  new PromptForgeError('internal', 'A bug.'),
  new Error('of a driver'),
])('a call that failed otherwise is not made again: %o', async (failure) => {
  const { retrying: ledger, calls } = retrying([failure]);
  await expect(ledger.consume(acme, consumption(9))).rejects.toBe(failure);
  expect(calls).toHaveLength(1);
});
