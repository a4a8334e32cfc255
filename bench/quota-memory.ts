import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { benchOptions } from './bench-options.js';
import { inTurns, type Rates } from './in-turns.js';
import { memoryContestants, oneWindow, promptforge } from './memory/contestants.js';
import { MemoryProcess } from './memory/memory-process.js';
import { barTable, rateBar } from './report/bar.js';
import { machineLines } from './report/machine.js';
import { markdownTable, ratio, whole } from './report/markdown-table.js';
import { rateTable } from './report/rate-table.js';

const options = benchOptions({ rounds: 9, turnMs: 1_000 });
const { rounds, turnMs } = options;

console.log('# Quota in memory\n');
const load = `${rounds} rounds of ${turnMs} ms each, each in a process of its own; one caller who awaits each call`;
console.log(machineLines(['rate-limiter-flexible', 'express-rate-limit'], { load }));

const contestants = memoryContestants.map((name) => new MemoryProcess(name));
let rates: Rates;
try {
  for (const contestant of contestants) await contestant.turn(turnMs);
  rates = await inTurns(contestants, rounds, (contestant) => contestant.turn(turnMs));
} finally {
  for (const contestant of contestants) contestant.stop();
}
console.log(`## Calls per second, 10000 keys\n\n${rateTable(rates, 'one window', oneWindow, 'calls/s')}`);

const program = fileURLToPath(new URL('./bytes-per-key.js', import.meta.url));
const bytes = new Map(
  memoryContestants.map((name) => {
    const printed = execFileSync(process.execPath, ['--expose-gc', program, name, String(options.keys)]);
    return [name, Number(printed.toString())];
  }),
);
const bytesOf = (name: string) => bytes.get(name) ?? Number.NaN;
const rows = [...bytes].map(([name, each]) => [name, whole(each), ratio(each / bytesOf(oneWindow))]);
console.log(`## Bytes per key, ${options.keys} keys\n`);
console.log(markdownTable(['', 'bytes', 'ratio to one window'], rows));

const weight = bytesOf(promptforge) / bytesOf(oneWindow);
const bars = [
  rateBar(`calls of ${promptforge} / ${oneWindow}`, 1.4, rates, promptforge, oneWindow),
  { promise: `bytes of ${promptforge} / ${oneWindow}`, bar: 0.75, kind: 'at most', measured: weight } as const,
];
console.log(`## Bars\n\n${barTable(bars)}`);
