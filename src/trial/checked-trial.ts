import type { z } from 'zod';
import type { PromptTestCase } from '../domain/runs/prompt-test.js';
import { PromptForgeError } from '../errors/promptforge-error.js';
import { trialOfModuleSchema, trialSchema } from './trial-schema.js';
import { whatIsTaken } from './what-is-taken.js';

/** What to run, complete. */
export interface CheckedTrial {
  readonly cases: readonly PromptTestCase[];
  /** Cases that are asked about at the same time, 1 to 8. */
  readonly concurrency: number;
}

export interface AskedTrial {
  readonly cases: unknown;
  readonly concurrency?: unknown;
}

/**
 * The cases of a request, if they are of their shape. Everything in them is JSON.
 * @param mayHaveNone whether cases that are left out are none, as where those of a module are to be run.
 * @throws PromptForgeError `request_invalid` that names the place of every fault, and repeats no value.
 */
export function checkedTrial({ cases, concurrency }: AskedTrial, mayHaveNone = false): CheckedTrial {
  const asked = concurrency === undefined ? { cases } : { cases, concurrency };
  const parsed = (mayHaveNone ? trialOfModuleSchema : trialSchema).safeParse(asked);
  if (parsed.success) return { ...parsed.data, cases: parsed.data.cases ?? [] };
  const problems = parsed.error.issues.slice(0, 10).map((issue) => `${placeOf(issue)}: ${problemOf(issue)}`);
  throw new PromptForgeError('request_invalid', `test() got cases that cannot be run. ${problems.join('; ')}.`);
}

/** A key that is no word could be anything. */
function placeOf({ path }: z.core.$ZodIssue): string {
  return path
    .map((key) => (typeof key === 'number' || /^[A-Za-z_]{1,24}$/.test(String(key)) ? String(key) : '*'))
    .join('.');
}

/** What is wrong with a case, in words of ours, which print no key. */
export function problemOf(issue: z.core.$ZodIssue): string {
  if (issue.code === 'unrecognized_keys') return 'holds a field that does not exist';
  if (issue.code === 'invalid_union')
    return 'is of no known type: contains, equals, regex, json_schema, similarity, rubric';
  if (issue.code === 'invalid_key') return issue.issues[0]?.message ?? issue.message;
  return whatIsTaken(issue);
}
