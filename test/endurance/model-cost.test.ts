import { countTokens } from 'gpt-tokenizer/encoding/o200k_base';
import { expect, onTestFinished, test } from 'vitest';
import { z } from 'zod';
import { openaiModel } from '../../src/model/openai-model.js';
import type { OpenaiModelOptions } from '../../src/model/openai-options.js';
import type { GenerateRequest, GenerateResult } from '../../src/ports/model.js';
import { seededRandom } from '../../src/testing/storage-contract/fixtures/seeded-random.js';
import {
  badRequest,
  type LedgerEntry,
  rateLimited,
  type ScriptedAnswer,
  type ScriptedRequest,
  type ScriptedTokens,
  serverError,
  startScriptedOpenai,
  wrongKey,
} from '../scripted-openai/index.js';
import { amount } from './amount.js';
import { inputOf, relative, written } from './provider-books.js';

const seeds = amount('ROUNDS', 1);
const runs = amount('SIZE', 300);
/** Calls at a time: as many as a model lets through by default. */
const callers = 16;

const schema = z.object({ text: z.string() });
const words = [
  ...'the a of prompt that should mention every invoice before Monday, and nothing else; customer_id = 42 {"a": [1, 2]}'.split(
    ' ',
  ),
  ...'Übermäßige Größen weiß naïve façade приложение счёт данные 请确认 发票 日本語の文章 कृपया مرحبا 👩‍👩‍👧 → ∑ \n\n - # ```ts'.split(
    ' ',
  ),
];

const endings = [
  'complete',
  'length',
  'filtered',
  'refused',
  'cut',
  'closed',
  'gave up',
  'silent',
  'aborted',
  'out of time',
  'rejected',
  'unreachable',
] as const;
type Ending = (typeof endings)[number];

interface Scenario {
  readonly id: number;
  readonly ending: Ending;
  readonly api: 'responses' | 'chat';
  readonly host: 'OpenAI' | 'another server';
  readonly form: 'schema' | 'text';
  readonly system: string;
  readonly user: string;
  readonly text: string;
  readonly usageSent: boolean;
  readonly reasoning: number;
  readonly cachedShare: number;
  readonly writtenShare: number;
  /** Rejections before the answer. */
  readonly before: readonly ScriptedAnswer[];
  readonly thinkMs: number;
  readonly pauseMs: readonly [number, number];
  /** After which the caller or the clock ends it. */
  readonly stopMs: number;
}

/** What came of a scenario, as the caller saw it. */
interface Told {
  readonly scenario: Scenario;
  readonly result: GenerateResult<unknown>;
  readonly received: string;
  /** The call was not stopped before, by `performance.now()`. */
  readonly stoppedAt: number;
  readonly settledAt: number;
}

test('each call is charged what the server has in its own books', { timeout: 180_000 + runs * 200 }, async () => {
  const table = new Map<string, Row>();
  const faults: string[] = [];
  for (let seed = 1; seed <= seeds; seed += 1) {
    const scenarios = makeUp(seed, runs);
    const asked = new Map<number, number>();
    const server = await startScriptedOpenai((request) => answerOf(request, scenarios, asked), { judged: false });
    onTestFinished(() => server.close().catch(() => {}));
    const told: Told[] = [];
    const next = scenarios[Symbol.iterator]();
    await Promise.all(
      Array.from({ length: callers }, async () => {
        for (const scenario of next) told.push(await play(scenario, server));
      }),
    );
    const books = booksOf(server.ledger);
    for (const one of told) {
      try {
        audit(one, books.get(one.scenario.id) ?? [], table);
      } catch (error) {
        faults.push(String(error));
      }
    }
    await server.close();
  }
  console.table(Object.fromEntries([...table].sort().map(([kind, row]) => [kind, shown(row)])));
  expect(faults).toEqual([]);
  // Each kind of ending was met, in both ways of being charged where there are two.
  expect(new Set([...table.keys()].map((key) => key.split(' | ')[0])).size).toBe(endings.length);
  expect([...table.values()].reduce((sum, row) => sum + row.exact, 0)).toBeGreaterThan(runs * seeds * 0.2);
  expect([...table.values()].reduce((sum, row) => sum + row.estimated, 0)).toBeGreaterThan(runs * seeds * 0.2);
});

function makeUp(seed: number, count: number): readonly Scenario[] {
  const { integer } = seededRandom(seed * 7_919);
  const below = (limit: number) => integer(1_000_003) % limit;
  const share = () => below(1_000) / 1_000;
  const oneOf = <T>(...choices: readonly [T, ...T[]]): T => choices[below(choices.length)] ?? choices[0];
  const prose = (length: number) => Array.from({ length }, () => words[below(words.length)]).join(' ');
  return Array.from({ length: count }, (_, id): Scenario => {
    const ending =
      id < endings.length ? (endings[id] as Ending) : oneOf(...endings, 'aborted', 'aborted', 'out of time');
    const length = oneOf(1, 5, 30, 120, 400);
    return {
      id,
      ending,
      api: oneOf('responses', 'chat'),
      host: oneOf('OpenAI', 'another server'),
      form: oneOf('schema', 'text'),
      system: prose(below(150)),
      user: `call ${id}: ${prose(below(300))}`,
      text: prose(1 + below(length)),
      usageSent: below(10) < 7,
      reasoning: oneOf(0, 0, below(900)),
      cachedShare: oneOf(0, share()),
      writtenShare: oneOf(0, share()),
      before: Array.from({ length: oneOf(0, 0, 0, 1, 2) }, () =>
        oneOf(rateLimited({ 'retry-after-ms': '1' }), rateLimited(), serverError(500), serverError(503)),
      ),
      thinkMs: oneOf(0, 0, below(8)),
      pauseMs: oneOf<readonly [number, number]>([0, 0], [1, 1], [0, 3]),
      stopMs: 1 + below(oneOf(8, 40, 120)),
    };
  });
}

async function answerOf(
  request: ScriptedRequest,
  scenarios: readonly Scenario[],
  asked: Map<number, number>,
): Promise<ScriptedAnswer> {
  const scenario = scenarios[idOf({ request })];
  if (scenario === undefined) throw new Error('A call nobody made.');
  const attempt = asked.get(scenario.id) ?? 0;
  asked.set(scenario.id, attempt + 1);
  const before = scenario.before[attempt];
  if (before !== undefined) return before;
  if (scenario.ending === 'rejected') return scenario.id % 2 === 0 ? wrongKey() : badRequest('model');
  if (scenario.thinkMs > 0) await new Promise((resolve) => setTimeout(resolve, scenario.thinkMs));
  const text = scenario.form === 'text' ? scenario.text : JSON.stringify({ text: scenario.text });
  const { integer } = seededRandom(scenario.id + 1);
  const [least, most] = scenario.pauseMs;
  return {
    kind: 'stream',
    text: scenario.ending === 'refused' ? '' : text,
    refusal: scenario.ending === 'refused' ? scenario.text : '',
    tokens: scenario.usageSent ? tokensOf(request, scenario, text) : null,
    end: endOf(scenario.ending),
    pauseMs: () => least + integer(most - least + 1),
  };
}

function endOf(ending: Ending) {
  switch (ending) {
    case 'length':
    case 'filtered':
    case 'cut':
    case 'closed':
      return ending;
    case 'silent':
      return 'stalled';
    case 'gave up':
      return { failed: 'server_error' };
    default:
      return 'complete';
  }
}

/** What the server bills: it counts by itself, and thinks. */
function tokensOf(request: ScriptedRequest, scenario: Scenario, text: string): ScriptedTokens {
  const input = inputOf(request);
  const cached = Math.floor(input * scenario.cachedShare);
  return {
    input,
    output: countTokens(text) + scenario.reasoning,
    reasoning: scenario.reasoning,
    cached,
    cacheWrite: Math.floor((input - cached) * scenario.writtenShare),
  };
}

const silenceMs = 100;
/** Timers fire up to a millisecond before their time. */
const early = 2;

async function play(
  scenario: Scenario,
  server: { readonly baseUrl: string; readonly fetch: typeof globalThis.fetch },
): Promise<Told> {
  const controller = new AbortController();
  let received = '';
  let stoppedAt = Number.POSITIVE_INFINITY;
  const place: Pick<OpenaiModelOptions, 'apiKey' | 'baseUrl' | 'fetch'> =
    scenario.host === 'OpenAI' ? { apiKey: 'sk-test', fetch: server.fetch } : { baseUrl: server.baseUrl };
  const model = openaiModel({
    ...place,
    ...(scenario.ending === 'unreachable' ? { fetch: refused } : {}),
    model: 'gpt-6-luna',
    api: scenario.api,
    circuitBreaker: false,
    random: () => 0,
    clock: { now: () => Date.now(), sleep: async () => {} },
    ...(scenario.ending === 'silent' ? { idleTimeoutMs: silenceMs } : {}),
    ...(scenario.ending === 'out of time' ? { timeoutMs: scenario.stopMs } : {}),
  });
  const request: GenerateRequest<unknown> = {
    purpose: 'rewrite',
    system: scenario.system,
    user: scenario.user,
    schema: scenario.form === 'text' ? null : schema,
    maxOutputTokens: 4_000,
    endUser: 'pseudonym-1',
    signal: controller.signal,
    deadline: Date.now() + 600_000,
    onDelta: (text) => {
      received += text;
      if (scenario.ending === 'silent') stoppedAt = performance.now() + silenceMs - early;
    },
  };
  if (scenario.ending === 'out of time') stoppedAt = performance.now() + scenario.stopMs - early;
  if (scenario.ending === 'silent') stoppedAt = performance.now() + silenceMs - early;
  const timer = setTimeout(() => {
    if (scenario.ending !== 'aborted') return;
    stoppedAt = performance.now();
    controller.abort();
  }, scenario.stopMs);
  const result = await model.generate(request);
  clearTimeout(timer);
  return { scenario, result, received, stoppedAt, settledAt: performance.now() };
}

/** Nobody listens there. */
const refused: typeof globalThis.fetch = () => fetch('http://127.0.0.1:1/v1');

/** Calls, and the greatest differences of those that were estimated. */
interface Row {
  calls: number;
  free: number;
  exact: number;
  estimated: number;
  /** Of the output charged and what was on the wire, as a share. */
  output: number;
  input: number;
  /** Tokens on the wire when the call was stopped that were not charged. */
  short: number;
  /** Tokens charged that were not on the wire when the call ended. */
  over: number;
  /** Tokens written between the two that were not charged. */
  unread: number;
  /** Tokens the server wrote on when the call had ended, until it noticed. */
  late: number;
  /** The longest that somebody who aborted had to wait, in milliseconds. */
  waited: number;
}

/** Tokens at the seams: a text that was cut between two pieces counts a token more or less than the whole. */
const seam = 2;

function audit(
  { scenario, result, received, stoppedAt, settledAt }: Told,
  entries: readonly LedgerEntry[],
  table: Map<string, Row>,
): void {
  const { usage } = result;
  const place = JSON.stringify({
    ...scenario,
    text: undefined,
    user: undefined,
    system: undefined,
    before: scenario.before.length,
  });
  const [entry, ...more] = entries;
  // One attempt at most is answered by a stream: what may have been billed is not asked again.
  expect(more, place).toEqual([]);
  const kind = kindOf(scenario, entry);
  const row = rowOf(table, kind);
  row.calls += 1;

  if (usage.modelCalls === 0) {
    row.free += 1;
    expect(usage, place).toMatchObject({ inputTokens: 0, outputTokens: 0, costMicros: 0, estimated: false });
    // Nothing was written, or what failed within the stream had written nothing.
    expect(written(entry), place).toBe('');
    return;
  }
  expect(usage.modelCalls, place).toBe(1);
  // Nobody is charged for what never came to the model.
  expect(['rejected', 'unreachable'], place).not.toContain(scenario.ending);

  if (entry?.usage && !usage.estimated) {
    row.exact += 1;
    const { tokens } = entry.usage;
    expect(usage, place).toMatchObject({
      inputTokens: tokens.input,
      outputTokens: tokens.output,
      cachedInputTokens: tokens.cached,
      cacheWriteInputTokens: tokens.cacheWrite,
      reasoningTokens: tokens.reasoning,
    });
    return;
  }
  expect(usage.estimated, place).toBe(true);
  row.estimated += 1;
  // Its usage had not been sent when we stopped, so that none was received.
  if (entry?.usage) expect(entry.usage.at, place).toBeGreaterThan(stoppedAt);
  expect(usage.reasoningTokens, place).toBe(0);

  // At least what the caller has read, and what was on the wire when the call was stopped; at most what was when it ended.
  const charged = usage.outputTokens;
  const stopped = countTokens(written(entry, stoppedAt));
  const ended = countTokens(written(entry, settledAt));
  const all = countTokens(written(entry));
  expect(charged, place).toBeGreaterThanOrEqual(countTokens(received) - seam);
  expect(charged, place).toBeGreaterThanOrEqual(stopped - seam);
  expect(charged, place).toBeLessThanOrEqual(ended + seam);
  row.short = Math.max(row.short, stopped - charged);
  row.over = Math.max(row.over, charged - ended);
  row.late = Math.max(row.late, all - ended);
  row.unread = Math.max(row.unread, ended - charged);
  if (scenario.ending === 'aborted') row.waited = Math.max(row.waited, Math.round(settledAt - stoppedAt));
  if (Number.isFinite(stoppedAt)) {
    row.output = Math.max(row.output, relative(charged, Math.min(Math.max(charged, stopped), ended)));
  } else {
    row.output = Math.max(row.output, relative(charged, all));
    expect(relative(charged, all), place).toBeLessThanOrEqual(0.05);
  }
  if (entry !== undefined) {
    const input = inputOf(entry.request);
    row.input = Math.max(row.input, relative(usage.inputTokens, input));
    expect(relative(usage.inputTokens, input), place).toBeLessThanOrEqual(0.05);
  }
}

function kindOf(scenario: Scenario, entry: LedgerEntry | undefined): string {
  if (scenario.ending !== 'aborted' && scenario.ending !== 'out of time') return scenario.ending;
  if (entry === undefined) return `${scenario.ending} | before an answer`;
  return `${scenario.ending} | ${written(entry) === '' ? 'before any text' : 'with text'}`;
}

function rowOf(table: Map<string, Row>, kind: string): Row {
  const row = table.get(kind) ?? {
    calls: 0,
    free: 0,
    exact: 0,
    estimated: 0,
    output: 0,
    input: 0,
    short: 0,
    over: 0,
    unread: 0,
    late: 0,
    waited: 0,
  };
  table.set(kind, row);
  return row;
}

const percent = (share: number) => `${(share * 100).toFixed(1)} %`;

function shown({ calls, free, exact, estimated, output, input, short, over, unread, late, waited }: Row) {
  const counts = { calls, free, exact, estimated };
  if (estimated === 0) return counts;
  return { ...counts, output: percent(output), input: percent(input), short, over, unread, late, waited };
}

function idOf({ request }: { readonly request: ScriptedRequest }): number {
  return Number(/^call (\d+):/.exec(request.user)?.[1] ?? -1);
}

function booksOf(ledger: readonly LedgerEntry[]): Map<number, LedgerEntry[]> {
  const books = new Map<number, LedgerEntry[]>();
  for (const entry of ledger) books.set(idOf(entry), [...(books.get(idOf(entry)) ?? []), entry]);
  return books;
}
