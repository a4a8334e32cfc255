import { byCallers } from '../../test/endurance/by-callers.js';
import { operationsPerSecond } from '../operations-per-second.js';
import type { Tally } from './tally.js';

/** How many callers ask at once, and of how many keys each takes one at random. */
export interface Load {
  readonly title: string;
  readonly callers: number;
  readonly keys: number;
}

export function callsPerSecond(tally: Tally, { callers, keys }: Load, turnMs: number): Promise<number> {
  return operationsPerSecond({ callers, turnMs }, () => tally.call(Math.floor(Math.random() * keys)));
}

/** Calls every key, so that no row, connection or prepared statement is made while somebody measures. */
export function everyKeyOnce(tally: Tally, keys: number): Promise<void> {
  let called = 0;
  return byCallers(64, async () => {
    if (called === keys) return false;
    called += 1;
    await tally.call(called - 1);
    return true;
  });
}
