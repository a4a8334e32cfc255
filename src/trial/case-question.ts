import type { Question } from '../ports/ask-model.js';
import type { PreparedCase } from './prepare-trial.js';

/**
 * The prompt under test, put to the model as a user of it would: its own words and no others.
 * @param index of the case: two that ask the same are asked both.
 */
export function caseQuestion({ system, user }: PreparedCase, maxOutputTokens: number, index = 0): Question<string> {
  return { purpose: 'test', system, user, sample: index, schema: null, maxOutputTokens };
}
