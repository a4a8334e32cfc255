import type { JsonObject } from '../domain/json/json.js';
import type { PromptTestCase } from '../domain/runs/prompt-test.js';
import { PromptForgeError } from '../errors/promptforge-error.js';
import { compilePattern, notForRe2 } from './assertions/compile-pattern.js';
import { prepareSchema } from './assertions/prepare-schema.js';
import { problemOf } from './checked-trial.js';
import { trialSchema } from './trial-schema.js';

export interface CaseProblem {
  /** The index of the case first; empty where it is about all of them. */
  readonly path: readonly PropertyKey[];
  readonly message: string;
}

/** What is wrong with cases, all at once, before there is a prompt to run on them. Repeats no value. */
export function caseProblems(cases: readonly PromptTestCase[]): readonly CaseProblem[] {
  const { error } = trialSchema.safeParse({ cases });
  if (error !== undefined) {
    return error.issues.map((issue) => ({ path: issue.path.slice(1), message: problemOf(issue) }));
  }
  return cases.flatMap(({ assertions }, index) =>
    assertions.flatMap((assertion, at): readonly CaseProblem[] => {
      const place = [index, 'assertions', at];
      if (assertion.type === 'regex') {
        const isTaken = succeeds(() => compilePattern(assertion.pattern, assertion.flags));
        return isTaken === true ? [] : [{ path: [...place, 'pattern'], message: notForRe2 }];
      }
      if (assertion.type !== 'json_schema') return [];
      const tried = succeeds(() => prepareSchema(assertion.schema as JsonObject, ''));
      if (tried === true) return [];
      const message = PromptForgeError.is(tried) ? tried.message.replace(/^: /, '') : 'is no JSON Schema';
      return [{ path: [...place, 'schema'], message }];
    }),
  );
}

/** What it threw, or true. */
function succeeds(task: () => unknown): unknown {
  try {
    task();
    return true;
  } catch (error) {
    return error;
  }
}
