import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import { seededRandom } from '../../src/testing/storage-contract/fixtures/seeded-random.js';
import { type BuiltProgram, buildProgram } from '../postgres-server/build-program.js';
import type { ScriptedRequest } from '../scripted-openai/index.js';
import { amount } from './amount.js';
import {
  type CountingOpenai,
  original,
  questionOf,
  requestsAnsweredIn,
  startCountingOpenai,
} from './counting-openai.js';
import { type DurablePlace, durablePlaces, durablePostgres } from './durable-places.js';
import type { Query } from './ledger-checks.js';
import type { Optimized, OptimizingTask } from './optimizing-worker.js';
import { startWorker, type WorkerProcess } from './worker-process.js';

const kills = amount('ROUNDS', 3);
/** Each kill takes several processes, which may take their time to begin. */
const timeout = 600_000 + kills * 240_000;
/** Longer than a process may be silent before it is taken for dead. */
const silenceMs = 21_000;
/** Written side by side in each step. */
const candidates = 2;

let program: BuiltProgram;

beforeAll(async () => {
  program = await buildProgram('test/endurance/optimizing-worker.ts');
});

afterAll(() => program.remove());

interface Started extends WorkerProcess {
  /** Resolves when it waits to begin. */
  readonly ready: Promise<unknown>;
  /** What it said in the end; null when it was killed before. */
  readonly said: Promise<Optimized | null>;
}

function start(task: OptimizingTask): Started {
  let said: Optimized | null = null;
  let isReady = () => {};
  const ready = new Promise<void>((resolve) => {
    isReady = resolve;
  });
  const worker = startWorker(program.path, task, (line) => {
    if (line === 'ready') isReady();
    else if (line.endsWith('}')) said = JSON.parse(line);
  });
  onTestFinished(() => worker.kill());
  return { ...worker, ready: Promise.race([ready, worker.ended]), said: worker.ended.then(() => said) };
}

/** Has a process work until it is done. */
async function work(task: OptimizingTask): Promise<Optimized> {
  const worker = start(task);
  await worker.ready;
  worker.begin();
  const said = await worker.said;
  if (said === null) throw new Error('a worker ended without a word');
  return said;
}

interface Moment {
  /** Requests that it has sent. */
  readonly asked: number;
  /** And some time after that. */
  readonly milliseconds: number;
}

async function workUntilKilled(
  task: OptimizingTask,
  openai: CountingOpenai,
  moment: Moment,
): Promise<Optimized | null> {
  const from = openai.requests.length;
  const worker = start(task);
  await worker.ready;
  worker.begin();
  await Promise.race([openai.untilAsked(from + moment.asked), worker.ended]);
  await pause(moment.milliseconds);
  worker.kill();
  return worker.said;
}

/** What the ledger knows of the run of an organization. */
interface Known {
  readonly status: string | null;
  readonly tokens: number;
  readonly inFlight: number;
  readonly isUnderWay: boolean;
  readonly isEstimated: boolean;
  /** Requests whose answers it remembers. */
  readonly remembered: readonly number[];
}

const nothingKnown: Known = {
  status: null,
  tokens: 0,
  inFlight: 0,
  isUnderWay: false,
  isEstimated: false,
  remembered: [],
};

async function knownOf(query: Query, orgId: string): Promise<Known> {
  const rows = await query(`
    select r.status, (r.input_tokens + r.output_tokens)::text as tokens, r.estimated,
           r.in_flight is not null as "isUnderWay", coalesce(r.in_flight ->> 'tokens', '0') as "inFlight",
           coalesce(r.answers::text, '') as answers
      from promptforge.runs as r
     where r.org_id = '${orgId}'`);
  expect(rows.length).toBeLessThanOrEqual(1);
  const [row = {}] = rows;
  return {
    status: row.status === undefined ? null : String(row.status),
    tokens: Number(row.tokens ?? 0),
    inFlight: Number(row.inFlight ?? 0),
    isUnderWay: row.isUnderWay === true,
    isEstimated: row.estimated === true,
    remembered: requestsAnsweredIn(String(row.answers ?? '')),
  };
}

/** How often each question was asked from a request on. */
function asked(openai: CountingOpenai, from: number): Map<string, number> {
  return counted(openai.requests.slice(from).map(questionOf));
}

function counted(names: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1);
  return counts;
}

/** What is left of a whole run when some of its questions are answered. */
function without(whole: Map<string, number>, answered: Map<string, number>): Map<string, number> {
  const left = [...whole].map(([name, count]) => [name, count - (answered.get(name) ?? 0)] as const);
  return new Map(left.filter(([, count]) => count !== 0));
}

/** A whole run that nobody disturbs: what it asks and what comes of it. */
async function undisturbed(task: OptimizingTask, openai: CountingOpenai) {
  const from = openai.requests.length;
  const said = await work(task);
  if (!('result' in said)) throw new Error(`nobody disturbed it, and it said ${said.code}`);
  return { questions: asked(openai, from), outcome: outcomeOf(said) };
}

/** All of a result that does not tell when it came, who asked, and what it cost. */
function outcomeOf({ result }: Extract<Optimized, { readonly result: unknown }>) {
  const { prompt } = result.optimized;
  const { improved, gate, stopReason, original: before, optimized } = result;
  return { prompt, improved, gate, stopReason, scores: [before.score, optimized.score], sampling: optimized.sampling };
}

/** What is charged in the windows of an organization, by meter; those of a user alone. */
async function chargedIn(query: Query, orgId: string): Promise<readonly unknown[]> {
  return query(`
    select distinct w.meter, w.used::integer as used
      from promptforge.quota_windows as w
     where w.org_id = '${orgId}'`);
}

async function setUp<Place extends DurablePlace>(makePlace: () => Promise<Place>) {
  const place = await makePlace();
  const random = seededRandom(20_261_130);
  const openai = await startCountingOpenai(() => random.integer(12));
  onTestFinished(() => openai.close());
  const taskFor = (orgId: string, more: Partial<OptimizingTask> = {}): OptimizingTask => ({
    place: place.task,
    aheadMs: 0,
    origin: openai.origin,
    orgId,
    prompt: original,
    key: 'key-1',
    candidates,
    ...more,
  });
  const whole = await undisturbed(taskFor('undisturbed'), openai);
  return { place, random, openai, taskFor, whole };
}

test.for(Object.entries(durablePlaces))('a run whose process is killed at any moment is finished by the next, on %s', {
  timeout,
}, async ([name, makePlace]) => {
  const { place, random, openai, taskFor, whole } = await setUp(makePlace);
  const callsOfRun = [...whole.questions.values()].reduce((sum, count) => sum + count, 0);
  expect(callsOfRun).toBeGreaterThan(8);
  const table: Record<string, string | number | boolean>[] = [];
  for (let kill = 1; kill <= kills; kill += 1) {
    const orgId = `org-${kill}`;
    const from = openai.requests.length;
    // Every third loses its second process as well.
    const deaths = kill % 3 === 0 ? 2 : 1;
    let left = nothingKnown;
    for (let death = 0; death < deaths; death += 1) {
      const toAsk = callsOfRun - left.remembered.length;
      const moment = { asked: random.integer(toAsk + 1), milliseconds: random.integer(15) };
      await workUntilKilled(taskFor(orgId, { aheadMs: death * silenceMs }), openai, moment);
      await place.afterDeath(async (_storage, query) => {
        left = await knownOf(query, orgId);
      });
    }
    const before = openai.requests.length;
    // Whatever has come to the server is in the ledger, or held as under way.
    const billedBefore = await openai.billed(from);
    expect(left.tokens + left.inFlight, `kill ${kill}`).toBeGreaterThanOrEqual(billedBefore.tokens);

    const said = await work(taskFor(orgId, { aheadMs: deaths * silenceMs }));
    if (!('result' in said)) throw new Error(`kill ${kill}: the next process said ${said.code}`);
    const { result } = said;
    expect(outcomeOf(said)).toEqual(whole.outcome);
    // What was answered is not asked again, and all else is asked once more.
    const hasEnded = left.status === 'succeeded';
    expect(result.replayed).toBe(hasEnded);
    const answered = counted(left.remembered.map((index) => questionOf(requestAt(openai, index))));
    expect(asked(openai, before)).toEqual(hasEnded ? new Map() : without(whole.questions, answered));
    // The bill: what was known, the worst of what was under way, and what the last process has asked.
    const billedAfter = (await openai.billed(before)).tokens;
    const total = result.usage.inputTokens + result.usage.outputTokens;
    expect(total).toBe(left.tokens + left.inFlight + billedAfter);
    expect(total).toBeGreaterThanOrEqual(billedBefore.tokens + billedAfter);
    expect(result.usage.estimated).toBe(left.isEstimated || left.isUnderWay);
    if (!result.usage.estimated) expect(total).toBe(billedBefore.tokens + billedAfter);
    await place.afterDeath(async (_storage, query) => {
      expect(await knownOf(query, orgId)).toMatchObject({ status: 'succeeded', tokens: total, isUnderWay: false });
      expect(await chargedIn(query, orgId)).toEqual([{ meter: 'calls', used: 1 }]);
    });
    table.push({
      kill,
      deaths,
      'asked before': before - from,
      remembered: left.remembered.length,
      'under way': left.isUnderWay,
      'asked after': openai.requests.length - before,
      'of a whole run': callsOfRun,
      billed: billedBefore.tokens + billedAfter,
      'charged above': total - billedBefore.tokens - billedAfter,
      outcome: hasEnded ? 'replayed' : left.status === null ? 'begun anew' : 'taken over',
    });
  }
  console.log(name);
  console.table(table);
  // Otherwise nobody was killed in the middle of anything.
  expect(table.some(({ outcome, remembered }) => outcome === 'taken over' && remembered !== 0)).toBe(true);
  expect(table.some((row) => row['under way'])).toBe(true);
});

/** A run on Postgres, and what it knows of it when its process has asked so much and is stopped by `stop`. */
async function leftAfter(count: number, stop: (worker: Started, openai: CountingOpenai) => void) {
  const { place, openai, taskFor, whole } = await setUp(durablePostgres);
  const from = openai.requests.length;
  const first = start(taskFor('org'));
  await first.ready;
  first.begin();
  await openai.untilAsked(from + count);
  stop(first, openai);
  const sender = requestAt(openai, from).headers.authorization;
  const isOfFirst = ({ headers }: ScriptedRequest) => headers.authorization === sender;
  const toAsk = (left: Known) =>
    without(whole.questions, counted(left.remembered.map((index) => questionOf(requestAt(openai, index)))));
  return { first, isOfFirst, openai, whole, place, toAsk, next: taskFor('org', { aheadMs: silenceMs }) };
}

test('of two who would go on with a run at once one does', { timeout }, async () => {
  const { first, openai, whole, place, toAsk, next } = await leftAfter(6, (worker) => worker.kill());
  await first.ended;
  let left = nothingKnown;
  await place.afterDeath(async (_storage, query) => {
    left = await knownOf(query, 'org');
  });
  const before = openai.requests.length;
  const both = [start(next), start(next)];
  for (const { ready } of both) await ready;
  for (const worker of both) worker.begin();
  const [winner, ...others] = (await Promise.all(both.map(({ said }) => said))).toSorted(
    (a, b) => Number(isWinner(b)) - Number(isWinner(a)),
  );
  if (!isWinner(winner)) throw new Error('nobody has gone on with it');
  expect(outcomeOf(winner)).toEqual(whole.outcome);
  // The other one is told to wait, or is answered what the first has come to.
  for (const other of others) {
    expect(other).toEqual(
      other !== null && 'result' in other
        ? { result: expect.objectContaining({ replayed: true, runId: winner.result.runId }) }
        : { code: 'idempotency_in_progress', retryAfterMs: expect.any(Number) },
    );
  }
  expect(asked(openai, before)).toEqual(toAsk(left));
});

function isWinner(said: Optimized | null | undefined): said is Extract<Optimized, { readonly result: unknown }> {
  return said !== null && said !== undefined && 'result' in said && !said.result.replayed;
}

test.for([
  'is still at work',
  'has finished',
])('a process that stalls spends nothing more and ends nothing when it wakes up while the next one %s', {
  timeout,
}, async (moment) => {
  let release = () => {};
  const { first, isOfFirst, openai, whole, place, toAsk, next } = await leftAfter(6, (worker, server) => {
    // What is asked from now on waits for its answer, and so does what the first one has just asked.
    release = server.hold();
    worker.halt();
  });
  const second = start(next);
  await second.ready;
  const before = openai.requests.length;
  second.begin();
  await openai.untilAsked(before + 1);
  // As it was when it was taken over: nothing has been answered since.
  const left = await knownOf(place.query, 'org');
  if (moment === 'is still at work') first.wake();
  release();
  if (moment === 'has finished') {
    await second.said;
    first.wake();
  }
  const [slow, said] = [await first.said, await second.said];
  expect(slow).toMatchObject({ code: 'run_abandoned' });
  if (!isWinner(said)) throw new Error('the next one has not finished it');
  expect(outcomeOf(said)).toEqual(whole.outcome);
  const late = openai.requests.slice(before).filter(isOfFirst);
  const ofSecond = openai.requests.slice(before).filter((request) => !isOfFirst(request));
  expect(counted(ofSecond.map(questionOf))).toEqual(toAsk(left));
  // It may have been stopped between the ledger's word and the sending of a call beside another, which is held.
  expect(late.length).toBeLessThan(candidates);
  if (late.length !== 0) expect(left.isUnderWay).toBe(true);
  const total = said.result.usage.inputTokens + said.result.usage.outputTokens;
  expect(total).toBe(left.tokens + (await openai.billed(before, (request) => !isOfFirst(request))).tokens);
  expect(await knownOf(place.query, 'org')).toMatchObject({ status: 'succeeded', tokens: total });
});

function requestAt(openai: CountingOpenai, index: number) {
  const request = openai.requests[index];
  if (request === undefined) throw new Error(`there is no request ${index}`);
  return request;
}
