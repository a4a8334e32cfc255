import { PromptForgeError } from '../errors/promptforge-error.js';
import { type EnvironmentName, environmentVariables } from './environment-variables.js';

export interface EnvironmentProblem {
  readonly name: EnvironmentName;
  /** What is wrong, as it follows the name. */
  readonly problem: string;
  readonly missing?: boolean;
}

/** One error for all that is wrong, a line each. */
export function environmentInvalid(problems: readonly EnvironmentProblem[]): PromptForgeError {
  const lines = problems.map(({ name, problem }) => {
    const { is, how } = environmentVariables[name];
    return `- ${name} ${problem}. It is ${is}. ${how}`;
  });
  const namesOf = (kind: boolean) => problems.filter(({ missing = false }) => missing === kind).map(({ name }) => name);
  return new PromptForgeError('config_invalid', `The environment is wrong.\n${lines.join('\n')}`, {
    details: { missing: namesOf(true), malformed: namesOf(false) },
  });
}
