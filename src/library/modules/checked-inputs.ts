import { z } from 'zod';
import type { JsonValue } from '../../domain/json/json.js';
import type { ModuleInputs } from '../../domain/library/module-recipe.js';
import { PromptForgeError } from '../../errors/promptforge-error.js';
import { inputProblems } from './input-values.js';

const json = z.record(z.string(), z.json());

/** @throws PromptForgeError `module_input_invalid` that names every input that is wrong, and repeats no value. */
export function checkedInputs(inputs: ModuleInputs, given: unknown): Readonly<Record<string, JsonValue>> {
  const defined = typeof given === 'object' && given !== null ? withoutUndefined(given) : given;
  const parsed = json.safeParse(defined);
  if (!parsed.success || Array.isArray(given)) {
    const message = 'inputs must be an object of JSON, with a value for each input of the module.';
    throw new PromptForgeError('module_input_invalid', message, { details: { problems: [] } });
  }
  const problems = inputProblems(inputs, parsed.data);
  if (problems.length === 0) return parsed.data;
  const told = problems.map(({ input, message }) => `${input === '*' ? 'One that was given' : input} ${message}`);
  throw new PromptForgeError(
    'module_input_invalid',
    `The inputs are not such as the module takes. ${told.join('; ')}.`,
    {
      details: { problems: problems.map((problem) => ({ ...problem })) },
    },
  );
}

/** A field that is undefined is one that is left out. */
function withoutUndefined(given: object): object {
  return Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined));
}
