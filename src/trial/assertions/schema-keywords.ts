import { z } from 'zod';

/** The formats that are checked: those of draft 2020-12 that the validator knows, each in linear time. */
const checkedFormats = [
  'date',
  'date-time',
  'duration',
  'email',
  'hostname',
  'ipv4',
  'ipv6',
  'json-pointer',
  'relative-json-pointer',
  'time',
  'uri',
  'uri-reference',
  'uri-template',
  'uuid',
] as const;

const types = z.enum(['array', 'boolean', 'integer', 'null', 'number', 'object', 'string']);
const count = z.int().min(0);
const names = z.array(z.string());
/** Of draft 4, where it says whether the limit itself is left out, or of a later one. */
const limit = z.union([z.number(), z.boolean()], 'must be a number, or true or false');
const schema = z.union([z.boolean(), z.record(z.string(), z.unknown())], 'must be a schema, or true or false');
const schemas = z.array(schema);
const schemasByName = z.record(z.string(), schema);

/** Keywords that hold schemas: one, a list of them, or some by name. */
export const keywordsWithSchemas = {
  additionalItems: schema,
  additionalProperties: schema,
  contains: schema,
  else: schema,
  if: schema,
  items: z.union([schema, schemas], 'must be a schema, or a list of them'),
  not: schema,
  propertyNames: schema,
  // biome-ignore lint/suspicious/noThenProperty: it is a keyword of JSON Schema.
  then: schema,
  unevaluatedItems: schema,
  unevaluatedProperties: schema,
  allOf: schemas,
  anyOf: schemas,
  oneOf: schemas,
  prefixItems: schemas,
  $defs: schemasByName,
  definitions: schemasByName,
  dependencies: z.record(z.string(), z.union([names, schema], 'must be a schema, or a list of names')),
  dependentSchemas: schemasByName,
  properties: schemasByName,
} as const;

/** Keywords that only describe; they are left out. */
export const annotations = [
  '$comment',
  'contentEncoding',
  'contentMediaType',
  'default',
  'deprecated',
  'description',
  'examples',
  'readOnly',
  'title',
  'writeOnly',
] as const;

const checks = {
  $ref: z.string().max(500),
  const: z.unknown(),
  dependentRequired: z.record(z.string(), names),
  enum: z.array(z.unknown()),
  exclusiveMaximum: limit,
  exclusiveMinimum: limit,
  format: z.enum(checkedFormats, `must be one that is checked: ${checkedFormats.join(', ')}`),
  maxContains: count,
  maxItems: count,
  maxLength: count,
  maxProperties: count,
  maximum: z.number(),
  minContains: count,
  minItems: count,
  minLength: count,
  minProperties: count,
  minimum: z.number(),
  multipleOf: z.number().gt(0),
  pattern: z.string().max(1_000),
  required: names,
  type: z.union([types, z.array(types)], 'must be one or more of the types of JSON'),
  uniqueItems: z.boolean(),
} as const;

/**
 * The keywords that are taken, in drafts 4 to 2020-12. What is not among them is refused, since a misspelt
 * keyword would be ignored without a word.
 */
export const keywords = z.strictObject({ ...keywordsWithSchemas, ...checks }).partial();
