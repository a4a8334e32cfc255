import type { Gate, OptimizeResult, RunFacts, Score } from '../../index.js';
import { type Check, defineCheck } from '../check.js';
import type { CheckSettings } from '../check-settings.js';
import type { GoldenPrompt } from './golden-set.js';
import { answered, scored } from './scored.js';

/** Scores are where they should be, and the gate follows them. */
export function qualityChecks({ goldenSet }: CheckSettings): readonly Check[] {
  return [...goldenSet.map(goldenScore), gateFollowsTheScore, optimizedIsNotWorse];
}

function goldenScore(golden: GoldenPrompt): Check {
  return defineCheck({
    name: `golden-${golden.name}`,
    suite: 'quality',
    title: `The golden prompt ${golden.name} scores as expected`,
    usesModel: true,
    async run(context) {
      const { engine, score } = await scored(context, golden);
      const range = golden[engine];
      if (range === null) return context.skip(`There is no range for the engine ${engine}.`);
      const [least, most] = range;
      const { composite } = score;
      context.expect(
        composite >= least && composite <= most,
        `The composite is ${composite}, and should be ${least} to ${most}.`,
      );
    },
  });
}

const gateFollowsTheScore = defineCheck({
  name: 'gate',
  suite: 'quality',
  title: 'The gate decides as its thresholds say',
  usesModel: true,
  async run(context) {
    for (const golden of extremes(context.settings.goldenSet)) {
      const { score, gate } = await scored(context, golden);
      const short = shortOf(score, gate);
      if (gate.outcome === 'pass')
        context.expect(short.length === 0, `Passed the gate, short of: ${short.join(', ')}.`);
      if (gate.outcome === 'fail') context.expect(short.length > 0, 'Failed the gate with a score that reaches it.');
    }
  },
});

const optimizedIsNotWorse = defineCheck({
  name: 'optimized-is-not-worse',
  suite: 'quality',
  title: 'An optimized prompt is not worse than its original',
  usesModel: true,
  async run(context) {
    const [golden] = context.settings.goldenSet;
    if (golden === undefined) return context.skip('The golden set is empty.');
    const { prompt, sevenD } = golden;
    const answer = await context.request({ path: '/gpt-editor', as: 'member', body: { prompt, sevenD } });
    const result = answered<OptimizeResult & RunFacts>(context, answer);
    const [before, after] = [result.original.score.composite, result.optimized.score.composite];
    context.expect(
      after >= before - context.settings.scoreTolerance,
      `The composite went from ${before} down to ${after}.`,
    );
  },
});

function extremes(goldenSet: readonly GoldenPrompt[]): readonly GoldenPrompt[] {
  return goldenSet.length < 2 ? goldenSet : [...goldenSet.slice(0, 1), ...goldenSet.slice(-1)];
}

/** Measures that do not reach their thresholds. */
function shortOf(score: Score, { thresholds }: Gate): readonly string[] {
  const { ambiguity, ...atLeast } = thresholds;
  const short = Object.entries(atLeast).filter(([name, least]) => least !== null && score[name as keyof Score] < least);
  const names = short.map(([name]) => name);
  return ambiguity !== null && score.ambiguity > ambiguity ? [...names, 'ambiguity'] : names;
}
