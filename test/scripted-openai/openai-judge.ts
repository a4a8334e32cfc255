import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { corporaAvailable, corporaPath } from '../corpora.js';
import { OpenapiDocument, type Schema } from './openapi-document.js';

/** Judges bodies by OpenAI's own schemas. An empty list of faults means the body is possible. */
interface OpenaiJudge {
  faults(schemaName: string, body: unknown): string[];
  /** Faults, and keys the description does not know: OpenAI rejects them, its schemas mostly don't. */
  strictFaults(schemaName: string, body: unknown): string[];
}

let shared: OpenaiJudge | null = null;

/** The judge of this process; null when the description is not at hand. */
export function openaiJudge(): OpenaiJudge | null {
  if (!corporaAvailable('openai/openapi.yaml')) return null;
  shared ??= createJudge(new OpenapiDocument(corporaPath('openai/openapi.yaml')));
  return shared;
}

function createJudge(document: OpenapiDocument): OpenaiJudge {
  // One for all: what two schemas have in common is compiled once.
  const ajv = new Ajv2020({ strict: false, logger: false });
  addFormats.default(ajv);
  const added = new Set<string>();
  const validator = (name: string): ValidateFunction => {
    for (const [part, schema] of Object.entries(document.closure([name]))) {
      if (!added.has(part)) ajv.addSchema(schema, part);
      added.add(part);
    }
    const validate = ajv.getSchema(name);
    if (validate === undefined) throw new Error(`The schema ${name} cannot be compiled.`);
    return validate;
  };
  const faults = (name: string, body: unknown) => {
    const validate = validator(name);
    if (validate(body)) return [];
    return (validate.errors ?? []).map((error) => `${name}${error.instancePath}: ${error.message}`);
  };
  return {
    faults,
    strictFaults: (name, body) => [
      ...faults(name, body),
      ...unknownKeys(document, [document.schema(name)], body).map((key) => `${name}/${key}: unknown key`),
    ],
  };
}

/** Paths of keys that no branch of the schemas names. */
function unknownKeys(document: OpenapiDocument, schemas: readonly Schema[], value: unknown, path = ''): string[] {
  const branches = schemas.flatMap((schema) => flatten(document, schema));
  if (Array.isArray(value)) {
    const items = branches.flatMap((branch) => (branch.items ? [branch.items as Schema] : []));
    return value.flatMap((item, index) => unknownKeys(document, items, item, `${path}${index}/`));
  }
  if (typeof value !== 'object' || value === null) return [];
  // Free-form on purpose, such as the schema of an answer.
  if (branches.some((branch) => branch.additionalProperties && branch.properties === undefined)) return [];
  return Object.entries(value).flatMap(([key, member]) => {
    const known = branches.flatMap((branch) => {
      const property = (branch.properties as Record<string, Schema> | undefined)?.[key];
      return property === undefined ? [] : [property];
    });
    return known.length === 0 ? [path + key] : unknownKeys(document, known, member, `${path}${key}/`);
  });
}

/** A schema and every branch it combines, references followed. */
function flatten(document: OpenapiDocument, schema: Schema): Schema[] {
  const parts = ['allOf', 'anyOf', 'oneOf'].flatMap((keyword) => (schema[keyword] as Schema[] | undefined) ?? []);
  const target = schema.$ref === undefined ? [] : [document.schema(String(schema.$ref))];
  return [schema, ...[...parts, ...target].flatMap((part) => flatten(document, part))];
}
