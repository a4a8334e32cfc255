import { optimizePrompt } from '../../src/optimize/optimize-prompt.js';
import { NoisyPrompts, noisyLoop, normalFrom, numbersFrom } from './noisy-judge.js';

/** What a rewrite does to the true score: nothing at all, what a weak model does, what a good one does. */
export const gains = {
  none: () => () => 0,
  weak: (next: () => number) => {
    const normal = normalFrom(next);
    return () => 2 + 3 * normal();
  },
  good: (next: () => number) => {
    const normal = normalFrom(next);
    return () => 5 + 4 * normal();
  },
} as const;
export type Gain = keyof typeof gains;

export interface Ended {
  readonly truth: number;
  readonly told: number;
  readonly passed: boolean;
  readonly improved: boolean;
  readonly judgeCalls: number;
  readonly rewriteCalls: number;
}

export interface Figures {
  /** Prompts. */
  readonly prompts: number;
  /** Share of those that end below the gate in truth, and as `pass`, in percent. */
  readonly falsePasses: number;
  /** Share that end as `pass`, in percent. */
  readonly passes: number;
  /** Points by which the scores told exceed the truth: of all, of accepted rewrites, and of those that passed. */
  readonly inflation: { readonly all: number; readonly improved: number; readonly passed: number };
  readonly judgeCalls: number;
  readonly mostJudgeCalls: number;
}

type Loop = (
  world: NoisyPrompts,
  original: string,
) => Promise<Omit<Ended, 'truth' | 'judgeCalls' | 'rewriteCalls'> & { prompt: string }>;

export const wholeLoop: Loop = async (world, original) => {
  const { result } = await optimizePrompt(original, noisyLoop(world, original));
  const { optimized, improved, gate } = result;
  return {
    prompt: optimized.prompt,
    told: optimized.score.composite,
    passed: gate.outcome === 'pass',
    improved,
  };
};

/** What is often done: one sample each, the best of four is told. */
export const naiveLoop: Loop = async (world, original) => {
  const versions = [original, ...[1, 2, 3].map(() => world.rewrite(original))];
  const scored = versions.map((prompt) => ({ prompt, told: world.judge(prompt).score.composite }));
  const best = scored.reduce((a, b) => (b.told > a.told ? b : a));
  return { ...best, passed: best.told >= 80, improved: best.prompt !== original };
};

/** Plays so many prompts whose true scores are spread evenly over a range. */
export async function play(
  loop: Loop,
  setup: {
    readonly prompts: number;
    readonly from: number;
    readonly to: number;
    readonly deviation: number;
    readonly gain: Gain;
    readonly seed: number;
  },
): Promise<Figures> {
  const next = numbersFrom(setup.seed);
  const gain = gains[setup.gain](next);
  const ended: Ended[] = [];
  for (let index = 0; index < setup.prompts; index += 1) {
    const world = new NoisyPrompts({ deviation: setup.deviation, gain, next });
    const truth = setup.from + ((setup.to - setup.from) * (index + 0.5)) / setup.prompts;
    const { prompt, ...outcome } = await loop(world, world.prompt(truth));
    const { judgeCalls, rewriteCalls } = world;
    ended.push({ ...outcome, truth: world.truthOf(prompt), judgeCalls, rewriteCalls });
  }
  return figuresOf(ended);
}

function figuresOf(ended: readonly Ended[]): Figures {
  const below = ended.filter(({ truth }) => truth < 80);
  const passed = ended.filter((end) => end.passed);
  const excess = (ends: readonly Ended[]) => mean(ends.map(({ told, truth }) => told - truth));
  return {
    prompts: ended.length,
    falsePasses: percent(below.filter((end) => end.passed).length, below.length),
    passes: percent(passed.length, ended.length),
    inflation: {
      all: excess(ended),
      improved: excess(ended.filter(({ improved }) => improved)),
      passed: excess(passed),
    },
    judgeCalls: mean(ended.map(({ judgeCalls }) => judgeCalls)),
    mostJudgeCalls: Math.max(...ended.map(({ judgeCalls }) => judgeCalls)),
  };
}

function mean(values: readonly number[]): number {
  return values.length === 0
    ? 0
    : Math.round((100 * values.reduce((sum, value) => sum + value, 0)) / values.length) / 100;
}

function percent(part: number, whole: number): number {
  return whole === 0 ? 0 : Math.round((10_000 * part) / whole) / 100;
}
