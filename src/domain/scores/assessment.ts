import type { Weakness } from '../runs/run.js';
import type { Score } from './score.js';

/** A score with what speaks against the prompt, which a rewrite can work on. */
export interface Assessment {
  readonly score: Score;
  /** Names the rubric and its version. */
  readonly rubric: string;
  /** What costs the most points first. In the words of the judge or of the rules. */
  readonly weaknesses: readonly Weakness[];
}
