import { PromptForgeError } from '../../errors/promptforge-error.js';
import type { ModuleProblem } from './module-problem.js';

/** Problems that the message tells of; the details have all. */
const mostTold = 5;

/** The error for a module that is none. */
export function moduleInvalid(problems: readonly ModuleProblem[]): PromptForgeError {
  const told = problems.slice(0, mostTold).map(({ path, message }) => (path === '' ? message : `${path} ${message}`));
  const more = problems.length > mostTold ? `; and ${problems.length - mostTold} more` : '';
  return new PromptForgeError('module_invalid', `The module is not as modules are. ${told.join('; ')}${more}.`, {
    details: { problems: problems.map((problem) => ({ ...problem })) },
  });
}
