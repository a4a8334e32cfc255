import { expect, test } from 'vitest';
import { withinWait } from '../../../src/quota/within-wait.js';
import { rejection } from '../../fixtures/rejection.js';
import { manualTiming } from './manual-timing.js';

const never = new Promise<never>(() => {});

test('an answer in time is the answer, and no timer is left', async () => {
  const { later, timers } = manualTiming();
  expect(await withinWait(Promise.resolve('pro'), 300, later)).toBe('pro');
  const failure = new Error('of the storage');
  await expect(withinWait(Promise.reject(failure), 300, later)).rejects.toBe(failure);
  expect(timers.size).toBe(0);
});

test('one that does not come in time is given up, and not before', async () => {
  const { later, advance } = manualTiming();
  let outcome = 'open';
  const asked = withinWait(never, 300, later);
  asked.catch(() => {
    outcome = 'given up';
  });
  advance(299);
  await Promise.resolve();
  expect(outcome).toBe('open');
  advance(1);
  expect(await rejection(asked)).toMatchObject({ code: 'overloaded', details: { reason: 'waited', waitedMs: 300 } });
});

test("a failure that comes too late is nobody's", async () => {
  const { later, advance } = manualTiming();
  let fail = (_error: Error) => {};
  const reading = new Promise<never>((_resolve, reject) => {
    fail = reject;
  });
  const asked = withinWait(reading, 1, later);
  advance(1);
  await rejection(asked);
  fail(new Error('too late'));
  await new Promise((resolve) => setImmediate(resolve));
});
