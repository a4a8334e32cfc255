import { afterEach, expect, test } from 'vitest';
import { timer } from '../../../src/quota/later.js';

const cancels: (() => void)[] = [];
afterEach(() => {
  for (const cancel of cancels.splice(0)) cancel();
});
/** Timers that the process would wait for. */
const waitedFor = () => process.getActiveResourcesInfo().filter((name) => name === 'Timeout').length;

test.each([
  [true, 1],
  [false, 0],
])('a timer keeps the process alive if that is asked for (%s)', (keepsAlive, more) => {
  const before = waitedFor();
  const cancel = timer(() => {}, 60_000, keepsAlive);
  cancels.push(cancel);
  expect(waitedFor() - before).toBe(more);
  cancel();
  expect(waitedFor()).toBe(before);
});

test('a timer calls its task', async () => {
  await new Promise<void>((resolve) => cancels.push(timer(resolve, 1, true)));
});
