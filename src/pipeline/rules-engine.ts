import type { Preference } from '../domain/runs/run.js';
import type { Assessment } from '../domain/scores/assessment.js';
import { withComposite } from '../domain/scores/score.js';
import { exactScore } from '../domain/scores/score-samples.js';
import type { Measured } from '../optimize/loop-parts.js';
import { lintPrompt } from '../prompt/lint-prompt.js';
import { rulesRubric, scoreFindings } from '../score/score-findings.js';
import { composedCandidate } from './composed-by.js';
import type { EngineInput, RunEngine } from './engine.js';

/** Works without a model: adds what a prompt lacks by the prompt standard, and scores its structure. */
export const rulesEngine: RunEngine = {
  name: 'rules',
  model: null,
  sizes: async () => null,
  worstOf: null,
  hands: (input) => ({
    compose: () => composedCandidate(input),
    // Composing again adds nothing.
    rewrite: async () => null,
    estimate: async (prompt) => assess(prompt, input),
    measure: async (prompt) => measured(prompt, input),
    scoreOf: ([assessment = assess(input.prompt, input)]) => exactScore(assessment.score, input.thresholds),
    compare: null,
  }),
  score: async (input) => measured(input.prompt, input),
  compare: async (input, other) => {
    const composite = (prompt: string) => assess(prompt, input).score.composite;
    const [first, second] = [composite(input.prompt), composite(other)];
    const preferred = preferenceOf(first, second);
    const reason = `By the rules the first prompt has a composite of ${first}, and the second one of ${second}.`;
    return { preferred, verdicts: [preferred, preferred], reasons: [reason, reason] };
  },
};

function measured(prompt: string, input: EngineInput): Measured {
  const assessment = assess(prompt, input);
  return { assessments: [assessment], scored: exactScore(assessment.score, input.thresholds) };
}

function preferenceOf(first: number, second: number): Preference {
  if (first === second) return 'tie';
  return first > second ? 'first' : 'second';
}

function assess(prompt: string, { sevenD, ruleset, weights }: EngineInput): Assessment {
  const findings = lintPrompt(prompt, sevenD, ruleset);
  return {
    score: withComposite(scoreFindings(findings), weights),
    rubric: rulesRubric,
    weaknesses: [...findings]
      .sort((a, b) => b.penalty - a.penalty)
      .map(({ dimension, message, fix }) => ({ dimension, note: `${message} ${fix}`, quote: '' })),
  };
}
