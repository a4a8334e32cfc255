import { callsPerSecond } from './calls-per-second.js';
import { memoryContestant } from './contestants.js';

/**
 * A process of its own for each contestant, as a server has one limiter and no others: `node
 * turns-in-memory.js NAME`. It takes a turn when it is told how long, and answers calls per second.
 */
const [name = ''] = process.argv.slice(2);
const contestant = memoryContestant(name);
const keys = Array.from({ length: 10_000 }, (_, key) => ({ key: `user-${key}`, orgId: `org-${Math.floor(key / 10)}` }));
let called = 0;

async function takeTurn(turnMs: number): Promise<number> {
  const { rate, passes } = await callsPerSecond(contestant, keys, turnMs);
  called += passes;
  const counted = await contestant.counted('user-0', 'org-0');
  if (counted !== called) throw new Error(`${name} answered ${called} calls of a key, and counted ${counted}.`);
  globalThis.gc?.();
  return rate;
}

process.on('message', (turnMs) => void takeTurn(Number(turnMs)).then((rate) => process.send?.(rate)));
