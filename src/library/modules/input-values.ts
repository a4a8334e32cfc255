import { validate } from '@cfworker/json-schema';
import type { JsonObject, JsonValue } from '../../domain/json/json.js';
import type { ModuleInput, ModuleInputs } from '../../domain/library/module-recipe.js';
import { moduleLimits } from './module-schema.js';

/** What is wrong with one value. */
export interface InputProblem {
  /** The name of the input; `*` for one that the module does not have. */
  readonly input: string;
  readonly problem: 'missing' | 'unknown' | 'unfit';
  /** What the input takes. */
  readonly message: string;
}

/** Whether nothing was given: a form sends an empty text for a field that was left out. */
function isLeftOut(value: JsonValue | undefined): boolean {
  return value === undefined || value === null || (typeof value === 'string' && value.trim() === '');
}

/** The values that count: those given, and defaults for those left out. */
export function completedValues(
  { properties }: ModuleInputs,
  given: Readonly<Record<string, JsonValue>>,
): ReadonlyMap<string, JsonValue | null> {
  return new Map(
    Object.entries(properties).map(([name, input]) => {
      const value = Object.hasOwn(given, name) ? given[name] : undefined;
      return [name, value === undefined || isLeftOut(value) ? (input.default ?? null) : value];
    }),
  );
}

/** What is wrong with values, by the names of the inputs, all at once. No value is repeated. */
export function inputProblems(
  { properties, required }: ModuleInputs,
  given: Readonly<Record<string, JsonValue>>,
): readonly InputProblem[] {
  const unknown = Object.keys(given).some((name) => !Object.hasOwn(properties, name));
  const problems = Object.entries(properties).flatMap(([name, input]): readonly InputProblem[] => {
    const value = Object.hasOwn(given, name) ? given[name] : undefined;
    if (value === undefined || isLeftOut(value)) {
      return required.includes(name) && input.default === undefined
        ? [{ input: name, problem: 'missing', message: `is required, and ${whatItTakes(input)}` }]
        : [];
    }
    return fits(value, input) ? [] : [{ input: name, problem: 'unfit', message: whatItTakes(input) }];
  });
  if (!unknown) return problems;
  const names = Object.keys(properties).join(', ') || 'none';
  return [...problems, { input: '*', problem: 'unknown', message: `is no input of the module, which has: ${names}` }];
}

/** Whether the input takes the value, by its JSON Schema. */
export function fits(value: JsonValue, input: ModuleInput): boolean {
  return validate(value, schemaOf(input), '2020-12').valid;
}

function schemaOf(input: ModuleInput): JsonObject {
  const { default: _default, title: _title, description: _description, ...rules } = input;
  if (rules.type === 'string') return { maxLength: moduleLimits.inputLength, ...rules };
  if (rules.type !== 'array') return { ...rules };
  const items = { maxLength: moduleLimits.inputLength, ...rules.items, pattern: '\\S' };
  return { maxItems: moduleLimits.listItems, ...rules, items };
}

/** What an input takes, in words. */
function whatItTakes(input: ModuleInput): string {
  switch (input.type) {
    case 'string':
      return input.enum === undefined
        ? `must be a text of at most ${input.maxLength ?? moduleLimits.inputLength} characters`
        : `must be one of: ${input.enum.join(', ')}`;
    case 'boolean':
      return 'must be true or false';
    case 'array': {
      const { items, minItems = 0, maxItems = moduleLimits.listItems } = input;
      return `must be a list of ${minItems} to ${maxItems} texts, none empty, each of at most ${items.maxLength ?? moduleLimits.inputLength} characters`;
    }
    default: {
      const { minimum, maximum } = input;
      const bounds = [minimum === undefined ? '' : ` from ${minimum}`, maximum === undefined ? '' : ` to ${maximum}`];
      return `must be a ${input.type === 'integer' ? 'whole number' : 'number'}${bounds.join('')}`;
    }
  }
}
