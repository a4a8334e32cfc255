import { benchOptions } from './bench-options.js';
import { inTurns } from './in-turns.js';
import { batched } from './postgres/batched.js';
import type { Ground, PostgresContestant } from './postgres/contestant.js';
import { callsPerSecond, everyKeyOnce, type Load } from './postgres/load.js';
import { onEachDisk } from './postgres/on-each-disk.js';
import { rateLimiterUnion, union } from './postgres/rate-limiter-flexible.js';
import { rawRows } from './postgres/raw-rows.js';
import { runPairs } from './postgres/run-pairs.js';
import { Tally } from './postgres/tally.js';
import { barTable, rateBar } from './report/bar.js';
import { rateTable } from './report/rate-table.js';

const options = benchOptions({ rounds: 7, turnMs: 2_000 });
const keys = options.quick ? 500 : 10_000;
const alone = 'PromptForge, reserve and settle';
const together = 'PromptForge, the same, batched';

const floor = 'the same rows, written raw';
const floorTogether = 'the same rows, written raw in batches';

const makers: readonly ((ground: Ground) => Promise<PostgresContestant>)[] = [
  rateLimiterUnion,
  (ground) => rawRows(ground, floor, null),
  (ground) => rawRows(ground, floorTogether, 2),
  (ground) => runPairs(ground, alone),
  (ground) => runPairs(ground, together, batched),
];

const load: Load = { title: `64 callers, ${keys} users of ${keys / 10} organizations`, callers: 64, keys };

await onEachDisk('The ledger on Postgres', options, async (server) => {
  const tallies: Tally[] = [];
  for (const make of makers) {
    const { url } = await server.createDatabase();
    tallies.push(new Tally(await make({ url, pool: options.pool })));
  }
  for (const tally of tallies) {
    await everyKeyOnce(tally, keys);
    await tally.tidy();
    await callsPerSecond(tally, load, options.turnMs / 2);
  }
  const rates = await inTurns(tallies, options.rounds, (tally) => callsPerSecond(tally, load, options.turnMs));
  for (const tally of tallies) await tally.finish();
  console.log(`### ${load.title}\n\n${rateTable(rates, 'Union', union, 'calls or runs/s')}`);
  const bars = [
    rateBar(`${alone} / Union`, 0.35, rates, alone, union),
    rateBar(`${together} / Union`, 1, rates, together, union),
  ];
  console.log(`### Bars\n\n${barTable(bars)}`);
});
