import { setTimeout as pause } from 'node:timers/promises';
import { expect, onTestFinished, test } from 'vitest';
import { memoryStorage } from '../../adapters/memory/index.js';
import { postgresStorage } from '../../adapters/postgres/index.js';
import { PromptForge } from '../../src/index.js';
import { seededRandom } from '../../src/testing/storage-contract/fixtures/seeded-random.js';
import { verdict } from '../fixtures/model-answers.js';
import { bytesPerRequest, type Sample } from '../hosts/load/growth.js';
import { send } from '../hosts/send.js';
import { buildProgram } from '../postgres-server/build-program.js';
import { type PostgresServer, startPostgresServer } from '../postgres-server/index.js';
import {
  answer,
  closed,
  cut,
  rateLimited,
  type ScriptedAnswer,
  type ScriptedRequest,
  serverError,
  stalled,
  startScriptedOpenai,
  truncated,
} from '../scripted-openai/index.js';
import { amount } from './amount.js';
import { openDatabaseFacts } from './database-facts.js';
import { type Query, reapEverything, runCounts, wrongWindows } from './ledger-checks.js';
import type { SoakLine, SoakTask } from './soak-server.js';
import { SoakTraffic, type ToldRun } from './soak-traffic.js';
import { startWorker } from './worker-process.js';

const seconds = amount('SIZE', 120);
const callers = 8;
/** In a short one caches fill and code is compiled to its end. */
const isLong = seconds >= 900;
/**
 * How many runs a restart of the database may leave to the reaper: those under way, those whose callers have
 * left, and some that are let in while it goes.
 */
const leftByRestart = 3 * callers;
/** Bytes a request may leave behind by the slope. In a short one, what fills is some thousand: it finds gross leaks alone. */
const heapBound = isLong ? 300 : 50_000;
const secret = 'a secret that the server and this test share';
const hourMs = 3_600_000;

test(`${seconds} seconds of mixed traffic, with faults of all kinds, leave the ledger exact and the memory flat`, {
  timeout: 300_000 + seconds * 2_000,
}, async () => {
  const postgres = await startPostgresServer({ durable: true });
  onTestFinished(() => postgres.stop());
  const { url: connectionString } = await postgres.createDatabase();
  const openai = await startUnsteadyOpenai();
  onTestFinished(() => openai.close().catch(() => {}));
  const server = await startServer({ connectionString, origin: new URL(openai.baseUrl).origin, secret });
  onTestFinished(() => server.kill());

  const traffic = new SoakTraffic(server.url, callers, await tokens());
  const faults = makeFaults(postgres, server.setClockAhead);
  const samples: Sample[] = [];
  const table: object[] = [];
  const steps = isLong ? 30 : 6;
  for (let step = 1; step <= steps; step += 1) {
    await Promise.all([pause((seconds * 1_000) / steps), faults.during((seconds * 1_000) / steps, step)]);
    const { heap, rss } = JSON.parse((await send(`${server.url}/trial/process`)).body);
    samples.push({ requests: traffic.requests, bytes: heap });
    const megabytes = (bytes: number) => Number((bytes / 1e6).toFixed(1));
    const { requests, runs } = traffic;
    table.push({
      minute: Number(((step * seconds) / steps / 60).toFixed(1)),
      requests,
      runs: runs.length,
      ...{
        'heap MB': megabytes(heap),
        'RSS MB': megabytes(rss),
        faults: faults.told(),
      },
    });
  }
  await traffic.stop();
  const uncaught = await server.stop();
  console.table(table);
  console.table(Object.fromEntries([...traffic.answers].sort()));

  const facts = await openDatabaseFacts(connectionString);
  onTestFinished(() => facts.close());
  // An hour later, so that nobody has to wait for holds to end.
  const later = postgresStorage({ connectionString, clock: { now: () => Date.now() + hourMs } });
  await reapEverything(facts.rows, () => later.ledger.reap({ limit: 100 }));
  await later.close();
  const { runs, reserved, abandoned } = await runCounts(facts.rows);
  const slope = bytesPerRequest(samples);
  console.log(
    `${traffic.requests} requests, ${runs} runs, of which ${abandoned} were left to the reaper; ` +
      `${Math.round(slope)} bytes of heap a request in the second half; faults: ${faults.all()}`,
  );
  expect(traffic.faults).toEqual([]);
  expect(uncaught).toEqual([]);
  expect(reserved).toBe(0);
  expect(abandoned).toBeLessThanOrEqual(leftByRestart * faults.restarts());
  expect(await wrongWindows(facts.rows)).toEqual([]);
  expect(await wronglyTold(facts.rows, traffic.runs)).toEqual([]);
  expect(traffic.runs.length).toBeGreaterThan(seconds);
  expect(openai.violations).toEqual([]);
  expect(slope).toBeLessThan(heapBound);
});

/** Tokens by user, issued anew before they expire or the clock of the server has jumped over them. */
async function tokens(): Promise<(user: number) => Promise<string>> {
  const issuer = new PromptForge({ storage: memoryStorage(), engine: 'rules', session: { secret } });
  onTestFinished(() => issuer.close());
  return async (user) =>
    (await issuer.sessions.issue({ userId: `user-${user}`, orgId: `org-${user % 5}`, role: 'member' })).accessToken;
}

/** A server that answers as OpenAI does, a little later, and in one of ten cases badly. */
function startUnsteadyOpenai() {
  const { integer, pick } = seededRandom(42);
  return startScriptedOpenai(
    async (request) => {
      await pause(5 + integer(30));
      const good = goodAnswer(request);
      const half = good.kind === 'stream' ? good.text.slice(0, Math.floor(good.text.length / 2)) : '';
      const bad: readonly [() => ScriptedAnswer, ...(() => ScriptedAnswer)[]] = [
        () => serverError(),
        () => serverError(503),
        () => rateLimited({ 'retry-after': '1' }),
        () => cut(half),
        () => closed(half),
        () => truncated(half),
        () => stalled(half),
      ];
      return integer(10) === 0 ? pick(bad)() : good;
    },
    { judged: false },
  );
}

function goodAnswer({ purpose, user, index }: ScriptedRequest): ScriptedAnswer {
  const material = JSON.parse(user.split('\n')[1] ?? '{}');
  const tokensUsed = { input: 200 + (index % 90), output: 40 + (index % 11) };
  const better = ' Say it in 150 words, for accountants who export invoices as CSV.';
  if (purpose === 'judge') return answer(verdict(String(material.prompt).includes(better) ? 4 : 2), tokensUsed);
  if (purpose === 'compare') {
    const isFirst = String(material.first).includes(better);
    return answer({ for_first: '', for_second: '', better: isFirst ? 'first' : 'second' }, tokensUsed);
  }
  return answer({ optimized_prompt: `${material.prompt}${better}`, changes: ['The length is told.'] }, tokensUsed);
}

async function startServer(task: SoakTask) {
  const program = await buildProgram('test/endurance/soak-server.ts');
  onTestFinished(() => program.remove());
  const lines: SoakLine[] = [];
  let listens = (_url: string) => {};
  const listening = new Promise<string>((resolve) => {
    listens = resolve;
  });
  const worker = startWorker(program.path, task, (text) => {
    const line: SoakLine = JSON.parse(text);
    if ('url' in line) listens(line.url);
    lines.push(line);
  });
  const ended = worker.ended.then((end) => {
    throw new Error(`the server ended with ${end}`);
  });
  ended.catch(() => {});
  return {
    url: await Promise.race([listening, ended]),
    setClockAhead: (ms: number) => worker.say(String(ms)),
    kill: () => worker.kill(),
    /** @returns what nobody has caught. */
    async stop(): Promise<readonly string[]> {
      worker.say('stop');
      await worker.ended;
      const last = lines.at(-1);
      if (last === undefined || !('uncaught' in last)) throw new Error('the server ended without a word');
      return last.uncaught;
    },
  };
}

/** Takes the database away, and sets the clock of the server forward and back, in turns. */
function makeFaults(postgres: PostgresServer, setClockAhead: (ms: number) => void) {
  const counts = new Map<string, number>();
  let latest = '';
  let restarts = 0;
  const note = (name: string) => {
    counts.set(name, (counts.get(name) ?? 0) + 1);
    latest = latest === '' ? name : `${latest}, ${name}`;
  };
  const restart = async (mode: 'fast' | 'immediate') => {
    await postgres.halt(mode);
    await pause(1_500);
    await postgres.resume();
    restarts += 1;
    note(`restart (${mode})`);
  };
  const jump = async (ms: number, forMs: number) => {
    setClockAhead(ms);
    await pause(forMs);
    setClockAhead(0);
    note(`clock ${ms > 0 ? '+' : ''}${ms / 1_000} s and back`);
  };
  return {
    async during(milliseconds: number, step: number): Promise<void> {
      await pause(milliseconds / 5);
      if (step % 3 === 1) await restart(step % 2 === 0 ? 'fast' : 'immediate');
      if (step % 3 === 2) await jump(90_000, milliseconds / 5);
      if (step % 3 === 0) await jump(-90_000, milliseconds / 5);
    },
    /** Those since it was last asked. */
    told(): string {
      const told = latest;
      latest = '';
      return told;
    },
    restarts: () => restarts,
    all: () => [...counts].map(([name, count]) => `${count} x ${name}`).join(', '),
  };
}

/** Runs whose charge somebody was told, and which the ledger does not know so. */
async function wronglyTold(query: Query, told: readonly ToldRun[]): Promise<readonly ToldRun[]> {
  const rows = await query(
    'select id, charged_calls::text as calls, charged_tokens::text as tokens, charged_cost::text as cost from promptforge.runs',
  );
  const known = new Map(rows.map((row) => [row.id, row]));
  return told.filter(({ runId, charge }) => {
    const row = known.get(runId);
    return (['calls', 'tokens', 'cost'] as const).some((meter) => Number(row?.[meter]) !== charge[meter]);
  });
}
