import { isSessionTime, isTokenHash, PromptForgeError } from '../../src/storage.js';

/** @throws PromptForgeError `internal` for a text that is no hash, and so perhaps a secret, and for times that are none. */
export function rejectUnsound(hash: string, times: readonly (number | null)[]): void {
  if (!isTokenHash(hash)) {
    throw new PromptForgeError(
      'internal',
      'The storage was given a secret without a hash. Give it SHA-256 in lower-case hexadecimal.',
    );
  }
  rejectUnsoundTimes(times);
}

/** @throws PromptForgeError `internal` for times that are none. */
export function rejectUnsoundTimes(times: readonly (number | null)[]): void {
  if (!times.every((ms) => ms === null || isSessionTime(ms))) {
    throw new PromptForgeError(
      'internal',
      'The storage was given a time that nothing can live or wait for. Give whole milliseconds, from 0 to 100 years.',
    );
  }
}
