import { byCallers } from '../test/endurance/by-callers.js';

/** How fast some callers are who each wait for an answer before they ask again. */
export async function operationsPerSecond(
  load: { readonly callers: number; readonly turnMs: number },
  operation: () => Promise<unknown>,
): Promise<number> {
  let done = 0;
  const began = performance.now();
  await byCallers(load.callers, async () => {
    await operation();
    done += 1;
    return performance.now() - began < load.turnMs;
  });
  return (done / (performance.now() - began)) * 1_000;
}
