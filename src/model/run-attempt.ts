import { noUsage, type TokenUsage, type Usage } from '../domain/quota/usage.js';
import type { ModelFailureCode } from '../ports/model.js';
import type { Health } from './circuit-breaker.js';
import { faultMessage } from './fault-message.js';
import { type Heard, hearStream } from './hear-stream.js';
import type { ModelFault } from './model-fault.js';
import type { StreamCall, StreamOpener } from './model-stream.js';
import { brokenStream, isProviderReport, openaiFault, requestIdOf, vendorFault } from './openai-fault.js';
import type { OpenaiSettings } from './openai-options.js';
import { priceTokens } from './price.js';
import { redactedCause } from './redacted-cause.js';
import { countTokens } from './tokens.js';
import { type StopReason, watchAttempt } from './watch.js';

export interface Attempt {
  /** What this attempt cost, however it ended. */
  readonly usage: Usage;
  readonly requestId: string | null;
  /** The raw answer; not complete when there is a fault. */
  readonly text: string;
  readonly fault: ModelFault | null;
  /** What it tells of the server. */
  readonly health: Health;
}

interface AttemptOptions {
  readonly open: StreamOpener;
  readonly settings: OpenaiSettings;
  readonly signal: AbortSignal;
  readonly deadline: number;
  /** Called when the server begins to answer. */
  readonly onBegin: () => void;
  readonly onDelta: (text: string) => void;
  /** Counts the input of the call; asked only when the provider does not say. */
  readonly countInput: () => Promise<number>;
}

/** Sends one request and tells what came of it and what it cost. */
export async function runAttempt(call: StreamCall, options: AttemptOptions): Promise<Attempt> {
  const { settings } = options;
  const startedAt = settings.clock.now();
  const watch = watchAttempt({
    signal: options.signal,
    idleMs: settings.idleTimeoutMs,
    totalMs: settings.timeoutMs,
    leftMs: options.deadline - startedAt,
  });
  const heard = await hearStream(options.open, call, watch, {
    idleMs: settings.idleTimeoutMs,
    longestText: call.maxOutputTokens * longestToken,
    onBegin: options.onBegin,
    onText: (text) => deliver(text, options.onDelta),
  });
  watch.end();
  const stopped = watch.reason();
  const fault = faultOf(heard, stopped, settings);
  return {
    usage: await usageOf(heard, stopped !== null, options),
    requestId: heard.requestId ?? requestIdOf(heard.thrown),
    text: heard.text,
    fault,
    health: healthOf(fault, heard, stopped, settings.clock.now() - startedAt),
  };
}

/** Characters a token stands for at most, on average over a long answer: most stand for about 4. */
const longestToken = 16;

/** A listener that throws must not lose what the call costs. */
function deliver(text: string, onDelta: (text: string) => void): void {
  try {
    onDelta(text);
  } catch {
    // Its failure is its own.
  }
}

function faultOf(heard: Heard, stopped: StopReason | null, settings: OpenaiSettings): ModelFault | null {
  const final = (code: ModelFailureCode, detail: string): ModelFault => ({
    code,
    message: faultMessage(code, settings),
    retryAfterMs: null,
    retry: false,
    formatRejected: false,
    cause: redactedCause({ code: detail, requestId: heard.requestId }),
  });
  if (stopped === 'canceled') return final('run_canceled', 'aborted');
  // Whatever went wrong after the terminal event, the answer is there and paid for.
  if (heard.end === 'complete') return heard.refused ? final('model_refused', 'refusal') : null;
  if (heard.end === 'filtered') return final('model_refused', 'content_filter');
  if (heard.end === 'length') return final('model_output_truncated', 'max_output_tokens');
  if (heard.failed !== null) return vendorFault(heard.failed.vendorCode, settings, heard.requestId);
  if (stopped !== null) return final('model_timeout', 'timeout');
  if (!heard.began) return openaiFault(heard.thrown, settings);
  return heard.thrown === null ? brokenStream(null, settings) : openaiFault(heard.thrown, settings);
}

/** How long a server may be silent before a caller's deadline is held against it, in milliseconds. */
const fairMs = 10_000;

/**
 * A server works when it answers, if only to refuse. A wait it asks for says neither: it is kept by
 * who was told. Nor does an end that the caller set, unless the server had long said nothing at all.
 */
function healthOf(fault: ModelFault | null, heard: Heard, stopped: StopReason | null, tookMs: number): Health {
  if (stopped === 'deadline' && fault !== null)
    return !heard.began && heard.sent && tookMs >= fairMs ? 'down' : 'unknown';
  switch (fault?.code) {
    case 'run_canceled':
      return 'unknown';
    case 'model_auth_failed':
      return heard.sent ? 'up' : 'unknown';
    case 'model_timeout':
      return heard.sent ? 'down' : 'unknown';
    case 'model_rate_limited':
      return fault.retryAfterMs === null ? 'down' : 'unknown';
    case 'model_unavailable':
    case 'model_unreachable':
      return 'down';
    default:
      return 'up';
  }
}

/**
 * What was billed is charged: by the provider's own count, or else by counting the input and the
 * output received. Nothing is charged for a request that was rejected, whose connection failed
 * before any answer, that never went out, or that the provider gave up before it wrote anything. A
 * request we stopped before its first answer may be at work already, so its input is charged.
 * Reasoning that was under way is invisible and stays uncounted.
 */
async function usageOf(heard: Heard, stopped: boolean, options: AttemptOptions): Promise<Usage> {
  const terminal = heard.end !== null || heard.failed !== null;
  if (terminal && heard.tokens !== null) return charge(heard.tokens, false, options.settings);
  const gaveUp = heard.failed !== null || (!stopped && isProviderReport(heard.thrown));
  const mayBeBilled = gaveUp ? heard.text + heard.refusal !== '' : heard.began || (stopped && heard.sent);
  if (!mayBeBilled) return noUsage;
  const counted = {
    inputTokens: await options.countInput(),
    outputTokens: (await countTokens(heard.text)) + (await countTokens(heard.refusal)),
    cachedInputTokens: 0,
    cacheWriteInputTokens: 0,
    reasoningTokens: 0,
  };
  return charge(counted, true, options.settings);
}

function charge(tokens: TokenUsage, estimated: boolean, settings: OpenaiSettings): Usage {
  return {
    inputTokens: tokens.inputTokens,
    outputTokens: tokens.outputTokens,
    cachedInputTokens: tokens.cachedInputTokens,
    cacheWriteInputTokens: tokens.cacheWriteInputTokens,
    reasoningTokens: tokens.reasoningTokens,
    modelCalls: 1,
    costMicros: priceTokens(tokens, { ...settings, at: settings.clock.now() }),
    estimated,
  };
}
