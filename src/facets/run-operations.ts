import { z } from 'zod';
import { noBudget, type RunBudget } from '../domain/run-budget.js';
import type { SevenDInput } from '../domain/seven-d.js';
import { PromptForgeError } from '../errors/promptforge-error.js';
import type { LoopSettings } from '../optimize/loop-settings.js';
import { compareOperation } from '../pipeline/operations/compare.js';
import { optimizeOperation } from '../pipeline/operations/optimize.js';
import { scoreOperation } from '../pipeline/operations/score.js';
import type { PipelineParts, PipelineRequest } from '../pipeline/pipeline-parts.js';
import { planRun, type RunPlan } from '../pipeline/plan-run.js';
import { runPipeline } from '../pipeline/run-pipeline.js';
import type { OperationResult } from '../pipeline/run-result.js';
import { checkedRequest } from './checked-request.js';
import type {
  CompareRequest,
  OperationRequest,
  OptimizeRequest,
  PlanRequest,
  ScoreRequest,
  TestRequest,
} from './operation-requests.js';

/** What runs do. Each method is one paid trip through the pipeline, but for `plan`, which is free. */
export interface RunOperations {
  optimize(request: OptimizeRequest): Promise<OperationResult<'optimize'>>;
  score(request: ScoreRequest): Promise<OperationResult<'score'>>;
  compare(request: CompareRequest): Promise<OperationResult<'compare'>>;
  test(request: TestRequest): Promise<OperationResult<'test'>>;
  plan(request: PlanRequest): Promise<RunPlan>;
}

export interface OperationSettings {
  readonly loop: LoopSettings;
  /** Samples of one prompt at most. */
  readonly mostSamples: number;
  /** Longest answers in tokens. A prompt under test may answer as long as a rewrite is. */
  readonly maxOutputTokens: { readonly rewrite: number; readonly judge: number };
}

const plainText: SevenDInput = { domain: 'generic', output_format: 'txt' };

const common = ['token', 'sevenD', 'idempotencyKey', 'signal', 'onEvent', 'budget', 'refresh'];

export function runOperations(
  parts: PipelineParts,
  { loop, mostSamples, maxOutputTokens }: OperationSettings,
): RunOperations {
  const optimize = optimizeOperation(loop, mostSamples);
  const score = scoreOperation(mostSamples);
  return {
    optimize: async (request) =>
      runPipeline(parts, pipelineRequest(checkedRequest('optimize()', request, ['prompt', ...common])), optimize),
    score: async (request) =>
      runPipeline(parts, pipelineRequest(checkedRequest('score()', request, ['prompt', ...common])), score),
    compare: async (request) => {
      const { first, second, ...rest } = checkedRequest('compare()', request, ['first', 'second', ...common]);
      return runPipeline(parts, pipelineRequest({ ...rest, prompt: first }), compareOperation(second ?? null));
    },
    test: async (request) => {
      const fields = ['prompt', 'cases', 'concurrency', ...common.filter((name) => name !== 'refresh')];
      const { cases, concurrency, sevenD = plainText, ...rest } = checkedRequest('test()', request, fields);
      const { checkedTrial } = await import('../trial/checked-trial.js');
      const { testOperation } = await import('../pipeline/operations/test.js');
      const trial = checkedTrial(concurrency === undefined ? { cases } : { cases, concurrency });
      const longest = { test: maxOutputTokens.rewrite, grade: maxOutputTokens.judge };
      return runPipeline(
        parts,
        pipelineRequest({ ...rest, sevenD }),
        testOperation({ ...trial, maxOutputTokens: longest }),
      );
    },
    plan: async (request) => {
      const { token, prompt, sevenD, budget } = checkedRequest('plan()', request, [
        'token',
        'prompt',
        'sevenD',
        'budget',
      ]);
      return planRun(parts, { token, prompt, sevenD, budget: checkedBudget(budget) }, optimize);
    },
  };
}

function pipelineRequest(request: OperationRequest): PipelineRequest {
  const { token, prompt, sevenD, idempotencyKey, signal, onEvent, budget, refresh = false } = request;
  if (signal !== undefined && !(signal instanceof AbortSignal)) {
    throw new PromptForgeError('request_invalid', 'signal must be an AbortSignal.');
  }
  if (onEvent !== undefined && typeof onEvent !== 'function') {
    throw new PromptForgeError('request_invalid', 'onEvent must be a function.');
  }
  if (typeof refresh !== 'boolean') throw new PromptForgeError('request_invalid', 'refresh must be true or false.');
  return {
    token,
    prompt,
    sevenD,
    idempotencyKey: checkedKey(idempotencyKey),
    signal: signal ?? new AbortController().signal,
    onEvent: onEvent ?? null,
    budget: checkedBudget(budget),
    refresh,
  };
}

function checkedKey(key: string | undefined): string | null {
  if (key === undefined) return null;
  if (typeof key === 'string' && /^[\x21-\x7e]{1,255}$/.test(key)) return key;
  throw new PromptForgeError(
    'request_invalid',
    'idempotencyKey must have 1 to 255 printable ASCII characters without spaces; a UUID is a good one.',
  );
}

const limit = z.int().min(1).nullish();
const budgetSchema = z.strictObject({ calls: limit, tokens: limit, costMicros: limit, timeMs: limit });

function checkedBudget(budget: Partial<RunBudget> | undefined): RunBudget {
  if (budget === undefined) return noBudget;
  const parsed = budgetSchema.safeParse(budget);
  if (!parsed.success) {
    throw new PromptForgeError(
      'request_invalid',
      'budget takes calls, tokens, costMicros and timeMs, each a whole number of 1 or more, or null for no limit.',
    );
  }
  const { calls = null, tokens = null, costMicros = null, timeMs = null } = parsed.data;
  return { calls, tokens, costMicros, timeMs };
}
