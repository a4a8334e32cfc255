import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { benchOptions } from './bench-options.js';
import { oneWindow, promptforge } from './memory/contestants.js';
import { userContestants } from './memory/user-contestants.js';
import type { Weight } from './memory/weigh-users.js';
import { barTable } from './report/bar.js';
import { machineLines } from './report/machine.js';
import { markdownTable, ratio, whole } from './report/markdown-table.js';

const { keys: users } = benchOptions({ rounds: 1, turnMs: 0, keys: 100_000 });
const tenth = Math.ceil(users / 10);

console.log('# What users weigh in a process\n');
const load = `${whole(users)} users who come once, one after the other, in a fresh process for each contestant`;
console.log(machineLines(['rate-limiter-flexible', 'express-rate-limit', 'lru-cache', 'jose'], { load }));

const program = fileURLToPath(new URL('./bytes-of-users.js', import.meta.url));
const weights = new Map(
  userContestants.map((name) => {
    const printed = execFileSync(process.execPath, ['--expose-gc', program, name, String(users)], { encoding: 'utf8' });
    return [name, JSON.parse(printed) as Weight];
  }),
);
const bytesOf = (name: string) => weights.get(name)?.all ?? Number.NaN;
const rows = [...weights].map(([name, { tenth: first, all }]) => [
  name,
  whole(all / users),
  whole(first / 1_000),
  whole(all / 1_000),
  ratio(all / first),
  ratio(all / bytesOf(oneWindow)),
]);
const heads = [
  'bytes per user',
  `kB at ${whole(tenth)}`,
  `kB at ${whole(users)}`,
  'all / a tenth',
  'ratio to one window',
];
console.log(`## Bytes\n\n${markdownTable(['', ...heads], rows)}`);

const weight = bytesOf(promptforge) / bytesOf(oneWindow);
const bar = {
  promise: `bytes of ${promptforge} / ${oneWindow}`,
  bar: 0.75,
  kind: 'at most',
  measured: weight,
} as const;
console.log(`## Bars\n\n${barTable([bar])}`);
