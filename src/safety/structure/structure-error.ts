import type { JsonObject } from '../../domain/json/json.js';
import { PromptForgeError } from '../../errors/promptforge-error.js';
import { type StructureProblem, structureErrors } from './structure-problem.js';

/** The first problem as an error, with all others of its code. */
export function structureError(problems: readonly [StructureProblem, ...StructureProblem[]]): PromptForgeError {
  const { code, details } = problems[0];
  const alike = problems.filter((problem) => problem.code === code);
  const message = alike.map((problem) => `${problem.message} ${problem.fix}`).join(' ');
  const allDetails: JsonObject =
    code === 'seven_d_invalid' ? { issues: alike.map((problem) => problem.details) } : details;
  return new PromptForgeError(structureErrors[code], message, { details: allDetails });
}
