/**
 * Side by side with peers: `npm run bench -- NAME [options]`. Each bench prints its tables as
 * Markdown; `--write` keeps them in bench/results. See docs/benchmarks.md.
 */
import { spawn } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { buildBench } from './build-bench.mjs';
import { drawChart } from './draw-chart.mjs';

const benches = {
  'quota-postgres': {
    programs: ['bench/quota-postgres.ts'],
    about: 'taking from quota windows on Postgres, beside a raw upsert and rate-limiter-flexible',
  },
  'ledger-postgres': {
    programs: ['bench/ledger-postgres.ts'],
    about: 'reserving and settling runs on Postgres, beside rate-limiter-flexible',
  },
  'quota-memory': {
    programs: ['bench/quota-memory.ts', 'bench/memory/turns-in-memory.ts', 'bench/memory/bytes-per-key.ts'],
    about: 'taking from quota windows in memory, and bytes per key, beside limiters and plain Maps',
  },
  'memory-per-user': {
    programs: ['bench/memory-per-user.ts', 'bench/memory/bytes-of-users.ts'],
    about: 'what 100,000 users weigh in a process: sessions, plans, quota and runs, beside limiters and caches',
  },
  'plans-check': {
    programs: ['bench/plans-check.ts'],
    about: 'asking whether a plan includes a feature, from the cache and from the storage, beside a lookup in a Map',
  },
  diff: {
    programs: ['bench/diff.ts'],
    about: 'telling what changed between two prompts by words, beside jsdiff and an unbounded diff',
  },
  'prompt-safety': {
    programs: ['bench/prompt-safety.ts'],
    about: 'what is found in public sets of honest and hostile prompts, and how long it takes',
  },
  validation: {
    programs: ['bench/validation.ts'],
    about:
      'validating a prompt, beside sanitizers of HTML: how long it takes, and what it does to honest and hostile texts',
  },
  'whole-guard': {
    programs: ['bench/whole-guard.ts'],
    about: 'all that stands around a call of a model, beside nothing at all and a bare jwtVerify of jose',
  },
  handler: {
    programs: ['bench/handler.ts'],
    about: 'answers a second over HTTP with a model of 200 ms behind, beside node:http alone',
  },
  'import-time': {
    programs: ['bench/import-time.ts'],
    about: 'what importing the built library takes, beside its dependencies (needs npm run build)',
  },
  'session-verify': {
    programs: ['bench/session-verify.ts'],
    about: 'verifying access tokens of an issuer, for the first time and again, beside a bare jwtVerify of jose',
  },
};

const options = `Options:

  --quick        seconds instead of minutes: proves that it runs, says nothing about speed
  --rounds N     rounds in which everybody has a turn
  --seconds S    length of a turn
  --pool N       connections of each pool (Postgres)
  --keys N       keys, or users, at which memory is weighed (memory)
  --write        keeps the tables in bench/results/NAME.md`;

const [name = '', ...words] = process.argv.slice(2);
const chosen = Object.hasOwn(benches, name) ? benches[name] : undefined;
if (name === 'chart') {
  drawChart();
} else if (chosen === undefined) {
  console.log('npm run bench -- NAME [options], where NAME is one of:\n');
  for (const [key, { about }] of Object.entries(benches)) console.log(`  ${key.padEnd(20)} ${about}`);
  console.log(`  ${'chart'.padEnd(20)} draws the ratios of all results that were kept: bench/results/ratios.svg`);
  console.log(`\n${options}`);
  process.exitCode = name === '' ? 0 : 2;
} else {
  const built = await buildBench(chosen.programs);
  try {
    const given = words.filter((word) => word !== '--write');
    const { code, printed } = await runProgram(built.program, given);
    if (code === 0 && given.length < words.length) {
      const results = new URL('results/', import.meta.url);
      mkdirSync(results, { recursive: true });
      writeFileSync(new URL(`${name}.md`, results), printed);
    }
    process.exitCode = code;
  } finally {
    built.remove();
  }
}

/** Its tables appear as they come, and are kept. */
function runProgram(program, given) {
  // The program lies elsewhere once it is built, and would look for them there.
  const corpora = process.env.PROMPTFORGE_CORPORA ?? fileURLToPath(new URL('../../shared/corpora', import.meta.url));
  const child = spawn(process.execPath, ['--expose-gc', program, ...given], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { ...process.env, PROMPTFORGE_CORPORA: corpora },
  });
  let printed = '';
  child.stdout.setEncoding('utf8').on('data', (text) => {
    printed += text;
    process.stdout.write(text);
  });
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code) => resolve({ code: code ?? 1, printed }));
  });
}
