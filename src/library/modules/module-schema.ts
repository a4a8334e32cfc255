import { z } from 'zod';
import { moduleStatuses } from '../../domain/library/module.js';

/** Limits of a module, in code points and entries. */
export const moduleLimits = Object.freeze({
  title: 80,
  summary: 300,
  template: 8_000,
  line: 1_000,
  lines: 30,
  example: 4_000,
  inputs: 50,
  inputLength: 2_000,
  listItems: 20,
  tests: 20,
});

function text(most: number) {
  return z
    .string()
    .refine((value) => value.trim() !== '', 'must not be empty')
    .refine((value) => [...value].length <= most, `must have at most ${most} characters`);
}

function oneOf<const Values extends readonly string[]>(values: Values) {
  return z.enum(values, `must be one of: ${values.join(', ')}`);
}

const lines = z.array(text(moduleLimits.line)).min(1).max(moduleLimits.lines);
const inputText = text(10_000);
const described = { title: text(moduleLimits.title), description: text(moduleLimits.line) };
const length = z.int().min(1).max(10_000);
const items = z.int().min(0).max(100);

const stringInput = z.strictObject({
  type: z.literal('string'),
  ...described,
  maxLength: length.exactOptional(),
  enum: z.array(text(200)).min(1).max(50).exactOptional(),
  default: inputText.exactOptional(),
});
const numberInput = z.strictObject({
  type: z.enum(['number', 'integer']),
  ...described,
  minimum: z.number().exactOptional(),
  maximum: z.number().exactOptional(),
  default: z.number().exactOptional(),
});
const booleanInput = z.strictObject({
  type: z.literal('boolean'),
  ...described,
  default: z.boolean().exactOptional(),
});
const listInput = z.strictObject({
  type: z.literal('array'),
  ...described,
  items: z.strictObject({ type: z.literal('string'), maxLength: length.exactOptional() }),
  minItems: items.exactOptional(),
  maxItems: items.min(1).exactOptional(),
  default: z.array(inputText).max(100).exactOptional(),
});

const input = z.discriminatedUnion(
  'type',
  [stringInput, numberInput, booleanInput, listInput],
  'must have a type: string, number, integer, boolean or array',
);

export const inputNamePattern = /^[a-z][a-z0-9_]{0,39}$/;
const inputName = z
  .string()
  .regex(inputNamePattern, 'must be named in a-z, 0-9 and _, beginning with a letter, in at most 40 characters');

const points = z.number().min(0).max(100).nullable().exactOptional();
const values = z.record(z.string(), z.json('must be a value of JSON'));
const slug = z
  .string()
  .max(64)
  .regex(/^[a-z0-9]+(?:-[a-z0-9]+)*$/, 'must be written in a-z and 0-9, with single hyphens between');

/** Each field by itself; what fields have to do with each other is checked afterwards. */
export const moduleSchema = z.strictObject({
  id: slug,
  version: z.string().min(1).max(255),
  title: text(moduleLimits.title),
  summary: text(moduleLimits.summary),
  status: oneOf(moduleStatuses).exactOptional(),
  minimumPlanId: z
    .string()
    .regex(/^[a-z0-9_-]{1,64}$/, 'must be the id of a plan, in a-z, 0-9, _ and -')
    .nullable()
    .exactOptional(),
  category: slug,
  inputs: z.strictObject({
    type: z.literal('object', 'must be: object'),
    properties: z
      .record(inputName, input)
      .refine(
        (inputs) => Object.keys(inputs).length <= moduleLimits.inputs,
        `must hold at most ${moduleLimits.inputs} inputs`,
      ),
    required: z.array(z.string()),
  }),
  sevenD: z.record(z.string(), z.unknown()),
  outputFormats: z.array(z.string().max(64)).min(1),
  template: text(moduleLimits.template),
  output: z.strictObject({
    description: text(moduleLimits.line),
    fields: z
      .array(z.strictObject({ name: text(moduleLimits.title), description: text(moduleLimits.line) }))
      .min(1)
      .max(moduleLimits.lines),
    example: text(moduleLimits.example),
  }),
  process: lines,
  guardrails: lines,
  evaluation: lines,
  telemetry: z
    .array(z.string().regex(/^[A-Za-z][A-Za-z0-9_.-]{0,63}$/, 'must be a name in letters, digits, _, . and -'))
    .max(20)
    .exactOptional(),
  thresholds: z
    .strictObject({
      composite: z.number().min(0).max(100).exactOptional(),
      clarity: points,
      execution: points,
      ambiguity: points,
      business_fit: points,
    })
    .exactOptional(),
  example: values,
  tests: z
    .array(
      z.strictObject({
        name: text(200),
        inputs: values,
        message: text(10_000).exactOptional(),
        assertions: z.array(z.unknown()).min(1).max(20),
      }),
    )
    .min(1)
    .max(moduleLimits.tests),
  changelog: z
    .array(
      z.strictObject({
        version: z.string().min(1).max(255),
        date: z.iso.date('must be a day that exists, written YYYY-MM-DD'),
        changes: lines,
      }),
    )
    .min(1)
    .max(200),
});
