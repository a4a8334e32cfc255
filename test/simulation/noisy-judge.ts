import type { Preference } from '../../src/domain/runs/run.js';
import type { Assessment } from '../../src/domain/scores/assessment.js';
import { defaultWeights, withComposite } from '../../src/domain/scores/score.js';
import { scoreRulesFor } from '../../src/domain/scores/score-rules.js';
import { sampledScore } from '../../src/domain/scores/score-samples.js';
import type { LoopParts } from '../../src/optimize/loop-parts.js';
import { measurePrompt } from '../../src/score/measure-prompt.js';

/** mulberry32: the same numbers for a seed, everywhere. */
export function numbersFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** Normally distributed numbers by the transform of Box and Muller. */
export function normalFrom(next: () => number): () => number {
  return () => Math.sqrt(-2 * Math.log(1 - next())) * Math.cos(2 * Math.PI * next());
}

export interface NoisyWorld {
  /** Standard deviation of a judgement of the composite, in points. */
  readonly deviation: number;
  /** What a rewrite adds to the true score of what it works on. */
  readonly gain: () => number;
  readonly next: () => number;
}

/** A world of prompts with true scores, a judge who sees them through noise, and a rewriter. */
export class NoisyPrompts {
  judgeCalls = 0;
  rewriteCalls = 0;
  readonly #truths = new Map<string, number>();
  readonly #world: NoisyWorld;
  readonly #normal: () => number;

  constructor(world: NoisyWorld) {
    this.#world = world;
    this.#normal = normalFrom(world.next);
  }

  /** A prompt that is truly so good. */
  prompt(truth: number): string {
    const prompt = `prompt ${this.#truths.size}`;
    this.#truths.set(prompt, truth);
    return prompt;
  }

  truthOf(prompt: string): number {
    const truth = this.#truths.get(prompt);
    if (truth === undefined) throw new Error(`Nobody wrote ${prompt}.`);
    return truth;
  }

  rewrite(prompt: string): string {
    this.rewriteCalls += 1;
    return this.prompt(Math.min(98, this.truthOf(prompt) + this.#world.gain()));
  }

  /** One judgement: the composite is off by the noise, and the dimensions with it. */
  judge(prompt: string): Assessment {
    this.judgeCalls += 1;
    const seen = clamp(this.truthOf(prompt) + this.#world.deviation * this.#normal());
    const dimensions = { clarity: seen, execution: seen, ambiguity: 100 - seen, business_fit: seen };
    return {
      score: withComposite(dimensions, defaultWeights),
      rubric: 'noisy-1',
      weaknesses: [{ dimension: 'clarity', note: 'It could be plainer.', quote: '' }],
    };
  }

  /** A judge sees the difference through the noise of both, anew for each order, and calls what is close a tie. */
  compare(first: string, second: string): Preference {
    const verdict = (): Preference => {
      this.judgeCalls += 1;
      const noise = Math.SQRT2 * this.#world.deviation * this.#normal();
      const difference = this.truthOf(first) - this.truthOf(second) + noise;
      if (Math.abs(difference) < 1) return 'tie';
      return difference > 0 ? 'first' : 'second';
    };
    const [straight, turned] = [verdict(), verdict()];
    return straight === turned ? straight : 'tie';
  }
}

function clamp(value: number): number {
  return Math.max(0, Math.min(100, value));
}

const { thresholds } = scoreRulesFor('generic');

/** The loop as the model engine has it, on such a world. */
export function noisyLoop(world: NoisyPrompts, original: string, mostSamples = 8): LoopParts {
  const judge = async (prompt: string) => world.judge(prompt);
  return {
    settings: { maxSteps: 3, candidates: 1, composed: true, maxConfirmations: 2 },
    compose: async () => ({ prompt: world.rewrite(original), changes: [] }),
    rewrite: async (_strategy, previous) => ({
      prompt: world.rewrite(previous?.candidate ?? original),
      changes: [],
    }),
    estimate: judge,
    measure: (prompt, known) => measurePrompt(known, { judge: () => judge(prompt), thresholds, mostSamples }),
    scoreOf: (assessments) =>
      sampledScore(
        assessments.map(({ score }) => score),
        thresholds,
        { isLast: false },
      ),
    compare: async (first, second) => world.compare(first, second),
    reject: async () => null,
    normalize: (text) => text,
    lacks: () => null,
    onEvent: () => {},
  };
}
