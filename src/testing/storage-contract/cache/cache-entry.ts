import { createHash, randomUUID } from 'node:crypto';
import type { CacheEntry } from '../../../storage.js';
import { minuteMs } from '../contract-clock.js';

/** A key that nothing is kept under yet. */
export function newCacheKey(): string {
  return createHash('sha256').update(randomUUID()).digest('hex');
}

/** An entry of ada for a minute, under a new key. */
export function cacheEntry(overrides: Partial<CacheEntry> = {}): CacheEntry {
  return { key: newCacheKey(), userId: 'ada', value: { text: 'An answer.' }, ttlMs: minuteMs, ...overrides };
}
