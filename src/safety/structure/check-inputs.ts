import type { StandardIssue, StandardResult, StandardSchema } from '../../domain/json/standard-schema.js';
import { PromptForgeError } from '../../errors/promptforge-error.js';
import { isFieldName } from './is-field-name.js';
import type { StructureProblem } from './structure-problem.js';
import { type TextAt, type TextsIn, textsIn } from './texts-in.js';

export interface CheckedInputs {
  readonly problems: readonly StructureProblem[];
  /** As the schema gave it back; null when there are problems. */
  readonly value: unknown;
  /** The texts in it. */
  readonly texts: readonly TextAt[];
}

/** Checks values of fields by the schema of the host. */
export async function checkInputs(inputs: unknown, schema: StandardSchema | null): Promise<CheckedInputs> {
  const given = textsIn(inputs, 'inputs');
  if (!given.withinLimits) return { problems: [tooLarge], value: null, texts: [] };
  // What a schema takes is its own business: dates, for instance.
  const isTaken = schema === null ? isJsonObject(inputs) : isObject(inputs);
  if (!isTaken) return { problems: [notAnObject], value: null, texts: [] };
  if (schema === null) return { problems: [], value: inputs, texts: given.texts };
  const result = await resultOf(schema, inputs);
  if (result.issues !== undefined) {
    return { problems: result.issues.map((issue) => problemOf(issue, given)), value: null, texts: [] };
  }
  const { texts, withinLimits } = textsIn(result.value, 'inputs');
  return withinLimits ? { problems: [], value: result.value, texts } : { problems: [tooLarge], value: null, texts: [] };
}

async function resultOf(schema: StandardSchema, inputs: unknown): Promise<StandardResult> {
  try {
    return await schema['~standard'].validate(inputs);
  } catch (cause) {
    throw new PromptForgeError('internal', 'The schema for inputs, in the policy, threw an error of its own.', {
      cause,
    });
  }
}

const tooLarge: StructureProblem = {
  code: 'inputs_too_large',
  path: ['inputs'],
  message: 'inputs holds more than 40,000 characters, 1,000 values or 8 levels.',
  fix: 'Send less, or send it in parts.',
  details: {},
};

const notAnObject: StructureProblem = {
  code: 'inputs_invalid',
  path: ['inputs'],
  message: 'inputs must be an object of JSON.',
  fix: 'Give an object with a value for each field.',
  details: {},
};

function problemOf({ message, path = [] }: StandardIssue, given: TextsIn): StructureProblem {
  const keys = path.map((part) => (typeof part === 'object' ? part.key : part));
  return {
    code: 'inputs_invalid',
    path: ['inputs', ...keys.map(placeOf)],
    message: quotes(message, given) ? 'A value of inputs is not as the schema of the policy wants it.' : message,
    fix: 'Correct the value at this path.',
    details: {},
  };
}

function placeOf(key: PropertyKey): string | number {
  if (typeof key === 'number') return key;
  return typeof key === 'string' && isFieldName(key) ? key : '*';
}

/**
 * Schemas like to say what they found; what a user wrote must not get into messages. The name of a field
 * may be told of, but none that is quoted as unknown.
 */
function quotes(message: string, { texts, keys }: TextsIn): boolean {
  if (keys.some((key) => message.includes(`"${key}"`))) return true;
  return texts.some(({ text }) => text.length > 2 && message.includes(text));
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isJsonObject(value: unknown): boolean {
  return isObject(value) && isJson(value);
}

/** Limits of depth and size were looked at before. A field that is undefined is one that is left out. */
function isJson(value: unknown): boolean {
  if (value === null || value === undefined || typeof value === 'string' || typeof value === 'boolean') return true;
  if (typeof value === 'number') return Number.isFinite(value);
  if (Array.isArray(value)) return value.every(isJson);
  if (typeof value !== 'object') return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  return (prototype === Object.prototype || prototype === null) && Object.values(value).every(isJson);
}
