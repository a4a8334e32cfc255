import { z } from 'zod';
import {
  type GenerateRequest,
  type GenerateResult,
  type Model,
  type ModelFailureCode,
  modelContractVersion,
  noUsage,
  type TokenUsage,
  type Usage,
} from '../index.js';

/** What a scripted model does with one request: the value it answers, or one of the two below. */
export type ScriptedReply = unknown;

/** Decides on each request as it comes; may wait, and is left waiting when the call is aborted. */
export type ModelScript = (request: GenerateRequest<unknown>, index: number) => ScriptedReply | Promise<ScriptedReply>;

export interface ScriptedModelOptions {
  /** Default `scripted`. */
  readonly id?: string;
  /** What each call uses unless its reply says otherwise. Default 100 in, 50 out. */
  readonly tokens?: Partial<TokenUsage>;
  /** Micro-dollars per token; null makes the price unknown. Default 1 in, 4 out. */
  readonly prices?: { readonly input: number; readonly output: number } | null;
}

/** A model whose answers a test wrote. */
export interface ScriptedModel extends Model {
  /** Every request received, in order. */
  readonly requests: readonly GenerateRequest<unknown>[];
}

class Answer {
  constructor(
    readonly value: unknown,
    readonly tokens: Partial<TokenUsage>,
  ) {}
}

class Failure {
  constructor(
    readonly code: ModelFailureCode,
    readonly tokens: Partial<TokenUsage> | null,
    readonly retryAfterMs: number | null,
  ) {}
}

/** An answer that used these tokens. */
export function scriptedAnswer(value: unknown, tokens: Partial<TokenUsage>): ScriptedReply {
  return new Answer(value, tokens);
}

/** A failure. It costs nothing unless `tokens` says what the provider billed. */
export function scriptedFailure(
  code: ModelFailureCode,
  options: { readonly tokens?: Partial<TokenUsage>; readonly retryAfterMs?: number } = {},
): ScriptedReply {
  return new Failure(code, options.tokens ?? null, options.retryAfterMs ?? null);
}

/**
 * An in-process model for tests. It answers from a queue or by a function, records what it was
 * asked, and reports usage and cost. `generate` rejects when the queue is used up and when an
 * answer does not fit the schema of its request, so that no test rests on an impossible answer.
 */
export function scriptedModel(
  script: readonly ScriptedReply[] | ModelScript,
  options: ScriptedModelOptions = {},
): ScriptedModel {
  const requests: GenerateRequest<unknown>[] = [];
  const usual: TokenUsage = {
    inputTokens: 100,
    outputTokens: 50,
    cachedInputTokens: 0,
    cacheWriteInputTokens: 0,
    reasoningTokens: 0,
    ...options.tokens,
  };
  const prices = options.prices === undefined ? { input: 1, output: 4 } : options.prices;
  const price = (usage: TokenUsage) =>
    prices === null ? null : Math.ceil(usage.inputTokens * prices.input + usage.outputTokens * prices.output);
  const charge = (tokens: TokenUsage, estimated: boolean): Usage => ({
    ...tokens,
    modelCalls: 1,
    costMicros: price(tokens),
    estimated,
  });

  async function generate<T>(request: GenerateRequest<T>): Promise<GenerateResult<T>> {
    const index = requests.length;
    const requestId = `scripted-${index}`;
    const canceled = (usage: Usage, attempts: number): GenerateResult<T> => ({
      ...failed('run_canceled', null),
      usage,
      requestId: attempts === 0 ? null : requestId,
      attempts,
      latencyMs: 0,
    });
    if (request.signal.aborted) return canceled(noUsage, 0);
    requests.push(request as GenerateRequest<unknown>);

    const reply = await untilAborted(
      () => nextReply(script, request as GenerateRequest<unknown>, index),
      request.signal,
    );
    if (reply === aborted) return canceled(charge({ ...usual, outputTokens: 0, reasoningTokens: 0 }, true), 1);
    if (reply instanceof Failure) {
      const usage = reply.tokens === null ? noUsage : charge({ ...usual, ...reply.tokens }, false);
      return { ...failed(reply.code, reply.retryAfterMs), usage, requestId, attempts: 1, latencyMs: 10 };
    }
    const { value, tokens } = reply instanceof Answer ? reply : new Answer(reply, {});
    const parsed = (request.schema ?? z.string()).safeParse(value) as z.ZodSafeParseResult<T>;
    if (!parsed.success) {
      const places = parsed.error.issues.map((issue) => `${issue.path.join('.') || 'root'}: ${issue.message}`);
      throw new Error(
        `Scripted reply ${index} (${request.purpose}) does not fit the schema asked for. ${places.join('; ')}`,
      );
    }
    const raw = request.schema === null ? String(value) : JSON.stringify(value);
    // In two pieces, so that no listener takes one piece for the whole.
    const half = Math.ceil(raw.length / 2);
    request.onDelta(raw.slice(0, half));
    if (request.signal.aborted) return canceled(charge({ ...usual, ...tokens }, true), 1);
    request.onDelta(raw.slice(half));
    const usage = charge({ ...usual, ...tokens }, false);
    return { outcome: 'answered', value: parsed.data, usage, requestId, attempts: 1, latencyMs: 10 };
  }

  return {
    contract: modelContractVersion,
    id: options.id ?? 'scripted',
    provider: 'scripted',
    requests,
    generate,
    countInput: async () => usual.inputTokens,
    price,
  };
}

async function nextReply(
  script: readonly ScriptedReply[] | ModelScript,
  request: GenerateRequest<unknown>,
  index: number,
): Promise<ScriptedReply> {
  if (typeof script === 'function') return script(request, index);
  if (index >= script.length) {
    throw new Error(`The script holds ${script.length} replies, and request ${index + 1} (${request.purpose}) came.`);
  }
  return script[index];
}

const aborted = Symbol('aborted');

/** Listens before it asks: a script may abort the very call it answers. */
function untilAborted(reply: () => Promise<ScriptedReply>, signal: AbortSignal): Promise<ScriptedReply> {
  return new Promise((resolve, reject) => {
    const onAbort = () => resolve(aborted);
    signal.addEventListener('abort', onAbort, { once: true });
    reply()
      .then(resolve, reject)
      .finally(() => signal.removeEventListener('abort', onAbort));
  });
}

function failed(code: ModelFailureCode, retryAfterMs: number | null) {
  return {
    outcome: 'failed' as const,
    code,
    message: `Scripted failure ${code}.`,
    retryAfterMs,
    cause: new Error(`scripted ${code}`),
  };
}
