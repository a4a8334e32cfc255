import type { Question } from '../ports/ask-model.js';
import type { PreparedCase } from './prepare-trial.js';

/** The prompt under test, put to the model as a user of it would: its own words and no others. */
export function caseQuestion({ system, user }: PreparedCase, maxOutputTokens: number): Question<string> {
  return { purpose: 'test', system, user, schema: null, maxOutputTokens };
}
