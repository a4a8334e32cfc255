import type { MemoryContestant } from './contestants.js';

export interface MemoryKey {
  readonly key: string;
  readonly orgId: string;
}

/** How fast a caller is who waits for each answer before the next call, going through all keys over and over. */
export async function callsPerSecond(
  contestant: MemoryContestant,
  keys: readonly MemoryKey[],
  turnMs: number,
): Promise<{ readonly rate: number; readonly passes: number }> {
  const began = performance.now();
  let passes = 0;
  do {
    for (const { key, orgId } of keys) await contestant.consume(key, orgId);
    passes += 1;
  } while (performance.now() - began < turnMs);
  return { rate: ((passes * keys.length) / (performance.now() - began)) * 1_000, passes };
}
