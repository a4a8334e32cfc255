import type { TenantScope } from '../domain/access/principal.js';
import type { JsonValue } from '../domain/json/json.js';
import { BudgetExhausted, type BudgetMeter, type RunBudget } from '../domain/quota/run-budget.js';
import { addUsage, noUsage, totalTokens, type Usage } from '../domain/quota/usage.js';
import { PromptForgeError } from '../errors/promptforge-error.js';
import type { AskModel, Question } from '../ports/ask-model.js';
import type { Clock } from '../ports/clock.js';
import type { LedgerStore } from '../ports/ledger-store.js';
import type { GenerateFailure, GenerateResult, Model } from '../ports/model.js';
import type { AnswerCache } from './answer-cache.js';
import { sumOf, type WorstCase, worstOfCall } from './call-sizes.js';
import { type GenerateInTurn, generatorInTurn } from './generate-in-turn.js';
import { questionKey } from './question-key.js';
import { type RunClaim, renewalsPerHold } from './run-claim.js';
import { canceled, outOfTime, runLost } from './run-ended.js';
import type { RunTrace } from './run-trace.js';
import { watchCall } from './watch-run.js';

export interface RunMeterParts {
  /** Null with the rules engine, which asks nobody. */
  readonly model: Model | null;
  readonly clock: Clock;
  readonly ledger: Pick<LedgerStore, 'checkpoint'>;
  readonly scope: TenantScope;
  readonly trace: RunTrace;
  readonly signal: AbortSignal;
  /** Epoch milliseconds. */
  readonly deadline: number;
  /** Hard: no call is made that could exceed it. */
  readonly budget: RunBudget;
  readonly claim: RunClaim;
  /** Null where nothing is to be answered from it. */
  readonly cache: AnswerCache | null;
  readonly endUser: string;
  /** What a process before this one has used, and what it was answered. Default: there was none. */
  readonly resumed?: { readonly usage: Usage; readonly answers: Readonly<Record<string, JsonValue>> };
}

type Answer = { readonly key: string; readonly value: JsonValue };

/**
 * Stands between a run and its model, and counts. Before each call the ledger learns what was
 * spent so far and what the call may cost, so that a process that dies in the middle leaves the
 * right bill behind; after it, what was answered, so that another process can go on from there. A
 * run that was taken over, or whose lease was lost, is stopped before it spends more.
 */
export class RunMeter {
  #usage: Usage;
  #longestCallMs = 0;
  #calls = 0;
  readonly #underWay = new Set<WorstCase>();
  /** Answers of the process before this one that were used again. */
  readonly #recalled = new Set<string>();
  readonly #parts: RunMeterParts;
  readonly #generate: GenerateInTurn;
  /** The last checkpoint that is under way or waits. */
  #lastCheckpoint: Promise<unknown> = Promise.resolve();
  /** The last checkpoint, as long as it waits. */
  #nextCheckpoint: Promise<void> | null = null;

  constructor(parts: RunMeterParts) {
    this.#parts = parts;
    this.#usage = parts.resumed?.usage ?? noUsage;
    const callsOfRun = () => ({ made: this.#usage.modelCalls, underWay: this.#underWay.size });
    this.#generate = generatorInTurn(parts.clock, callsOfRun);
  }

  get usage(): Usage {
    return this.#usage;
  }

  readonly ask: AskModel = async <T>(question: Question<T>): Promise<T> => {
    const { model, scope, cache, resumed, trace } = this.#parts;
    if (model === null) throw new PromptForgeError('internal', 'The rules engine asked for a model.');
    const key = questionKey(question, [question.cached === true ? 'cached' : 'fresh']);
    const remembered = resumed?.answers[key];
    if (remembered !== undefined) {
      this.#recalled.add(key);
      return remembered as T;
    }
    if (cache === null || question.cached !== true) return this.#pay(model, question, key);
    const shared = questionKey(question, [scope.orgId, model.provider, model.id]);
    const { signal, deadline, clock } = this.#parts;
    const patience = { signal, waitMs: deadline - clock.now() };
    const { value, isPaid } = await cache.answer(shared, patience, () => this.#pay(model, question, key));
    if (!isPaid) trace.step('model.cached', { purpose: question.purpose });
    return value as T;
  };

  /** Which part of the budget does not reach for something; null when all do. */
  lacks(worst: WorstCase, stages = 1): BudgetMeter | null {
    const { resumed } = this.#parts;
    // What is to be done next was done before, and has been counted.
    if (resumed !== undefined && this.#recalled.size < Object.keys(resumed.answers).length) return null;
    return this.#lacking(worst, stages);
  }

  #lacking(worst: WorstCase, stages: number): BudgetMeter | null {
    const { budget, clock, deadline } = this.#parts;
    const held = sumOf([...this.#underWay, worst]);
    const exceeds = (limit: number | null, amount: number) => limit !== null && amount > limit;
    if (exceeds(budget.calls, this.#usage.modelCalls + held.calls)) return 'calls';
    if (exceeds(budget.tokens, totalTokens(this.#usage) + held.tokens)) return 'tokens';
    if (exceeds(budget.costMicros, (this.#usage.costMicros ?? 0) + (held.cost ?? 0))) return 'cost';
    // Nobody knows how long a call will take; as long as the longest one so far is a fair guess.
    return clock.now() + stages * this.#longestCallMs >= deadline ? 'time' : null;
  }

  /** Has something asked that is not the model of the run, and accounts for it. */
  async account<T extends { readonly usage: Usage }>(
    worst: WorstCase,
    ask: (asked: Pick<RunMeterParts, 'endUser' | 'signal' | 'clock'> & { readonly worst: Usage }) => Promise<T>,
  ): Promise<T> {
    const { signal, endUser, clock } = this.#parts;
    if (worst.tokens === 0 && worst.cost === 0) {
      const answer = await ask({ signal, endUser, clock, worst: noUsage });
      this.#usage = addUsage(this.#usage, answer.usage);
      return answer;
    }
    return this.#underWayFor(worst, () => ask({ signal, endUser, clock, worst: billedAtWorst(worst) }));
  }

  async #pay<T>(model: Model, question: Question<T>, key: string): Promise<T> {
    const { trace, signal, deadline, endUser, clock } = this.#parts;
    const { purpose, system, user, schema, maxOutputTokens } = question;
    if (signal.aborted) throw canceled();
    const worst = worstOfCall(model, await model.countInput(question), maxOutputTokens);
    const lacking = this.#lacking(worst, 0);
    if (lacking !== null) throw new BudgetExhausted(lacking, lacking === 'time' ? outOfTime() : null);
    this.#calls += 1;
    const call = this.#calls;
    const onDelta = (text: string) => trace.delta(call, purpose, text);
    const asked = { purpose, system, user, schema, maxOutputTokens, endUser, signal, deadline, onDelta };
    const result = await this.#underWayFor(
      worst,
      () => {
        trace.step('model.called', { call, purpose });
        return watchCall(trace.watch, model, question, () => this.#generate(model, asked));
      },
      (answered) => {
        const report = { call, ...reportOf(purpose, answered) };
        if (answered.outcome === 'failed') trace.step('model.failed', { ...report, code: answered.code });
        else trace.step('model.answered', report);
        return answered.outcome === 'answered' ? { key, value: answered.value as JsonValue } : null;
      },
    );
    this.#longestCallMs = Math.max(this.#longestCallMs, result.latencyMs);
    if (result.outcome === 'answered') return result.value;
    const error = modelError(result);
    throw result.code === 'model_timeout' && clock.now() >= deadline ? new BudgetExhausted('time', error) : error;
  }

  /** Makes a call that the ledger knows of before it is made and after it has ended. */
  async #underWayFor<T extends { readonly usage: Usage }>(
    worst: WorstCase,
    call: () => Promise<T>,
    answerOf: (result: T) => Answer | null = () => null,
  ): Promise<T> {
    this.#underWay.add(worst);
    let renewal: ReturnType<typeof setInterval> | undefined;
    try {
      const { clock, claim } = this.#parts;
      const checkedAt = clock.now();
      await this.#checkpoint(null);
      // A process that stood still meanwhile may have been taken for dead: the ledger says whether it was.
      if (clock.now() - checkedAt >= claim.holdMs) await this.#checkpoint(null);
      renewal = this.#renewing();
      const result = await call();
      const usage = addUsage(this.#usage, result.usage);
      this.#underWay.delete(worst);
      this.#usage = usage;
      await this.#remember(answerOf(result));
      return result;
    } catch (error) {
      // A model that breaks its promise never to throw: who knows what it was billed.
      if (renewal !== undefined && this.#underWay.has(worst)) {
        this.#usage = addUsage(this.#usage, billedAtWorst(worst));
      }
      throw error;
    } finally {
      clearInterval(renewal);
      this.#underWay.delete(worst);
    }
  }

  /** Keeps others from taking the run over while a call takes long. Real time: the call is real too. */
  #renewing(): ReturnType<typeof setInterval> {
    const timer = setInterval(() => {
      // When it is lost, the checkpoint after the call says so.
      this.#checkpoint(null).catch(() => {});
    }, this.#parts.claim.holdMs / renewalsPerHold);
    timer.unref();
    return timer;
  }

  /** A storage that is away for a moment costs the memory of an answer, not the run that has paid for it. */
  async #remember(answer: Answer | null): Promise<void> {
    try {
      await this.#checkpoint(answer);
    } catch (error) {
      // The call was known as under way, and the checkpoint before the next one says where things are.
      if (!PromptForgeError.is(error) || error.code !== 'storage_unavailable') throw error;
    }
  }

  /**
   * Checkpoints go one after the other, each with what is true when it is sent: of two at once the older
   * could come last, and hide a call that was begun in between.
   */
  #checkpoint(answer: Answer | null): Promise<void> {
    // One that still waits will say all that this one has to say.
    if (answer === null && this.#nextCheckpoint !== null) return this.#nextCheckpoint;
    const sent = this.#lastCheckpoint.then(() => {
      if (this.#nextCheckpoint === sent) this.#nextCheckpoint = null;
      return this.#send(answer);
    });
    this.#nextCheckpoint = sent;
    this.#lastCheckpoint = sent.catch(() => {});
    return sent;
  }

  async #send(answer: Answer | null): Promise<void> {
    const { ledger, scope, trace, claim } = this.#parts;
    const held = sumOf([...this.#underWay]);
    const inFlight = held.calls === 0 ? null : { calls: 1, tokens: held.tokens, cost: held.cost ?? 0 };
    const checkpoint = { runId: trace.runId, usage: this.#usage, inFlight, answer, ...claim };
    const { outcome } = await ledger.checkpoint(scope, checkpoint);
    if (outcome === 'lost') throw runLost();
  }
}

function billedAtWorst({ tokens, cost }: WorstCase): Usage {
  return { ...noUsage, inputTokens: tokens, modelCalls: 1, costMicros: cost, estimated: true };
}

function reportOf(purpose: Question<unknown>['purpose'], { usage, latencyMs, attempts }: GenerateResult<unknown>) {
  const { inputTokens, outputTokens, costMicros } = usage;
  return { purpose, inputTokens, outputTokens, costMicros, latencyMs, attempts };
}

function modelError({ code, message, retryAfterMs, requestId, cause }: GenerateFailure): PromptForgeError {
  return new PromptForgeError(code, message, { retryAfterMs, details: { requestId: plainId(requestId) }, cause });
}

/** A request id as providers make them; anything else could hold anything, and details go to clients. */
function plainId(requestId: string | null): string | null {
  return requestId !== null && /^[\w-]{1,100}$/.test(requestId) ? requestId : null;
}
