import { countTokens } from 'gpt-tokenizer/encoding/o200k_base';
import { expect, onTestFinished, test } from 'vitest';
import { memoryStorage } from '../../adapters/memory/index.js';
import type { RunBudget } from '../../src/domain/quota/run-budget.js';
import { noUsage, type Usage } from '../../src/domain/quota/usage.js';
import type { Run } from '../../src/domain/runs/run.js';
import { PromptForgeError } from '../../src/errors/promptforge-error.js';
import { openaiModel } from '../../src/model/openai-model.js';
import type { RunEvent } from '../../src/pipeline/run-event.js';
import type { GenerateRequest, GenerateResult, Model } from '../../src/ports/model.js';
import { PromptForge } from '../../src/promptforge.js';
import { seededRandom } from '../../src/testing/storage-contract/fixtures/seeded-random.js';
import { secret } from '../fixtures/forge-with-model.js';
import { rewrite, verdict } from '../fixtures/model-answers.js';
import { planWith } from '../fixtures/plan-with.js';
import {
  badRequest,
  hanging,
  type LedgerEntry,
  rateLimited,
  type ScriptedAnswer,
  type ScriptedOpenai,
  type ScriptedRequest,
  type ScriptedTokens,
  serverError,
  startScriptedOpenai,
  wrongKey,
} from '../scripted-openai/index.js';
import { amount } from './amount.js';
import { inputOf, relative, written } from './provider-books.js';

const rounds = amount('ROUNDS', 1);
const size = amount('SIZE', 150);
/** Runs at a time, each of which asks up to three questions at a time. */
const callers = 16;
/** Whole micro-dollars a token, so that no price is rounded. */
const prices = { input: 2_000_000, cachedInput: 1_000_000, cacheWriteInput: 3_000_000, output: 8_000_000 };

const troubles = ['none', 'weather', 'storm', 'aborted', 'aborted in weather'] as const;
const limits = ['none', 'calls', 'tokens', 'cost', 'time'] as const;

/** A run that is about to be made. */
interface Scenario {
  readonly id: number;
  readonly operation: 'score' | 'optimize';
  readonly trouble: (typeof troubles)[number];
  readonly limit: (typeof limits)[number];
  readonly budget: Partial<RunBudget>;
  /** The caller gives up so many milliseconds after so many events of the run. */
  readonly stop: { readonly events: number; readonly ms: number };
  readonly usageSent: 'always' | 'never' | 'mostly';
  readonly goodness: 0 | 1 | 2 | 3 | 4;
  /** Which of the forges. */
  readonly host: number;
}

/** One question, as the pipeline was answered it. */
interface Call {
  readonly user: string;
  received: string;
  settledAt: number;
  result: GenerateResult<unknown> | null;
}

/** What came of a run. */
interface Told {
  readonly scenario: Scenario;
  /** Null when it was turned away before anything was reserved. */
  readonly run: Run | null;
  readonly code: string;
  readonly calls: readonly Call[];
}

test('each run is charged what the provider has billed for its requests', {
  timeout: 3_600_000,
}, async () => {
  const table = new Map<string, Row>();
  const faults: string[] = [];
  for (let round = 0; round < rounds; round += 1) {
    const scenarios = makeUp(round + 1, size);
    const asked = new Map<number, number>();
    const server = await startScriptedOpenai((request) => answerOf(request, scenarios, asked), { judged: false });
    onTestFinished(() => server.close());
    const forges = await Promise.all(hosts.map((host) => forgeAt(host, server)));
    const told: Told[] = [];
    const next = scenarios[Symbol.iterator]();
    await Promise.all(
      Array.from({ length: callers }, async () => {
        for (const scenario of next) told.push(await play(scenario, forges));
      }),
    );
    const requests = grouped(server.requests, idOf);
    const ledger = grouped(server.ledger, ({ request }) => idOf(request));
    for (const one of told) {
      try {
        audit(one, requests.get(one.scenario.id) ?? [], ledger.get(one.scenario.id) ?? [], table);
      } catch (error) {
        faults.push(String(error));
      }
    }
    await Promise.all(forges.map(({ forge }) => forge.close()));
    await server.close();
  }
  console.table(Object.fromEntries([...table].sort().map(([kind, row]) => [kind, shown(row)])));
  expect(faults).toEqual([]);
  const sum = (count: (row: Row) => number) => [...table.values()].reduce((all, row) => all + count(row), 0);
  const runs = size * rounds;
  expect(sum((row) => row.runs)).toBe(runs);
  // Each way of being charged was met often enough to mean something.
  expect(sum((row) => row.exact)).toBeGreaterThan(runs * 0.2);
  expect(sum((row) => row.estimated)).toBeGreaterThan(runs * 0.2);
  expect(sum((row) => row.free)).toBeGreaterThan(0);
});

const hosts = [
  { api: 'responses', isOpenai: true },
  { api: 'chat', isOpenai: true },
  { api: 'responses', isOpenai: false },
  { api: 'chat', isOpenai: false },
] as const;

type Forge = Awaited<ReturnType<typeof forgeAt>>;

/** A forge as a host has it, but for short waits, and a model of which somebody takes notes. */
async function forgeAt({ api, isOpenai }: (typeof hosts)[number], server: ScriptedOpenai) {
  const calls = new Map<number, Call[]>();
  const model = openaiModel({
    ...(isOpenai ? { apiKey: 'sk-test', fetch: server.fetch } : { baseUrl: server.baseUrl }),
    model: 'gpt-6-luna',
    api,
    prices,
    maxConcurrency: 12,
    maxQueue: 4,
    circuitBreaker: { failures: 12, coolDownMs: 10, longestCoolDownMs: 20 },
    clock: { now: () => Date.now(), sleep: async () => {} },
  });
  const forge = new PromptForge({
    storage: memoryStorage(),
    model: noted(model, calls),
    session: { secret },
    plans: [planWith({ 'user-calls-month': 1_000_000_000 }, { id: 'free' })],
    loop: { maxSteps: 1, composed: false, maxSamples: 3, maxConfirmations: 1 },
    onError: (error) => {
      throw error;
    },
  });
  const { accessToken: token } = await forge.sessions.issue({ userId: 'ada', orgId: 'acme' });
  return { forge, token, calls };
}

function noted(model: Model, calls: Map<number, Call[]>): Model {
  return {
    ...model,
    generate: async <T>(request: GenerateRequest<T>) => {
      const call: Call = { user: request.user, received: '', settledAt: 0, result: null };
      const id = idOf(request);
      calls.set(id, [...(calls.get(id) ?? []), call]);
      const onDelta = (text: string) => {
        call.received += text;
        request.onDelta(text);
      };
      const result = await model.generate({ ...request, onDelta });
      call.result = result;
      call.settledAt = performance.now();
      return result;
    },
  };
}

function makeUp(seed: number, count: number): readonly Scenario[] {
  const { integer, pick } = chance(seed * 7_919);
  return Array.from({ length: count }, (_, id): Scenario => {
    const limit = pick<Scenario['limit']>(['none', 'none', 'none', 'none', 'none', 'none', ...limits]);
    return {
      id,
      operation: integer(100) < 12 ? 'optimize' : 'score',
      trouble: pick(troubles),
      limit,
      budget: budgetOf(limit, integer),
      stop: { events: 3 + integer(pick([2, 12, 60, 200])), ms: integer(2) * integer(30) },
      usageSent: pick(['always', 'always', 'always', 'never', 'mostly']),
      goodness: pick([0, 1, 2, 3, 4]),
      host: integer(hosts.length),
    };
  });
}

/** Small numbers that follow each other without a pattern. */
function chance(seed: number) {
  const random = seededRandom(seed);
  random.integer(1);
  const integer = (below: number) => random.integer(1_000_003) % below;
  const pick = <Value>(values: readonly [Value, ...Value[]]): Value => values[integer(values.length)] ?? values[0];
  return { integer, pick };
}

function budgetOf(limit: Scenario['limit'], integer: (below: number) => number): Partial<RunBudget> {
  switch (limit) {
    case 'calls':
      return { calls: 1 + integer(9) };
    case 'tokens':
      return { tokens: 4_000 + integer(60_000) };
    case 'cost':
      return { costMicros: 30_000 + integer(400_000) };
    case 'time':
      return { timeMs: 1 + integer(1_000) };
    case 'none':
      return {};
  }
}

/** Whose question it is: the first prompt, and each that is made of it, names its run. */
function idOf({ user }: { readonly user: string }): number {
  return Number(/ticket (\d+)/.exec(user)?.[1] ?? -1);
}

/** Requests that failed before anything was written: they are free, also for who gives up before the next one. */
const failedAtOnce = new WeakSet<ScriptedRequest>();

async function answerOf(
  request: ScriptedRequest,
  scenarios: readonly Scenario[],
  asked: Map<number, number>,
): Promise<ScriptedAnswer> {
  const scenario = scenarios[idOf(request)];
  if (scenario === undefined) throw new Error('A question of no run.');
  const { id, trouble } = scenario;
  const nth = asked.get(id) ?? 0;
  asked.set(id, nth + 1);
  const { integer, pick } = chance(1 + id * 101 + nth);
  const share = { none: 0, aborted: 0, weather: 15, 'aborted in weather': 15, storm: 45 }[trouble];
  // Only who gives up gets nowhere with a server that says nothing.
  const isImpatient = scenario.limit === 'time' || trouble === 'aborted in weather';
  const fault = integer(100) < share ? pick<Fault>(isImpatient ? [...mishaps, ...silences] : mishaps) : 'none';
  if (fault === 'gave up at once') failedAtOnce.add(request);
  const isSent = scenario.usageSent === 'always' || (scenario.usageSent === 'mostly' && integer(4) > 0);
  const thinkMs = pick([0, 0, integer(8)]);
  if (thinkMs > 0) await new Promise((resolve) => setTimeout(resolve, thinkMs));
  if (fault === 'busy') return rateLimited({ 'retry-after-ms': '1' });
  if (fault === 'down') return serverError(503);
  if (fault === 'rejected') return id % 2 === 0 ? wrongKey() : badRequest('model');
  if (fault === 'hanging') return hanging();
  const text = fault === 'no JSON' ? 'I would rather talk about the weather.' : contentOf(request, scenario, nth);
  const pauseMs = pick([0, 0, 0, 1]);
  return {
    kind: 'stream',
    text: fault === 'refused' || fault === 'gave up at once' ? '' : text,
    refusal: fault === 'refused' ? 'I cannot help with that.' : '',
    tokens: isSent ? billed(request, text, integer) : null,
    end: endOf(fault),
    pauseMs: () => pauseMs,
  };
}

const mishaps = [
  'busy',
  'down',
  'rejected',
  'no JSON',
  'refused',
  'length',
  'filtered',
  'cut',
  'closed',
  'gave up',
  'gave up at once',
] as const;

const silences = ['hanging', 'silent', 'silent'] as const;
type Fault = (typeof mishaps)[number] | (typeof silences)[number] | 'none';

function endOf(fault: Fault) {
  switch (fault) {
    case 'length':
    case 'filtered':
    case 'cut':
    case 'closed':
      return fault;
    case 'silent':
      return 'stalled';
    case 'gave up':
    case 'gave up at once':
      return { failed: 'server_error' };
    default:
      return 'complete';
  }
}

function contentOf({ purpose }: ScriptedRequest, { id, goodness }: Scenario, nth: number): string {
  if (purpose === 'compare') return JSON.stringify({ for_first: 'Short.', for_second: 'Clear.', better: 'second' });
  if (purpose === 'judge')
    return JSON.stringify(verdict(((goodness + (nth % 3 === 0 ? 1 : 0)) % 5) as typeof goodness));
  return JSON.stringify(
    rewrite(
      `Write a release note of 150 words on ticket ${id} for accountants: what the CSV export does, and how to start it.`,
    ),
  );
}

/** What the server bills: it counts by itself, and thinks. */
function billed(request: ScriptedRequest, text: string, integer: (below: number) => number): ScriptedTokens {
  const input = inputOf(request);
  const reasoning = integer(2) * integer(600);
  const cached = integer(2) * integer(input);
  return { input, output: countTokens(text) + reasoning, reasoning, cached, cacheWrite: integer(1 + input - cached) };
}

async function play(scenario: Scenario, forges: readonly Forge[]): Promise<Told> {
  const { forge, token, calls } = forges[scenario.host] as Forge;
  const controller = new AbortController();
  let runId = '';
  let heard = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const onEvent = (event: RunEvent) => {
    if (event.type === 'quota.reserved') runId = event.runId;
    heard += 1;
    if (heard === scenario.stop.events && scenario.trouble.startsWith('aborted')) {
      timer = setTimeout(() => controller.abort(), scenario.stop.ms);
    }
  };
  const request = {
    token,
    prompt: `Write a release note on ticket ${scenario.id} about our billing export, for accountants.`,
    sevenD: { domain: 'saas', output_format: 'md' },
    budget: scenario.budget,
    signal: controller.signal,
    onEvent,
  } as const;
  let code = 'succeeded';
  try {
    await forge[scenario.operation](request);
  } catch (error) {
    if (!PromptForgeError.is(error)) throw error;
    code = error.code;
  }
  clearTimeout(timer);
  const run = runId === '' ? null : await forge.runs.get({ token, runId });
  return { scenario, run, code, calls: calls.get(scenario.id) ?? [] };
}

/** Runs, and the greatest differences of those that were estimated. */
interface Row {
  runs: number;
  /** Turned away before anything was reserved. */
  turnedAway: number;
  free: number;
  exact: number;
  estimated: number;
  requests: number;
  /** Tokens charged and tokens the server had produced when the run was charged, as a share. */
  difference: number;
  /** Tokens that had been produced and were not charged. */
  unread: number;
  /** Tokens that were charged and had not been produced. */
  over: number;
  /** Requests that were charged and that the server never saw: they were stopped on their way. */
  unseen: number;
}

type Sum = { -readonly [Part in keyof Usage]: Usage[Part] };

/** Tokens at the seams of a text that was cut between two pieces. */
const seam = 2;

function audit(
  { scenario, run, code, calls }: Told,
  requests: readonly ScriptedRequest[],
  ledger: readonly LedgerEntry[],
  table: Map<string, Row>,
): void {
  const place = JSON.stringify({ scenario, code, usage: run?.usage, calls: calls.map(({ result }) => result) });
  const row = rowOf(table, `${scenario.operation} | ${scenario.trouble}`);
  row.runs += 1;
  row.requests += requests.length;
  if (run === null) {
    row.turnedAway += 1;
    expect(['budget_insufficient', 'run_canceled'], place).toContain(code);
    expect(requests, place).toEqual([]);
    return;
  }
  const { usage, charge } = run;
  // What is held for a run without a budget reaches for all of it.
  if (scenario.limit === 'none') expect(code, place).not.toBe('budget_insufficient');
  expect(run.status, place).toBe(code === 'succeeded' ? code : code === 'run_canceled' ? 'canceled' : 'failed');
  expect(charge, place).toEqual({
    calls: code === 'succeeded' || usage.modelCalls > 0 ? 1 : 0,
    tokens: usage.inputTokens + usage.outputTokens,
    cost: usage.costMicros,
  });

  // By the books of the server; by what came of a call only where nobody else can know.
  const booked: Sum = { ...noUsage };
  let least = 0;
  let unseen = 0;
  for (const call of calls) {
    // There was no room for it, and it was made later.
    if (calls.findLast(({ user }) => user === call.user) !== call) continue;
    const entries = ledger.filter(({ request }) => request.user === call.user);
    const seen = requests.filter((request) => request.user === call.user);
    const { result } = call;
    if (result === null) throw new Error(`A call was never answered: ${place}`);
    const isStopped =
      result.outcome === 'failed' && (result.code === 'run_canceled' || result.code === 'model_timeout');
    // Only what was free is asked again.
    for (const entry of entries.slice(0, -1)) expect(written(entry), place).toBe('');
    const last = entries.at(-1);
    const produced = {
      input: last === undefined ? 0 : inputOf(last.request),
      text: countTokens(written(last, call.settledAt)),
    };
    // An answer that was there in full when time was over is one, with its usage perhaps still on its way.
    const isLate = result.latencyMs > (scenario.budget.timeMs ?? Number.POSITIVE_INFINITY);
    if (last?.usage && (!(isStopped || isLate) || !result.usage.estimated)) {
      add(booked, last.usage.tokens);
      least += last.usage.tokens.input + last.usage.tokens.output;
      continue;
    }
    // What failed before it wrote anything is free, and so is what was rejected.
    const isFree = last === undefined ? !isStopped : hasGivenUp(result) && produced.text === 0;
    if (isFree || result.usage.modelCalls === 0) {
      expect(result.usage.modelCalls, place).toBe(0);
      if (isStopped) expect(last === undefined || failedAtOnce.has(last.request), place).toBe(true);
      continue;
    }
    if (seen.length === 0) unseen += 1;
    const [asked] = seen.slice(-1);
    // Stopped on its way: nobody else knows of it.
    const input = asked === undefined ? result.usage.inputTokens : inputOf(asked);
    add(booked, { input, output: produced.text });
    booked.estimated = true;
    least += input * 0.95 + Math.max(0, countTokens(call.received) - seam);
  }

  expect(usage.modelCalls, place).toBe(booked.modelCalls);
  expect(usage.estimated, place).toBe(booked.estimated);
  row.unseen += unseen;
  if (usage.modelCalls === 0) row.free += 1;
  else if (usage.estimated) row.estimated += 1;
  else row.exact += 1;
  if (!booked.estimated) {
    expect(usage, place).toEqual(booked);
    expect(usage.inputTokens + usage.outputTokens, place).toBe(least);
  } else {
    const charged = usage.inputTokens + usage.outputTokens;
    const produced = booked.inputTokens + booked.outputTokens;
    expect(charged, place).toBeGreaterThanOrEqual(least);
    expect(relative(charged, produced), place).toBeLessThanOrEqual(0.05);
    expect(relative(usage.costMicros ?? -1, booked.costMicros ?? 0), place).toBeLessThanOrEqual(0.05);
    row.difference = Math.max(row.difference, relative(charged, produced));
    row.unread = Math.max(row.unread, produced - charged);
    row.over = Math.max(row.over, charged - produced);
  }
  holdsBudget(scenario.budget, usage, place);
}

/** A budget is hard, whatever happens. */
function holdsBudget({ calls, tokens, costMicros }: Partial<RunBudget>, usage: Usage, place: string): void {
  expect(usage.modelCalls, place).toBeLessThanOrEqual(calls ?? Number.POSITIVE_INFINITY);
  expect(usage.inputTokens + usage.outputTokens, place).toBeLessThanOrEqual(tokens ?? Number.POSITIVE_INFINITY);
  expect(usage.costMicros, place).toBeLessThanOrEqual(costMicros ?? Number.POSITIVE_INFINITY);
}

/** The provider said itself that it gave up. */
function hasGivenUp(result: GenerateResult<unknown>): boolean {
  return result.outcome === 'failed' && result.code === 'model_unavailable';
}

function add(sum: Sum, { input, output, cached = 0, cacheWrite = 0, reasoning = 0 }: ScriptedTokens): void {
  sum.modelCalls += 1;
  sum.inputTokens += input;
  sum.outputTokens += output;
  sum.cachedInputTokens += cached;
  sum.cacheWriteInputTokens += cacheWrite;
  sum.reasoningTokens += reasoning;
  sum.costMicros = (sum.costMicros ?? 0) + (input - cached - cacheWrite) * 2 + cached + cacheWrite * 3 + output * 8;
}

function rowOf(table: Map<string, Row>, kind: string): Row {
  const row = table.get(kind) ?? {
    runs: 0,
    turnedAway: 0,
    free: 0,
    exact: 0,
    estimated: 0,
    requests: 0,
    difference: 0,
    unread: 0,
    over: 0,
    unseen: 0,
  };
  table.set(kind, row);
  return row;
}

function shown({ difference, ...row }: Row) {
  return { ...row, difference: `${(difference * 100).toFixed(2)} %` };
}

function grouped<Value>(values: readonly Value[], by: (value: Value) => number): Map<number, Value[]> {
  const groups = new Map<number, Value[]>();
  for (const value of values) {
    const group = groups.get(by(value));
    if (group === undefined) groups.set(by(value), [value]);
    else group.push(value);
  }
  return groups;
}
