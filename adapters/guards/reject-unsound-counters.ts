import { isTokenHash, PromptForgeError, type ThrottleCounter, throttleRuleProblem } from '../../src/storage.js';

/** @throws PromptForgeError `internal` for a key that is no hash, and so perhaps an address, or comes twice, and for times that are none. */
export function rejectUnsoundCounters(counters: readonly ThrottleCounter[]): void {
  const areSound = counters.every(({ key, rule }) => isTokenHash(key) && throttleRuleProblem(rule) === null);
  if (areSound && new Set(counters.map(({ key }) => key)).size === counters.length) return;
  throw new PromptForgeError(
    'internal',
    'The storage was given a counter that is none. Its key is a hash in lower-case hexadecimal, given once, its times are whole milliseconds.',
  );
}
