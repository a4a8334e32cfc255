import { z } from 'zod';
import type {
  CompareResult,
  ModuleReference,
  Run,
  RunFacts,
  RunPage,
  RunResult,
  ScoreResult,
  TelemetryEvent,
  Usage,
} from '../../index.js';
import { named } from './components.js';
import { promptTestReport } from './prompt-test.js';
import { amounts, quotaStatus } from './quota.js';
import { gate, sampling, score, weakness } from './score.js';
import { resolvedSevenD } from './seven-d.js';

const whole = z.int().min(0);

const usage = named(
  'Usage',
  z
    .object({
      inputTokens: whole,
      outputTokens: whole,
      cachedInputTokens: whole,
      cacheWriteInputTokens: whole,
      reasoningTokens: whole,
      modelCalls: whole,
      costMicros: whole.nullable().describe('Micro-dollars; null when a price is not known.'),
      estimated: z.boolean(),
    })
    .describe('What model calls have used up.'),
) satisfies z.ZodType<Usage>;

const engine = z.enum(['model', 'rules']);
const preference = z.enum(['first', 'second', 'tie']);
const scoredPrompt = z.object({ prompt: z.string(), score, sampling });

const runResult = z.object({
  original: scoredPrompt,
  optimized: scoredPrompt,
  improved: z.boolean(),
  gate,
  changes: z.array(z.string()),
  stopReason: z.enum([
    'gate_passed',
    'nothing_to_add',
    'steps_exhausted',
    'no_improvement',
    'candidates_rejected',
    'confirmations_exhausted',
    'calls_exhausted',
    'tokens_exhausted',
    'cost_exhausted',
    'time_exhausted',
    'model_failed',
  ]),
}) satisfies z.ZodType<RunResult>;

const scoreResult = scoredPrompt.extend({ gate, weaknesses: z.array(weakness) }) satisfies z.ZodType<ScoreResult>;

const compareResult = z.object({
  preferred: preference,
  verdicts: z.tuple([preference, preference]),
  reasons: z.tuple([z.string(), z.string()]),
}) satisfies z.ZodType<CompareResult>;

const moduleReference = named(
  'ModuleReference',
  z.object({ id: z.string(), version: z.string() }).describe('The version of the module that made the prompt.'),
) satisfies z.ZodType<ModuleReference>;

const facts = z.object({
  runId: z.string(),
  replayed: z.boolean().describe('True for the answer of an earlier request with the same Idempotency-Key.'),
  planId: z.string(),
  engine,
  model: z.string().nullable(),
  sevenD: resolvedSevenD,
  module: moduleReference.exactOptional(),
  usage,
  charge: amounts,
  quota: z.array(quotaStatus),
}) satisfies z.ZodType<RunFacts>;

/** What each operation answers, the facts of its run included. */
export const operationResults = {
  optimize: named('OptimizeResult', facts.extend(runResult.shape)),
  score: named('ScoreResult', facts.extend(scoreResult.shape)),
  compare: named('CompareResult', facts.extend(compareResult.shape)),
  test: named('TestResult', facts.extend(promptTestReport.shape)),
} as const;

const entry = {
  id: z.string(),
  orgId: z.string(),
  userId: z.string(),
  status: z.enum(['reserved', 'succeeded', 'failed', 'canceled', 'abandoned']),
  planId: z.string(),
  engine,
  model: z.string().nullable(),
  idempotencyKey: z.string().nullable(),
  createdAt: z.int().describe('Epoch milliseconds.'),
  leaseExpiresAt: z.int(),
  endedAt: z.int().nullable(),
  input: z
    .object({
      prompt: z.string(),
      sevenD: resolvedSevenD,
      other: z.string().exactOptional(),
      module: moduleReference.exactOptional(),
    })
    .nullable()
    .describe('Null once personal data was erased.'),
  error: z.object({ code: z.string(), message: z.string() }).nullable(),
  usage,
  charge: amounts,
};

export const run = named(
  'Run',
  z.discriminatedUnion('operation', [
    z.object({ ...entry, operation: z.literal('optimize'), result: runResult.nullable() }),
    z.object({ ...entry, operation: z.literal('score'), result: scoreResult.nullable() }),
    z.object({ ...entry, operation: z.literal('compare'), result: compareResult.nullable() }),
    z.object({ ...entry, operation: z.literal('test'), result: promptTestReport.nullable() }),
  ]),
) satisfies z.ZodType<Run>;

export const runPage = named(
  'RunPage',
  z.object({ runs: z.array(run), next: z.string().nullable() }),
) satisfies z.ZodType<RunPage>;

export const runEvent = named(
  'RunEvent',
  z.object({
    runId: z.string(),
    orgId: z.string(),
    userId: z.string(),
    sequence: z.int().min(1),
    type: z.string(),
    at: z.int().describe('Epoch milliseconds.'),
    data: z.record(z.string(), z.unknown()).describe('Numbers and literals alone: no text of a user or a model.'),
  }),
) satisfies z.ZodType<Omit<TelemetryEvent, 'type' | 'data'>>;
