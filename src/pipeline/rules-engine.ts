import type { Assessment } from '../domain/assessment.js';
import { withComposite } from '../domain/score.js';
import { composePrompt } from '../prompt/compose-prompt.js';
import { lintPrompt } from '../prompt/lint-prompt.js';
import { rulesRubric, scoreFindings } from '../score/score-findings.js';
import type { EngineInput, RunEngine } from './engine.js';

/** Works without a model: adds what a prompt lacks by the prompt standard, and scores its structure. */
export const rulesEngine: RunEngine = {
  name: 'rules',
  model: null,
  worstCase: async () => ({ tokens: 0, cost: 0 }),
  hands: (input) => ({
    // Composing again adds nothing, so there is no repair.
    rewrite: async (previous) =>
      previous === null ? composePrompt(input.prompt, input.sevenD, lintPrompt(input.prompt, input.sevenD)) : null,
    score: async (prompt) => assess(prompt, input),
  }),
};

function assess(prompt: string, { sevenD, weights }: EngineInput): Assessment {
  const findings = lintPrompt(prompt, sevenD);
  return {
    score: withComposite(scoreFindings(findings), weights),
    rubric: rulesRubric,
    weaknesses: [...findings]
      .sort((a, b) => b.penalty - a.penalty)
      .map(({ dimension, message, fix }) => ({ dimension, note: `${message} ${fix}`, quote: '' })),
  };
}
