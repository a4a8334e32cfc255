import type { ModuleDefinition, ModuleInput } from '../../domain/library/module-recipe.js';
import { fits } from './input-values.js';
import { type ModuleProblem, pathOf } from './module-problem.js';
import { moduleLimits } from './module-schema.js';

/** What parts of the schema of the inputs have to do with each other. */
export function checkInputs({ inputs: { properties, required } }: ModuleDefinition): readonly ModuleProblem[] {
  const names = required.flatMap((name, index): readonly ModuleProblem[] => {
    if (Object.hasOwn(properties, name) && required.indexOf(name) === index) return [];
    const message = 'must be the name of an input, each once';
    return [{ path: pathOf(['inputs', 'required', index]), problem: 'required_unknown', message }];
  });
  return [...names, ...Object.entries(properties).flatMap(([name, input]) => checkInput(name, input))];
}

function checkInput(name: string, input: ModuleInput): readonly ModuleProblem[] {
  const at = (...keys: readonly (string | number)[]) => pathOf(['inputs', 'properties', name, ...keys]);
  const problems: ModuleProblem[] = [];
  if (input.type === 'string') {
    const { enum: values = [], maxLength = moduleLimits.inputLength } = input;
    values.forEach((value, index) => {
      if (values.indexOf(value) !== index) {
        problems.push({ path: at('enum', index), problem: 'enum_repeated', message: 'is listed twice' });
      } else if ([...value].length > maxLength) {
        const message = `is longer than the ${maxLength} characters that the input takes`;
        problems.push({ path: at('enum', index), problem: 'default_unfit', message });
      }
    });
  }
  const crossed = crossedBound(input);
  if (crossed !== null) problems.push({ path: at(crossed.key), problem: 'bounds_crossed', message: crossed.message });
  if (crossed === null && input.default !== undefined && !fits(input.default, input)) {
    const message = 'must be a value that the input itself takes';
    problems.push({ path: at('default'), problem: 'default_unfit', message });
  }
  return problems;
}

function crossedBound(input: ModuleInput): { readonly key: string; readonly message: string } | null {
  if (input.type === 'array') {
    const { minItems = 0, maxItems = moduleLimits.listItems } = input;
    return minItems > maxItems ? { key: 'minItems', message: `must be at most maxItems, ${maxItems}` } : null;
  }
  if (input.type !== 'number' && input.type !== 'integer') return null;
  const { minimum = Number.NEGATIVE_INFINITY, maximum = Number.POSITIVE_INFINITY } = input;
  return minimum > maximum ? { key: 'minimum', message: `must be at most maximum, ${maximum}` } : null;
}
