import { benchOptions } from './bench-options.js';
import { inTurns, type Rates } from './in-turns.js';
import { batched } from './postgres/batched.js';
import type { Ground, PostgresContestant } from './postgres/contestant.js';
import { callsPerSecond, everyKeyOnce, type Load } from './postgres/load.js';
import { onEachDisk } from './postgres/on-each-disk.js';
import { promptforge } from './postgres/promptforge.js';
import { rateLimiterFlexible, rateLimiterUnion, union } from './postgres/rate-limiter-flexible.js';
import { rawUpsert } from './postgres/raw-upsert.js';
import { Tally } from './postgres/tally.js';
import { barTable, rateBar } from './report/bar.js';
import { rateTable } from './report/rate-table.js';

const options = benchOptions({ rounds: 7, turnMs: 1_000 });
const keys = options.quick ? 500 : 10_000;
const alone = 'PromptForge, two windows, atomic';
const together = 'PromptForge, the same, batched and coalesced';

const makers: readonly ((ground: Ground) => Promise<PostgresContestant>)[] = [
  rawUpsert,
  rateLimiterFlexible,
  rateLimiterUnion,
  (ground) => promptforge(ground, alone),
  (ground) => promptforge(ground, together, batched),
];

const oneCaller: Load = { title: `one caller, ${keys} keys`, callers: 1, keys };
const hotKey: Load = { title: '64 callers, one key', callers: 64, keys: 1 };
const manyKeys: Load = { title: `64 callers, ${keys} keys`, callers: 64, keys };

await onEachDisk('Quota on Postgres', options, async (server) => {
  const tallies: Tally[] = [];
  for (const make of makers) {
    const { url } = await server.createDatabase();
    tallies.push(new Tally(await make({ url, pool: options.pool })));
  }
  for (const tally of tallies) await everyKeyOnce(tally, keys);

  async function measure(load: Load): Promise<Rates> {
    for (const tally of tallies) {
      await tally.tidy();
      await callsPerSecond(tally, load, options.turnMs / 2);
    }
    const rates = await inTurns(tallies, options.rounds, (tally) => callsPerSecond(tally, load, options.turnMs));
    console.log(`### ${load.title}\n\n${rateTable(rates, 'Union', union, 'calls/s')}`);
    return rates;
  }

  await measure(oneCaller);
  const hot = await measure(hotKey);
  const many = await measure(manyKeys);
  for (const tally of tallies) await tally.finish();
  const bars = [
    rateBar(`${alone} / Union, ${manyKeys.title}`, 1.2, many, alone, union),
    rateBar(`${together} / Union, ${manyKeys.title}`, 4, many, together, union),
    rateBar(`${together} / Union, ${hotKey.title}`, 20, hot, together, union),
  ];
  console.log(`### Bars\n\n${barTable(bars)}`);
});
