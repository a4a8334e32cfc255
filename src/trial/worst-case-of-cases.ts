import type { Question } from '../ports/ask-model.js';
import { gradeQuestion } from './assertions/grade-answer.js';
import { caseQuestion } from './case-question.js';
import type { PreparedCase } from './prepare-trial.js';

/** The longest answers in tokens, reasoning included. */
export interface TrialOutputTokens {
  /** Of the prompt under test. */
  readonly test: number;
  /** Of a grader. */
  readonly grade: number;
}

/** A question that will be asked at most so often. */
export interface WorstQuestion {
  readonly question: Pick<Question<unknown>, 'system' | 'user' | 'schema'>;
  readonly calls: number;
  /** Input tokens of each call beyond those of the question as it stands here: an answer to be graded. */
  readonly addedInputTokens: number;
  /** Of each call. */
  readonly outputTokens: number;
}

/** A boundary of the longest kind: what a UUID is. */
const anyBoundary = '00000000-0000-4000-8000-000000000000';

/**
 * Everything that running cases may ask, for a reservation. An answer is graded as part of a JSON string,
 * in which quotes, backslashes and line breaks are escaped: it may have twice the tokens that the model
 * wrote.
 */
export function worstCaseOfCases(
  cases: readonly PreparedCase[],
  maxOutputTokens: TrialOutputTokens,
): readonly WorstQuestion[] {
  return cases.flatMap((one) => [
    {
      question: caseQuestion(one, maxOutputTokens.test),
      calls: 1,
      addedInputTokens: 0,
      outputTokens: maxOutputTokens.test,
    },
    ...one.assertions.flatMap((assertion) => {
      if (assertion.type !== 'rubric') return [];
      const { criterion, samples = 1 } = assertion.rubric;
      const question = gradeQuestion({
        answer: '',
        criterion,
        boundary: anyBoundary,
        maxOutputTokens: maxOutputTokens.grade,
      });
      return [
        { question, calls: samples, addedInputTokens: 2 * maxOutputTokens.test, outputTokens: maxOutputTokens.grade },
      ];
    }),
  ]);
}
