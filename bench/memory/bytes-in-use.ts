import { setImmediate as afterwards } from 'node:timers/promises';

/** What lies outside the heap, as typed arrays do, counts too. What is due to be let go is let go first. */
export async function bytesInUse(): Promise<number> {
  if (globalThis.gc === undefined) throw new Error('This needs node --expose-gc.');
  for (let pass = 0; pass < 10; pass += 1) {
    await afterwards();
    globalThis.gc();
  }
  const { heapUsed, external } = process.memoryUsage();
  return heapUsed + external;
}
