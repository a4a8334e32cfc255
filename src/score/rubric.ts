import type { ScoreDimension } from '../domain/scores/score.js';

/** Names the rubric and its version. Raise the version whenever a word of it changes. */
export const modelRubric = 'behavioral-anchors-1';

export interface Criterion {
  readonly dimension: ScoreDimension;
  /** What a rating of 0, 2 and 4 looks like; 1 and 3 lie between. */
  readonly anchors: readonly [zero: string, two: string, four: string];
}

export type CriterionName =
  | 'goal'
  | 'wording'
  | 'inputs'
  | 'output'
  | 'procedure'
  | 'interpretations'
  | 'undefined_terms'
  | 'context'
  | 'usefulness';

/** What a judge rates, each from 0 to 4. For ambiguity 4 is the worst, for all others the best. */
export const rubric = {
  goal: {
    dimension: 'clarity',
    anchors: [
      'no goal can be made out',
      'a goal is implied and has to be guessed in part',
      'one goal is stated outright',
    ],
  },
  wording: {
    dimension: 'clarity',
    anchors: [
      'sentences cannot be followed',
      'understandable on a second reading',
      'each sentence has one plain meaning',
    ],
  },
  inputs: {
    dimension: 'execution',
    anchors: [
      'what the work needs is neither given nor asked for',
      'some of what is needed is given',
      'everything needed is given, or marked as a placeholder to fill in',
    ],
  },
  output: {
    dimension: 'execution',
    anchors: [
      'the form of the answer is open',
      'a format is named without its parts',
      'format, parts and length are specified',
    ],
  },
  procedure: {
    dimension: 'execution',
    anchors: [
      'neither steps nor criteria are given',
      'steps or criteria are given in part',
      'steps are in order and there are criteria to check the answer against',
    ],
  },
  interpretations: {
    dimension: 'ambiguity',
    anchors: [
      'one sensible reading',
      'two readings that lead to different answers',
      'many readings that contradict each other',
    ],
  },
  undefined_terms: {
    dimension: 'ambiguity',
    anchors: [
      'every term that matters is defined or common',
      'one or two terms are left open',
      'key terms mean nothing definite',
    ],
  },
  context: {
    dimension: 'business_fit',
    anchors: [
      'nothing of the stated context shows',
      'field or situation show in part',
      'field, scale, time frame and means all shape the task',
    ],
  },
  usefulness: {
    dimension: 'business_fit',
    anchors: [
      'an answer would be of no use for the stated purpose',
      'an answer would need rework to be of use',
      'an answer could be used for the stated purpose as it is',
    ],
  },
} as const satisfies Record<CriterionName, Criterion>;

export const criterionNames = Object.keys(rubric) as readonly CriterionName[];

/** What no rewrite may quote: whoever writes for the judge's words writes for the judge. */
export const confidentialPhrases: readonly string[] = criterionNames.flatMap((name) => [name, ...rubric[name].anchors]);
