/**
 * Long runs behind the figures of the documentation: `npm run evidence -- NAME`. Each prints a
 * table; what continuous integration runs of it is named beside it.
 */
import { contractRepeated } from './contract-repeated.mjs';
import { firstPrompt } from './first-prompt.mjs';
import { hostLoad } from './host-load.mjs';
import { longForm } from './long-form.mjs';
import { matrix } from './matrix.mjs';
import { newcomer } from './newcomer.mjs';
import { screenshots } from './screenshots.mjs';

const runs = {
  newcomer: {
    run: newcomer,
    about: "README's two commands from a fresh clone with an empty npm cache, timed (short form: .ci/run itself)",
  },
  'first-prompt': {
    run: firstPrompt,
    about:
      'the quick start from an empty folder with an empty npm cache, followed command by command with the packed library: ' +
      'how long a stranger waits (short form: the same, in npm test)',
  },
  'contract-repeated': {
    run: contractRepeated,
    about:
      'the storage contract 20 times over on every storage, for races (short form: once, in npm test, without supabase-js over PGlite)',
  },
  concurrency: {
    run: longForm('endurance/concurrency.test.ts', { rounds: '20', size: '3000' }),
    about:
      'ROUNDS of 4 processes with CALLS each, alone and in batches, on one limit and on one ledger, for overruns and ' +
      'deadlocks (short form: test/endurance/concurrency.test.ts, 1 round of 300)',
  },
  oracle: {
    run: longForm('endurance/oracle.test.ts', { rounds: '10', size: '10000' }),
    about:
      'HISTORIES of CALLS to quota made up by chance, each answered by an oracle and on memory, PGlite and Postgres ' +
      '(short form: test/endurance/oracle.test.ts, 1 history of 2,000)',
  },
  upgrades: {
    run: longForm('integration/schema-upgrade.test.ts', { rounds: '1', size: '1000' }),
    about:
      'one round of upgrades from as many earlier VERSIONS of the schema as there are, with what they held ' +
      '(short form: test/integration/schema-upgrade.test.ts, 9 of them)',
  },
  outage: {
    run: longForm('endurance/outage.test.ts', { rounds: '3', size: '5000' }),
    about:
      'OUTAGES of MILLISECONDS in which Postgres hangs or is stopped under load: what fails closed, what fails open ' +
      '(short form: test/endurance/outage.test.ts, 1 of each of 1,000 ms)',
  },
  crash: {
    run: longForm('endurance/crash.test.ts', { rounds: '50' }),
    about:
      'KILLS of a process that reserves and settles, on Postgres and PGlite: nothing lost, nobody stuck ' +
      '(short form: test/endurance/crash.test.ts, 3 kills on each)',
  },
  takeover: {
    run: longForm('endurance/takeover.test.ts', { rounds: '50' }),
    about:
      'KILLS of a process that optimizes, on Postgres and PGlite: the next one finishes, asks nothing twice that was ' +
      'answered, and charges no less than was billed (short form: test/endurance/takeover.test.ts, 3 kills on each)',
  },
  restart: {
    run: longForm('endurance/restart.test.ts', { rounds: '20' }),
    about:
      'RESTARTS of Postgres under load: typed errors, nothing lost, over by itself ' +
      '(short form: test/endurance/restart.test.ts, 2 restarts)',
  },
  explain: {
    run: longForm('endurance/explain.test.ts', { size: '1000000' }),
    about:
      'the plans of every function of the schema at a million runs, for tables read whole ' +
      '(short form: test/endurance/explain.test.ts, 20,000 runs)',
  },
  'year-of-a-product': {
    run: longForm('endurance/year-of-a-product.test.ts', { rounds: '1', size: '1000000' }),
    about:
      'one round of a year of RUNS by 5,000 users, summed: how long each figure takes, and whether it is that of the ' +
      'runs (short form: test/endurance/year-of-a-product.test.ts, 10,000)',
  },
  'dashboard-of-a-year': {
    run: longForm('endurance/dashboard-of-a-year.test.ts', { rounds: '1', size: '1000000' }),
    about:
      'one round of the pages of a year of RUNS: the time each takes, and every figure counted again run by run ' +
      '(short form: test/endurance/dashboard-of-a-year.test.ts, 10,000)',
  },
  tokens: {
    run: longForm('endurance/tokens.test.ts', { rounds: '1', size: '100000' }),
    about:
      'SIZE changed access tokens for each algorithm, none of which may be taken for a session ' +
      '(short form: test/endurance/tokens.test.ts, 5,000)',
  },
  'malformed-requests': {
    run: longForm('integration/http-any-request.test.ts', { rounds: '1', size: '10000' }),
    about:
      'one round of REQUESTS to all routes with anything in any place: never a failure of the server, never an echo ' +
      '(short form: test/integration/http-any-request.test.ts, 1,500)',
  },
  'malformed-bytes': {
    run: longForm('integration/http-raw-bytes.test.ts', { rounds: '1', size: '5000' }),
    about:
      'one round of MESSAGES of broken HTTP over sockets, which a server must survive ' +
      '(short form: test/integration/http-raw-bytes.test.ts, 300)',
  },
  'stripe-histories': {
    run: longForm('integration/stripe-histories.test.ts', { rounds: '1', size: '1000' }),
    about:
      'one round of HISTORIES of subscriptions at Stripe, whose events come late, twice, shuffled or never ' +
      '(short form: test/integration/stripe-histories.test.ts, 20 histories)',
  },
  'model-cost': {
    run: longForm('endurance/model-cost.test.ts', { rounds: '1', size: '10000' }),
    about:
      'CALLS of a model that end in every way, by chance, at a server with books of its own: what each is charged ' +
      '(short form: test/endurance/model-cost.test.ts, 300)',
  },
  'judge-noise': {
    run: longForm('endurance/judge-noise.test.ts', { rounds: '1', size: '2000' }),
    about:
      'ROUNDS of PROMPTS with known true scores, judged with known noise: what passes that should not, and how far ' +
      'scores exceed the truth, beside the best of four (short form: test/endurance/judge-noise.test.ts, 500 prompts; ' +
      'the bars at 2,000: test/unit/optimize/false-passes.test.ts)',
  },
  'run-cost': {
    run: longForm('endurance/run-cost.test.ts', { rounds: '20', size: '500' }),
    about:
      'ROUNDS of RUNS that score and optimize, with aborts, budgets, cuts and failures by chance, at a server with ' +
      'books of its own: what the ledger charges each (short form: test/endurance/run-cost.test.ts, 150 runs)',
  },
  'host-load': {
    run: hostLoad,
    about:
      'REQUESTS, so many AT ONCE, to each host in a process of its own, Next included: every answer, every charge, ' +
      'and what stays behind (short form: test/hosts/host-load.test.ts, 300, without Next)',
  },
  nginx: {
    run: longForm('deploying/nginx.test.ts', { rounds: '1', size: '1' }),
    about:
      'the nginx of docs/deploying.md before a server of ours: streams, bodies, addresses, long runs, clients that leave, ' +
      'and a reload. Needs nginx in the path, and a minute and a half (no short form)',
  },
  units: {
    run: longForm('deploying/units.test.ts', { rounds: '1', size: '1' }),
    about:
      'the units of docs/deploying.md as systemd reads them. Needs systemd-analyze, and node and npx in /usr/bin ' +
      '(no short form)',
  },
  throughput: {
    run: longForm('endurance/throughput.test.ts', { rounds: '5', size: '5000' }),
    about:
      'ROUNDS of PAIRS of reserve and settle by 64 callers, with and without somebody who follows ' +
      '(short form: test/endurance/throughput.test.ts, 1 round of 100)',
  },
  soak: {
    run: longForm('endurance/soak.test.ts', { rounds: '1', size: '1800' }),
    about:
      'one round of SECONDS of mixed traffic on Postgres with failures of the model, restarts of the database, a clock ' +
      'that jumps and slow clients: the ledger, the memory, and what nobody has caught ' +
      '(short form: test/endurance/soak.test.ts, 120 seconds)',
  },
  export: {
    run: longForm('endurance/export.test.ts', { rounds: '1', size: '1000000' }),
    about:
      'ROUNDS of RUNS written as a table and as JSON lines from Postgres, for memory that grows with them ' +
      '(short form: test/endurance/export.test.ts, 20,000 runs)',
  },
  matrix: {
    run: matrix,
    about:
      'every subpath without its peers, and every line of Node and TypeScript and version of a package that is ' +
      'supported, by the packed package, written to docs/compatibility.md; or only PARTS of it: subpaths, packages, ' +
      'node, typescript (short form: the check of subpaths in .ci/run)',
  },
  screenshots: {
    run: screenshots,
    about:
      'each page of the Express example and of the dashboards, narrow and wide, light and dark, as files in FOLDER, ' +
      'for eyes to judge ' +
      '(short form: test/examples/express-browser.test.ts, which walks through them)',
  },
};

const [name = '', ...words] = process.argv.slice(2);
const chosen = Object.hasOwn(runs, name) ? runs[name] : undefined;
if (chosen === undefined) {
  console.log('npm run evidence -- NAME, where NAME is one of:\n');
  for (const [key, { about }] of Object.entries(runs)) console.log(`  ${key.padEnd(20)} ${about}`);
  process.exitCode = name === '' ? 0 : 2;
} else {
  process.exitCode = (await chosen.run(words)) ? 0 : 1;
}
