import type { TenantScope } from '../domain/principal.js';
import type { Amounts } from '../domain/quota-window.js';
import { addUsage, noUsage, type Usage } from '../domain/usage.js';
import { PromptForgeError } from '../errors/promptforge-error.js';
import type { AskModel, Question } from '../ports/ask-model.js';
import type { Clock } from '../ports/clock.js';
import type { LedgerStore } from '../ports/ledger-store.js';
import type { GenerateFailure, GenerateResult, Model } from '../ports/model.js';
import type { WorstCase } from './engine.js';
import type { RunTrace } from './run-trace.js';
import { worstPrice } from './worst-price.js';

export interface RunMeterParts {
  /** Null with the rules engine, which asks nobody. */
  readonly model: Model | null;
  readonly clock: Clock;
  readonly ledger: LedgerStore;
  readonly scope: TenantScope;
  readonly trace: RunTrace;
  readonly signal: AbortSignal;
  /** Epoch milliseconds. */
  readonly deadline: number;
  readonly leaseMs: number;
  readonly endUser: string;
}

/**
 * Stands between a run and its model, and counts. Before each call the ledger learns what was
 * spent so far and what the call may cost, so that a process that dies in the middle leaves the
 * right bill behind; a run whose lease was lost is stopped before it spends more.
 */
export class RunMeter {
  #usage: Usage = noUsage;
  readonly #parts: RunMeterParts;

  constructor(parts: RunMeterParts) {
    this.#parts = parts;
  }

  get usage(): Usage {
    return this.#usage;
  }

  readonly ask: AskModel = async <T>(question: Question<T>): Promise<T> => {
    const { model, trace, signal, deadline, endUser } = this.#parts;
    if (model === null) throw new PromptForgeError('internal', 'The rules engine asked for a model.');
    if (signal.aborted) throw canceled();
    const worst = await worstCall(model, question);
    await this.#checkpoint(worst);
    trace.step('model.called', { purpose: question.purpose });
    const onDelta = (text: string) => trace.delta(question.purpose, text);
    let result: GenerateResult<T>;
    try {
      result = await model.generate({ ...question, endUser, signal, deadline, onDelta });
    } catch (error) {
      this.#usage = addUsage(this.#usage, worst.usage);
      throw error;
    }
    this.#usage = addUsage(this.#usage, result.usage);
    const report = reportOf(question, result);
    if (result.outcome === 'answered') {
      trace.step('model.answered', report);
      return result.value;
    }
    trace.step('model.failed', { ...report, code: result.code });
    throw modelError(result);
  };

  /** Has something asked that is not the model of the run, and accounts for it. */
  async account<T extends { readonly usage: Usage }>(
    { tokens, cost }: WorstCase,
    ask: (asked: Pick<RunMeterParts, 'endUser' | 'signal' | 'clock'> & { readonly worst: Usage }) => Promise<T>,
  ): Promise<T> {
    const { signal, endUser, clock } = this.#parts;
    const isFree = tokens === 0 && cost === 0;
    if (!isFree) await this.#checkpoint({ inFlight: { calls: 1, tokens, cost: cost ?? 0 } });
    const billed = { ...noUsage, inputTokens: tokens, modelCalls: 1, costMicros: cost, estimated: true };
    const answer = await ask({ signal, endUser, clock, worst: isFree ? noUsage : billed });
    this.#usage = addUsage(this.#usage, answer.usage);
    return answer;
  }

  async #checkpoint({ inFlight }: Pick<WorstCall, 'inFlight'>): Promise<void> {
    const { ledger, scope, trace, leaseMs } = this.#parts;
    const held = { holder: trace.runId, holdMs: leaseMs, answer: null };
    const checkpoint = { runId: trace.runId, usage: this.#usage, inFlight, leaseMs, ...held };
    const { outcome } = await ledger.checkpoint(scope, checkpoint);
    if (outcome === 'lost') {
      throw new PromptForgeError('run_abandoned', 'The run took longer than its lease and was ended. Start it again.');
    }
  }
}

interface WorstCall {
  readonly inFlight: Amounts;
  /** The same as usage, for a model that breaks its promise never to throw: who knows what it was billed. */
  readonly usage: Usage;
}

/** The most one call can use: what is sent, and an answer of the longest length. */
async function worstCall(model: Model, question: Question<unknown>): Promise<WorstCall> {
  const inputTokens = await model.countInput(question);
  const outputTokens = question.maxOutputTokens;
  const costMicros = worstPrice(model, inputTokens, outputTokens);
  return {
    inFlight: { calls: 1, tokens: inputTokens + outputTokens, cost: costMicros ?? 0 },
    usage: { ...noUsage, inputTokens, outputTokens, modelCalls: 1, costMicros, estimated: true },
  };
}

function reportOf(question: Question<unknown>, { usage, latencyMs, attempts }: GenerateResult<unknown>) {
  const { inputTokens, outputTokens, costMicros } = usage;
  return { purpose: question.purpose, inputTokens, outputTokens, costMicros, latencyMs, attempts };
}

function modelError({ code, message, retryAfterMs, requestId, cause }: GenerateFailure): PromptForgeError {
  return new PromptForgeError(code, message, { retryAfterMs, details: { requestId: plainId(requestId) }, cause });
}

/** A request id as providers make them; anything else could hold anything, and details go to clients. */
function plainId(requestId: string | null): string | null {
  return requestId !== null && /^[\w-]{1,100}$/.test(requestId) ? requestId : null;
}

export function canceled(): PromptForgeError {
  return new PromptForgeError('run_canceled', 'The caller aborted the run.');
}
