import { z } from 'zod';
import type { JsonObject, JsonValue } from '../domain/json/json.js';
import { isJsonObject } from '../domain/json/json.js';
import { PromptForgeError } from '../errors/promptforge-error.js';

/** Keywords OpenAI's strict mode takes as they are. The rest is dropped: zod checks it afterwards. */
const keptAsIs = [
  'type',
  'description',
  'enum',
  'const',
  '$ref',
  'multipleOf',
  'minimum',
  'maximum',
  'exclusiveMinimum',
  'exclusiveMaximum',
  'minItems',
  'maxItems',
];

/** Shapes strict mode cannot express; dropping them would ask for something else. */
const inexpressible = ['allOf', 'not', 'prefixItems', 'patternProperties', 'propertyNames'];

const made = new WeakMap<z.ZodType, JsonObject>();

/**
 * A zod schema as a JSON schema of OpenAI's strict mode: every object closed, every property
 * required, no keyword it rejects.
 *
 * @see https://developers.openai.com/api/docs/guides/structured-outputs
 * @throws PromptForgeError `internal` for a schema strict mode cannot express. Schemas are written
 * by PromptForge, so that is a defect.
 */
export function strictSchema(schema: z.ZodType): JsonObject {
  const known = made.get(schema);
  if (known !== undefined) return known;
  const strict = strictNode(jsonSchema(schema));
  if (strict.type !== 'object') throw notStrict('its root is not an object');
  made.set(schema, strict);
  return strict;
}

function jsonSchema(schema: z.ZodType): JsonObject {
  try {
    // As input: what the model writes is what zod reads.
    return z.toJSONSchema(schema, { io: 'input' }) as JsonObject;
  } catch {
    throw notStrict('part of it has no form in JSON');
  }
}

function strictNode(node: JsonValue | undefined): JsonObject {
  if (!isJsonObject(node)) throw notStrict('part of it accepts anything');
  const lost = inexpressible.find((keyword) => keyword in node);
  if (lost !== undefined) throw notStrict(`it needs "${lost}"`);
  const strict: Record<string, JsonValue> = {};
  for (const keyword of keptAsIs) {
    const value = node[keyword];
    if (value !== undefined) strict[keyword] = value;
  }
  const choices = node.anyOf ?? node.oneOf;
  if (Array.isArray(choices)) strict.anyOf = choices.map(strictNode);
  if (node.items !== undefined) strict.items = strictNode(node.items);
  if (isJsonObject(node.$defs)) strict.$defs = strictNodes(node.$defs);
  if (node.type === 'object') closeObject(node, strict);
  if (Object.keys(strict).length === 0) throw notStrict('part of it accepts anything');
  return strict;
}

function closeObject(node: JsonObject, strict: Record<string, JsonValue>): void {
  // A record: its keys are not known beforehand.
  if (isJsonObject(node.additionalProperties)) throw notStrict('it has an object with free keys');
  const properties = isJsonObject(node.properties) ? strictNodes(node.properties) : {};
  strict.properties = properties;
  strict.required = Object.keys(properties);
  strict.additionalProperties = false;
}

function strictNodes(nodes: JsonObject): JsonObject {
  return Object.fromEntries(Object.entries(nodes).map(([name, node]) => [name, strictNode(node)]));
}

function notStrict(why: string): PromptForgeError {
  return new PromptForgeError('internal', `The schema of a model's answer does not fit strict mode: ${why}.`);
}
