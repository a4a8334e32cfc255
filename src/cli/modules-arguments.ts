import { commandWords, wrongWords } from './command-words.js';
import { type GivenInput, givenInputs, moduleInputFlags } from './module-inputs.js';
import { oneOf } from './one-of.js';

const actions = ['list', 'show', 'validate', 'render'] as const;

export interface ModulesArguments {
  readonly action: (typeof actions)[number];
  /** The id of a module, or the path of a file; empty for `list`. */
  readonly subject: string;
  readonly inputs: readonly GivenInput[];
}

export const modulesHelp = `promptforge modules ACTION

Works on modules, versioned recipes for prompts, without a database.

  list                 the starter catalogue
  show MODULE          a module as JSON
  validate FILE        tell every problem of a module in a file of JSON, with its place
  render MODULE        the prompt that a module makes
    --input NAME=VALUE an input; for a list, once for each entry
    --input-file NAME=PATH
                       an input from a file; for a list, one entry a line

MODULE is the id of a starter module, or the path of a file, which has a dot. - reads standard input.

Exit code: 0, 1 when a module or its inputs are wrong, 2 for wrong arguments.`;

export const modulesWrong = wrongWords('modules');

/**
 * Null when the help was asked for.
 * @throws PromptForgeError `request_invalid`
 */
export function parseModulesArguments(words: readonly string[]): ModulesArguments | null {
  const { values, positionals } = commandWords('modules', words, moduleInputFlags);
  if (values.help === true) return null;
  const [first = '', subject = '', ...others] = positionals;
  const action = oneOf(actions, first, 'The action', modulesWrong);
  if ((action === 'list') !== (subject === '') || others.length > 0) {
    throw modulesWrong(action === 'list' ? 'list takes nothing else.' : `${action} takes one module.`);
  }
  const inputs = givenInputs(values, modulesWrong);
  if (inputs.length > 0 && action !== 'render') throw modulesWrong('--input is for render.');
  return { action, subject, inputs };
}
