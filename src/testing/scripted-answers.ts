import { type CriterionName, criterionNames, rubric } from '../judging.js';

/** How good something is, from 0 to 4; each is worth 25 points of a score. */
export type ScriptedRating = 0 | 1 | 2 | 3 | 4;

/** What a judge says of a prompt by one criterion. */
export interface ScriptedCriterion {
  /** Words of the prompt. A weakness with others is dropped as made up; with none it counts. */
  readonly evidence: string;
  /** What falls short; empty when nothing does. */
  readonly weakness: string;
  /** From 0 to 4. For `interpretations` and `undefined_terms`, which are about ambiguity, 4 is the worst. */
  readonly rating: ScriptedRating;
}

/** An answer to the purpose `judge`. */
export type ScriptedJudgement = Readonly<Record<CriterionName, ScriptedCriterion>>;

/**
 * What a judge answers that finds a prompt equally good by every criterion: clarity, execution, business
 * fit and the composite come to 25 times `goodness`, ambiguity to 100 less that.
 * @param changed replaces parts of what it says by single criteria.
 */
export function scriptedJudgement(
  goodness: ScriptedRating,
  changed: Readonly<Partial<Record<CriterionName, Partial<ScriptedCriterion>>>> = {},
): ScriptedJudgement {
  const answer = (name: CriterionName): ScriptedCriterion => ({
    evidence: '',
    weakness: goodness === 4 ? '' : `The ${name} could be better.`,
    rating: (rubric[name].dimension === 'ambiguity' ? 4 - goodness : goodness) as ScriptedRating,
    ...changed[name],
  });
  return Object.fromEntries(criterionNames.map((name) => [name, answer(name)])) as ScriptedJudgement;
}

/** An answer to the purposes `rewrite` and `repair`. */
export interface ScriptedRewrite {
  readonly optimized_prompt: string;
  readonly changes: readonly string[];
}

/** What a rewriter answers: a prompt, and what was changed and why, one sentence each. */
export function scriptedRewrite(
  prompt: string,
  changes: readonly string[] = ['Said it more plainly.'],
): ScriptedRewrite {
  return { optimized_prompt: prompt, changes };
}

/** An answer to the purpose `compare`. */
export interface ScriptedComparison {
  readonly for_first: string;
  readonly for_second: string;
  readonly better: 'first' | 'second' | 'tie';
}

/**
 * What a judge answers that compares two prompts. It is asked twice, in both orders, so that `first` and
 * `second` are places: `scriptedMaterial` tells which prompt stands where.
 * @param reasons what speaks for each of them.
 */
export function scriptedComparison(
  better: ScriptedComparison['better'],
  reasons: { readonly first?: string; readonly second?: string } = {},
): ScriptedComparison {
  const { first = 'It is plainer.', second = 'It is shorter.' } = reasons;
  return { for_first: first, for_second: second, better };
}

/** An answer to the purpose `grade`. */
export interface ScriptedGrade {
  readonly evidence: string;
  readonly reason: string;
  readonly rating: ScriptedRating;
}

/**
 * What a grader answers to the `rubric` of a prompt test; each step of the rating is worth 25 points.
 * @param evidence words of the answer it grades; a grade without them only counts where the rating is 0.
 */
export function scriptedGrade(rating: ScriptedRating, evidence: string, reason = 'It is said there.'): ScriptedGrade {
  return { evidence, reason, rating };
}
