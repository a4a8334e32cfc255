import { isDeepStrictEqual } from 'node:util';
import type { Subscription } from '../../../src/storage.js';

/** The names of what differs, in the order of their alphabet. Values are nobody's business here. */
export function changedFields(stored: Subscription | null, now: Subscription): readonly (keyof Subscription)[] {
  const names: readonly (keyof Subscription)[] = [
    'anchor',
    'cancelAt',
    'nextPlanAt',
    'nextPlanId',
    'overrides',
    'pastDueSince',
    'planId',
    'seats',
    'source',
    'status',
    'trialEnd',
  ];
  return names.filter((name) => stored === null || !isDeepStrictEqual(stored[name], now[name]));
}
