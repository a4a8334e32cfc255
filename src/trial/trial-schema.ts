import { z } from 'zod';
import type { JsonObject } from '../domain/json/json.js';
import type { Assertion, PromptTestCase } from '../domain/runs/prompt-test.js';
import { isJson } from './is-json.js';

const schemaLimits = { characters: 20_000, depth: 32 } as const;

const inputName = /^[\p{L}_][\p{L}\p{N}_. -]{0,63}$/u;

const contains = z.strictObject({
  type: z.literal('contains'),
  value: z.string().min(1).max(10_000),
  ignoreCase: z.boolean().exactOptional(),
  not: z.boolean().exactOptional(),
});

const equals = z.strictObject({ ...contains.shape, type: z.literal('equals'), value: z.string().max(10_000) });

const regex = z.strictObject({
  type: z.literal('regex'),
  pattern: z.string().min(1).max(1_000),
  flags: z
    .string()
    .regex(/^[ims]{1,3}$/, 'must be some of i, m and s')
    .refine((flags) => new Set(flags).size === flags.length, 'must hold each flag once')
    .exactOptional(),
  not: z.boolean().exactOptional(),
});

const jsonSchema = z.strictObject({
  type: z.literal('json_schema'),
  schema: z.custom<JsonObject>(
    (value) => typeof value === 'object' && value !== null && !Array.isArray(value) && isJson(value, schemaLimits),
    `must be a JSON Schema: an object of at most ${schemaLimits.characters} characters and ${schemaLimits.depth} levels`,
  ),
});

const similarity = z.strictObject({
  type: z.literal('similarity'),
  to: z.string().min(1).max(40_000),
  atLeast: z.number().gt(0).max(1),
});

const rubric = z.strictObject({
  type: z.literal('rubric'),
  criterion: z.string().trim().min(1).max(2_000),
  atLeast: z.number().min(0).max(100),
  samples: z.int().min(1).max(5).exactOptional(),
});

const assertion: z.ZodType<Assertion> = z.discriminatedUnion('type', [
  contains,
  equals,
  regex,
  jsonSchema,
  similarity,
  rubric,
]);

const oneCase: z.ZodType<PromptTestCase> = z.strictObject({
  name: z.string().trim().min(1).max(200),
  inputs: z
    .record(
      z.string().regex(inputName, 'must be a name of letters, digits, _, -, . and spaces'),
      z.string().max(10_000),
    )
    .refine((inputs) => Object.keys(inputs).length <= 50, 'must hold at most 50 inputs')
    .exactOptional(),
  message: z.string().min(1).max(10_000).exactOptional(),
  assertions: z.array(assertion).min(1).max(20),
});

/** The most calls that the cases of one request may ask for. */
const mostCalls = 500;

/** The most characters of JSON that the cases of one request may have. */
const mostCharacters = 500_000;

function callsOf(cases: readonly PromptTestCase[]): number {
  return cases
    .flatMap(({ assertions }) => assertions)
    .reduce((sum, one) => sum + (one.type === 'rubric' ? (one.samples ?? 1) : 0), cases.length);
}

/** What a request to run cases holds besides its prompt. */
export const trialSchema = z.strictObject({
  cases: z
    .array(oneCase)
    .min(1)
    .max(100)
    .refine((cases) => new Set(cases.map(({ name }) => name)).size === cases.length, 'two cases have the same name')
    .refine((cases) => callsOf(cases) <= mostCalls, `would take more than ${mostCalls} calls of the model`)
    .refine(
      (cases) => JSON.stringify(cases).length <= mostCharacters,
      `hold more than ${mostCharacters} characters altogether`,
    ),
  concurrency: z.int().min(1).max(8).default(1),
});

/** The same where a module has cases of its own. */
export const trialOfModuleSchema = z.strictObject({ ...trialSchema.shape, cases: trialSchema.shape.cases.optional() });
