import { addUsage, noUsage, type Usage } from '../domain/quota/usage.js';
import { scoreRulesFor } from '../domain/scores/score-rules.js';
import type { SevenD } from '../domain/seven-d/seven-d.js';
import { PromptForgeError } from '../errors/promptforge-error.js';
import { worstPrice } from '../pipeline/worst-price.js';
import type { AskModel, Question } from '../ports/ask-model.js';
import type { Clock } from '../ports/clock.js';
import type { Model } from '../ports/model.js';
import type { ScorePrompt } from '../score/calibration/measure-agreement.js';
import { judgePrompt, judgeQuestion } from '../score/judge-prompt.js';

export interface JudgeOptions {
  readonly model: Model;
  /** Longest answer of the judge in tokens, reasoning included. */
  readonly maxOutputTokens: number;
  /** The most that all calls together may cost, in micro-dollars; null for no limit. */
  readonly maxCostMicros: number | null;
  /** The longest one call may take, in milliseconds. */
  readonly timeoutMs: number;
  readonly signal: AbortSignal;
  readonly clock: Pick<Clock, 'now'>;
  readonly newBoundary: () => string;
}

/** The most that one call can use. `cost` is in micro-dollars, null when the price is not known. */
export interface WorstCall {
  readonly tokens: number;
  readonly cost: number | null;
}

/** A model as judge, outside of any run, with a count of what it uses. */
export interface ModelJudge {
  readonly score: ScorePrompt;
  worstCall(prompt: string, sevenD: SevenD): Promise<WorstCall>;
  usage(): Usage;
}

/** Nobody in particular, for providers that want to be told of somebody. */
const nobody = 'promptforge-anonymous';

/**
 * The only place outside of runs that knows how the judge is asked. A call is made only when it fits into
 * the budget at its longest, those under way included.
 */
export function judgeByModel(options: JudgeOptions): ModelJudge {
  const { model, maxOutputTokens, maxCostMicros, timeoutMs, signal, clock, newBoundary } = options;
  let usage: Usage = noUsage;
  let held = 0;
  const toJudge = (prompt: string, sevenD: SevenD) => ({
    prompt,
    sevenD,
    weights: scoreRulesFor(sevenD.domain).weights,
    boundary: newBoundary(),
    maxOutputTokens,
  });
  const worstOf = async (question: Question<unknown>): Promise<WorstCall> => {
    const inputTokens = await model.countInput(question);
    const cost = worstPrice(model, inputTokens, question.maxOutputTokens);
    return { tokens: inputTokens + question.maxOutputTokens, cost };
  };
  const hold = (cost: number | null): number => {
    if (maxCostMicros === null) return 0;
    if (cost === null || usage.costMicros === null) {
      throw new PromptForgeError(
        'model_price_unknown',
        'The price of the model is not known, so that its cost cannot be limited.',
      );
    }
    if (usage.costMicros + held + cost > maxCostMicros) {
      throw new PromptForgeError('quota_exceeded', 'Another call could cost more than is left.');
    }
    held += cost;
    return cost;
  };

  const ask: AskModel = async <T>(question: Question<T>): Promise<T> => {
    const holding = hold((await worstOf(question)).cost);
    try {
      const deadline = clock.now() + timeoutMs;
      const answer = await model.generate({ ...question, endUser: nobody, signal, deadline, onDelta: () => {} });
      usage = addUsage(usage, answer.usage);
      if (answer.outcome === 'answered') return answer.value;
      const { code, message, retryAfterMs, cause } = answer;
      throw new PromptForgeError(code, message, { retryAfterMs, cause });
    } finally {
      held -= holding;
    }
  };
  return {
    score: async (prompt, sevenD) => (await judgePrompt(ask, toJudge(prompt, sevenD))).score,
    worstCall: (prompt, sevenD) => worstOf(judgeQuestion(toJudge(prompt, sevenD))),
    usage: () => usage,
  };
}
