import { bytesInUse } from './bytes-in-use.js';
import { memoryContestant } from './contestants.js';

/** A process of its own for each contestant: `node --expose-gc bytes-per-key.js NAME KEYS` prints the bytes. */
const [name = '', count = ''] = process.argv.slice(2);
const keys = Number(count);

async function callEach(contestant: ReturnType<typeof memoryContestant>, from: number, to: number): Promise<void> {
  // Ten users for each organization. The key is text of its own, as one that arrives with a request.
  for (let key = from; key < to; key += 1) await contestant.consume(`user-${key}`, `org-${Math.floor(key / 10)}`);
}

// The code is loaded and compiled by one that is thrown away.
await callEach(memoryContestant(name), 0, 1_000);
const before = await bytesInUse();
const contestant = memoryContestant(name);
await callEach(contestant, 0, keys);
const after = await bytesInUse();
for (const key of [0, keys - 1]) {
  const counted = await contestant.counted(`user-${key}`, `org-${Math.floor(key / 10)}`);
  if (counted !== 1) throw new Error(`${name} counted ${counted} calls instead of one.`);
}
console.log((after - before) / keys);
// Some keep timers.
process.exit();
