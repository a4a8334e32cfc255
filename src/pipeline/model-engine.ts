import type { Assessment } from '../domain/scores/assessment.js';
import { sampledScore } from '../domain/scores/score-samples.js';
import { type RepairMaterial, repairLimits, rewriteByModel, rewriteQuestion } from '../optimize/rewrite-by-model.js';
import { strategyNames } from '../optimize/strategies.js';
import type { Model } from '../ports/model.js';
import { isUnusableAnswer } from '../ports/unusable-answer.js';
import { comparePrompts, compareQuestion } from '../score/compare-prompts.js';
import { judgePrompt, judgeQuestion } from '../score/judge-prompt.js';
import { measurePrompt } from '../score/measure-prompt.js';
import { type CallSizes, worstOfCall } from './call-sizes.js';
import { composedBy, composedCandidate } from './composed-by.js';
import type { EngineInput, EngineWork, RunEngine } from './engine.js';

export interface ModelEngineOptions {
  /** Longest answers in tokens, reasoning included. A comparison is as long as a judgement. */
  readonly maxOutputTokens: { readonly rewrite: number; readonly judge: number };
  /** Samples of one prompt at most. */
  readonly mostSamples: number;
  /** Random text for the boundaries around what users wrote. */
  readonly newBoundary: () => string;
}

/** Rewrites and scores with a language model. */
export function modelEngine(model: Model, options: ModelEngineOptions): RunEngine {
  const { maxOutputTokens, mostSamples, newBoundary } = options;
  /** Of the inputs of runs: counting tokens takes its time, and a run asks more than once. */
  const sizes = new WeakMap<EngineInput, Promise<CallSizes>>();
  const judge = (
    { sevenD, weights }: EngineInput,
    prompt: string,
    { ask }: EngineWork,
    which: { readonly sample: number; readonly cached: boolean },
  ): Promise<Assessment> =>
    judgePrompt(ask, {
      prompt,
      sevenD,
      weights,
      boundary: newBoundary(),
      maxOutputTokens: maxOutputTokens.judge,
      ...which,
    });
  const compare = ({ sevenD }: EngineInput, first: string, second: string, { ask }: EngineWork, cached: boolean) =>
    comparePrompts(ask, { first, second, sevenD, newBoundary, maxOutputTokens: maxOutputTokens.judge, cached });
  const measure = (
    input: EngineInput,
    prompt: string,
    known: readonly Assessment[],
    work: EngineWork,
    cached: boolean,
  ) =>
    measurePrompt(known, {
      judge: (sample) => judge(input, prompt, work, { sample, cached }),
      thresholds: input.thresholds,
      mostSamples,
      hasRoom: work.hasRoom,
    });
  return {
    name: 'model',
    model: model.id,
    sizes: (input, other) => {
      const known = sizes.get(input) ?? sizesOf(model, options, input, other);
      sizes.set(input, known);
      return known;
    },
    worstOf: async (question, added, outputTokens) =>
      worstOfCall(model, (await model.countInput(question)) + added, outputTokens),
    hands: (input, work) => ({
      compose: () => composedCandidate(input),
      rewrite: (strategy, previous) =>
        rewriteByModel(work.ask, {
          prompt: input.prompt,
          sevenD: input.sevenD,
          strategy,
          previous,
          boundary: newBoundary(),
          maxOutputTokens: maxOutputTokens.rewrite,
        }),
      estimate: (prompt) => estimate((sample) => judge(input, prompt, work, { sample, cached: true })),
      // Never from the cache: whoever asks again must not be shown the luck of the first time as a measurement.
      measure: (prompt, known) => measure(input, prompt, known, work, false),
      scoreOf: (assessments) =>
        sampledScore(
          assessments.map(({ score }) => score),
          input.thresholds,
          { isLast: false },
        ),
      compare: async (first, second) => (await compare(input, first, second, work, false)).preferred,
    }),
    score: (input, work) => measure(input, input.prompt, [], work, true),
    compare: (input, other, work) => compare(input, input.prompt, other, work, true),
  };
}

/** A first look; a judge whose answer cannot be read is asked once more. */
async function estimate(judge: (sample: number) => Promise<Assessment>): Promise<Assessment> {
  try {
    return await judge(0);
  } catch (error) {
    if (!isUnusableAnswer(error)) throw error;
    return judge(1);
  }
}

/**
 * Calls at their longest. A candidate is at most as long as the answer it came in, or as what the rules
 * compose; the notes of the judge that a repair is told of are no longer than its answer; a repair is shown
 * the version to work on and some of the last ones.
 */
async function sizesOf(
  model: Model,
  { maxOutputTokens: longest }: ModelEngineOptions,
  { prompt, sevenD, ruleset, weights }: EngineInput,
  other: string | undefined,
): Promise<CallSizes> {
  const boundary = countedBoundary;
  const toJudge = (text: string) =>
    judgeQuestion({ prompt: text, sevenD, weights, boundary, maxOutputTokens: longest.judge });
  const compared = compareQuestion({
    first: prompt,
    second: other ?? '',
    sevenD,
    newBoundary: () => countedBoundary,
    maxOutputTokens: longest.judge,
  });
  const rewrites = strategyNames.map((strategy) =>
    rewriteQuestion({ prompt, sevenD, strategy, previous: emptyRepair, boundary, maxOutputTokens: longest.rewrite }),
  );
  const composed = composedBy({ prompt, sevenD, ruleset }).prompt;
  const count = (question: Parameters<Model['countInput']>[0]) => model.countInput(question);
  const [sample, withComposed, comparison, repairs] = await Promise.all([
    count(toJudge(prompt)),
    count(toJudge(composed)),
    count(compared),
    Promise.all(rewrites.map(count)),
  ]);
  const candidate = Math.max(longest.rewrite, withComposed);
  const written = (1 + repairLimits.history) * candidate + longest.judge;
  return {
    rewrite: worstOfCall(model, Math.max(...repairs) + written, longest.rewrite),
    sample: worstOfCall(model, sample + candidate, longest.judge),
    first: worstOfCall(model, sample, longest.judge),
    comparison: worstOfCall(model, comparison + candidate, longest.judge),
    composed: composed === prompt ? null : worstOfCall(model, withComposed, longest.judge),
  };
}

/**
 * Stands for every boundary where sizes are counted: random text has more tokens one time than another, and
 * what was held for a run must be what its loop reckons with.
 */
const countedBoundary = '1a2b3c4d-5e6f-4a7b-8c9d-0e1f2a3b4c5d';

/** A repair with all its fields, and nothing in them. */
const emptyRepair: RepairMaterial = {
  candidate: '',
  weaknesses: [],
  history: Array.from({ length: repairLimits.history }, () => ({ prompt: '', composite: 100 })),
};
