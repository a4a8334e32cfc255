import { execFileSync } from 'node:child_process';
import { pathToFileURL } from 'node:url';
import { benchOptions } from './bench-options.js';
import { inTurns } from './in-turns.js';
import { barTable } from './report/bar.js';
import { figuresOf } from './report/figures.js';
import { machineLines } from './report/machine.js';
import { rateTable } from './report/rate-table.js';

const options = benchOptions({ rounds: 31, turnMs: 0 });
const { rounds } = options;
/** As an import finds it, not as `require()` does: most packages have files of their own for each. */
const addressOf = (name: string) => import.meta.resolve(name);

/** What the main entry loads at once of others. */
const dependencies = ['@pydantic/genai-prices', 'jose', 'lru-cache', 'openai', 'zod'];
const alone = 'its dependencies alone';
const library = 'promptforge, once its dependencies are there';

interface Imports {
  /** Imported before the clock is started. */
  readonly before: readonly string[];
  readonly timed: readonly string[];
}

/** The milliseconds that a fresh process takes for it, by its own clock. */
function millisecondsOf({ before, timed }: Imports): number {
  const importing = (addresses: readonly string[]) =>
    addresses.map((address) => `await import(${JSON.stringify(address)});`).join(' ');
  const program = `${importing(before)} const began = performance.now(); ${importing(timed)}
    console.log(performance.now() - began);`;
  return Number(execFileSync(process.execPath, ['--input-type=module', '--eval', program], { encoding: 'utf8' }));
}

console.log('# Importing the library\n');
console.log(machineLines(dependencies, { load: `${rounds} fresh processes for each` }));

const others = dependencies.map(addressOf);
const contestants = [
  { name: alone, before: [], timed: others },
  { name: library, before: others, timed: [new URL('dist/index.js', pathToFileURL(`${process.cwd()}/`)).href] },
  { name: 'openai, one of them', before: [], timed: [addressOf('openai')] },
];
// In a second, so that more is quicker as in other tables.
const rates = await inTurns(contestants, rounds, async (imports) => 1_000 / millisecondsOf(imports));
console.log(`\n${rateTable(rates, alone, alone, 'imports/s')}`);
const measured = 1_000 / figuresOf(rates.get(library) ?? []).median;
console.log(
  `## Bars\n\n${barTable([{ promise: 'milliseconds beyond its dependencies', bar: 40, kind: 'at most', measured }])}`,
);
