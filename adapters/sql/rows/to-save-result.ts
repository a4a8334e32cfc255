import type { SaveResult } from '../../../src/storage.js';
import { Row } from './row.js';

/** The answer of a function that saves by compare-and-swap. */
export function toSaveResult(answer: unknown): SaveResult {
  const version = new Row(answer).nullableNumber('version');
  return version === null ? { outcome: 'conflict' } : { outcome: 'saved', version };
}
