import { withComposite } from '../domain/scores/score.js';
import { scoreRulesFor } from '../domain/scores/score-rules.js';
import { lintPrompt } from '../prompt/lint-prompt.js';
import type { ScorePrompt } from '../score/calibration/measure-agreement.js';
import { scoreFindings } from '../score/score-findings.js';

/** The score of the rules engine. */
export const judgeByRules: ScorePrompt = async (prompt, sevenD) =>
  withComposite(scoreFindings(lintPrompt(prompt, sevenD)), scoreRulesFor(sevenD.domain).weights);
