import { expect, onTestFinished, test } from 'vitest';
import { playHistory } from '../fixtures/quota-oracle/play-history.js';
import { quotaHistory } from '../fixtures/quota-oracle/quota-history.js';
import { memoryByClock, pgliteByClock, postgresByClock } from '../fixtures/storages-by-clock.js';
import { amount } from './amount.js';

const histories = amount('ROUNDS', 1);
const requests = amount('SIZE', 2_000);
const timeout = 180_000 + histories * requests * 30;

/** Stands where a history puts it, be that before where it was. */
class HistoryPlayer {
  #now = 0;
  readonly now = () => this.#now;
  moveTo(now: number): void {
    this.#now = now;
  }
}

const storages = {
  memory: async () => memoryByClock(),
  PGlite: pgliteByClock,
  Postgres: postgresByClock,
};

test.for(Object.entries(storages))('every call is answered as the oracle says, on %s', { timeout }, async ([
  name,
  open,
]) => {
  const clock = new HistoryPlayer();
  const { open: openAt, close } = await open();
  onTestFinished(close);
  const storage = await openAt(clock);
  const table: object[] = [];
  for (let seed = 1; seed <= histories; seed += 1) {
    const began = performance.now();
    const { requests: asked, outcomes, mismatches } = await playHistory(storage, clock, quotaHistory(seed, requests));
    const milliseconds = Math.round(performance.now() - began);
    table.push({
      storage: name,
      history: seed,
      calls: asked,
      ...outcomes,
      mismatches: mismatches.length,
      milliseconds,
    });
    expect(mismatches.slice(0, 3)).toEqual([]);
    // Otherwise nothing was shown.
    expect(asked).toBeGreaterThanOrEqual(requests);
  }
  console.table(table);
});
