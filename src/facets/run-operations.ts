import { z } from 'zod';
import { noBudget, type RunBudget } from '../domain/quota/run-budget.js';
import type { RunOperation } from '../domain/runs/run.js';
import type { SevenDInput } from '../domain/seven-d/seven-d.js';
import { PromptForgeError } from '../errors/promptforge-error.js';
import type { LoopSettings } from '../optimize/loop-settings.js';
import { compareOperation } from '../pipeline/operations/compare.js';
import type { Operation } from '../pipeline/operations/operation.js';
import { optimizeOperation } from '../pipeline/operations/optimize.js';
import { scoreOperation } from '../pipeline/operations/score.js';
import type { ModuleRequest, PipelineParts, PipelineRequest } from '../pipeline/pipeline-parts.js';
import { planRun, type RunPlan } from '../pipeline/plan-run.js';
import { runPipeline } from '../pipeline/run-pipeline.js';
import type { OperationResult } from '../pipeline/run-result.js';
import { checkedRequest } from './checked-request.js';
import type {
  CompareRequest,
  ModuleOperationRequest,
  OperationOptions,
  OptimizeRequest,
  PlanRequest,
  ScoreRequest,
  TestModuleRequest,
  TestRequest,
} from './operation-requests.js';

/** What runs do. Each method is one paid trip through the pipeline, but for `plan`, which is free. */
export interface RunOperations {
  optimize(request: OptimizeRequest | ModuleOperationRequest): Promise<OperationResult<'optimize'>>;
  score(request: ScoreRequest | ModuleOperationRequest): Promise<OperationResult<'score'>>;
  compare(request: CompareRequest): Promise<OperationResult<'compare'>>;
  test(request: TestRequest | TestModuleRequest): Promise<OperationResult<'test'>>;
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

/** The fields that each operation takes. */
const fields: Readonly<Record<RunOperation, readonly string[]>> = {
  optimize: ['prompt', 'module', ...common],
  score: ['prompt', 'module', ...common],
  compare: ['first', 'second', ...common],
  test: ['prompt', 'module', 'cases', 'concurrency', ...common.filter((name) => name !== 'refresh')],
};

/** A request as the pipeline takes it, with the operation it is for. */
interface Prepared<O extends RunOperation> {
  readonly request: PipelineRequest;
  readonly operation: Operation<O>;
}

export function runOperations(
  parts: PipelineParts,
  { loop, mostSamples, maxOutputTokens }: OperationSettings,
): RunOperations {
  const optimize = optimizeOperation(loop, mostSamples);
  const score = scoreOperation(mostSamples);
  const prepared = {
    optimize: async (request: OptimizeRequest | ModuleOperationRequest): Promise<Prepared<'optimize'>> => ({
      request: pipelineRequest(request, moduleOf('optimize()', request, moduleFields)),
      operation: optimize,
    }),
    score: async (request: ScoreRequest | ModuleOperationRequest): Promise<Prepared<'score'>> => ({
      request: pipelineRequest(request, moduleOf('score()', request, moduleFields)),
      operation: score,
    }),
    compare: async ({ first, second, ...rest }: CompareRequest): Promise<Prepared<'compare'>> => ({
      request: pipelineRequest({ ...rest, prompt: first }, null),
      operation: compareOperation(second ?? null),
    }),
    test: async ({ cases, concurrency, ...rest }: TestRequest | TestModuleRequest): Promise<Prepared<'test'>> => {
      const module = moduleOf('test()', rest, ['id', 'version']);
      const { checkedTrial } = await import('../trial/checked-trial.js');
      const { testOperation } = await import('../pipeline/operations/test.js');
      const trial = checkedTrial({ cases, ...(concurrency === undefined ? {} : { concurrency }) }, module !== null);
      const longest = { test: maxOutputTokens.rewrite, grade: maxOutputTokens.judge };
      return {
        request: pipelineRequest({ ...rest, sevenD: rest.sevenD ?? (module === null ? plainText : undefined) }, module),
        operation: testOperation({ ...trial, maxOutputTokens: longest }),
      };
    },
  };
  const run = async <O extends RunOperation>({ request, operation }: Prepared<O>): Promise<OperationResult<O>> =>
    runPipeline(parts, request, operation);
  return {
    optimize: async (request) => run(await prepared.optimize(checkedRequest('optimize()', request, fields.optimize))),
    score: async (request) => run(await prepared.score(checkedRequest('score()', request, fields.score))),
    compare: async (request) => run(await prepared.compare(checkedRequest('compare()', request, fields.compare))),
    test: async (request) => run(await prepared.test(checkedRequest('test()', request, fields.test))),
    plan: async (request) => {
      const { request: asked, operation } = await planned(request);
      return planRun(parts, asked, operation);
    },
  };

  function planned(request: PlanRequest): Promise<Prepared<RunOperation>> {
    const name = operationOf(request);
    const checked = checkedRequest('plan()', request, ['operation', ...fields[name]]);
    switch (checked.operation) {
      case 'score':
        return prepared.score(checked);
      case 'compare':
        return prepared.compare(checked);
      case 'test':
        return prepared.test(checked);
      default:
        return prepared.optimize(checked);
    }
  }
}

/** Which operation is to be planned. What is no object at all is left to whoever checks the fields. */
function operationOf(request: PlanRequest): RunOperation {
  const { operation: name = 'optimize' }: { readonly operation?: unknown } = request ?? {};
  const known = Object.keys(fields).find((candidate) => candidate === name);
  if (known !== undefined) return known as RunOperation;
  throw new PromptForgeError(
    'request_invalid',
    `plan() takes an operation: ${Object.keys(fields).join(', ')}. Default: optimize.`,
  );
}

const moduleFields = ['id', 'version', 'inputs'];

/** The module that a request names in place of a prompt; null where it does not. */
function moduleOf(
  what: string,
  { prompt, module }: { readonly prompt?: unknown; readonly module?: object | undefined },
  fields: readonly string[],
): ModuleRequest | null {
  if (module === undefined || module === null) return null;
  if (prompt !== undefined && prompt !== null) {
    throw new PromptForgeError('request_invalid', `${what} takes a prompt or a module, and not both.`);
  }
  const {
    id,
    version = null,
    inputs = {},
  }: { id?: unknown; version?: unknown; inputs?: unknown } = checkedRequest(`The module of ${what}`, module, fields);
  return { id, version, inputs: fields.includes('inputs') ? inputs : null };
}

interface AnyRequest extends OperationOptions {
  readonly prompt?: unknown;
  readonly sevenD?: unknown;
}

function pipelineRequest(request: AnyRequest, module: ModuleRequest | null): PipelineRequest {
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
    module,
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
