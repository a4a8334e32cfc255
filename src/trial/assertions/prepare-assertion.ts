import type { JsonObject } from '../../domain/json/json.js';
import type { Assertion, RubricAssertion } from '../../domain/runs/prompt-test.js';
import { invalidTrial } from '../invalid-trial.js';
import { type Check, yesOrNo } from './check.js';
import { schemaCheck } from './check-json.js';
import { checkSimilarity } from './check-similarity.js';
import { checkContains, checkEquals } from './check-text.js';
import { compilePattern, notForRe2 } from './compile-pattern.js';

/** An assertion that can be tried: at once, or by asking a grader. */
export type PreparedAssertion =
  | { readonly type: Exclude<Assertion['type'], 'rubric'>; readonly check: (answer: string) => Check }
  | { readonly type: 'rubric'; readonly rubric: RubricAssertion };

/**
 * @param place of the assertion in the request, for messages.
 * @throws PromptForgeError `request_invalid` for a pattern or a schema that cannot be tried.
 */
export async function prepareAssertion(assertion: Assertion, place: string): Promise<PreparedAssertion> {
  const { type } = assertion;
  switch (type) {
    case 'contains':
      return { type, check: (answer) => checkContains(answer, assertion) };
    case 'equals':
      return { type, check: (answer) => checkEquals(answer, assertion) };
    case 'similarity':
      return { type, check: (answer) => checkSimilarity(answer, assertion) };
    case 'rubric':
      return { type, rubric: assertion };
    case 'regex': {
      const { pattern, flags, not = false } = assertion;
      const matches = toBeMended(() => compilePattern(pattern, flags), `${place}.pattern`, notForRe2);
      return {
        type,
        check: (answer) => {
          const found = matches(answer);
          return yesOrNo(found !== not, `The pattern ${found ? 'matches' : 'does not match'} the answer.`);
        },
      };
    }
    case 'json_schema':
      // Nothing but JSON has come through the check of the request.
      return { type, check: await schemaCheck(assertion.schema as JsonObject, `${place}.schema`) };
  }
}

function toBeMended<T>(make: () => T, place: string, problem: string): T {
  try {
    return make();
  } catch {
    throw invalidTrial(place, problem);
  }
}
