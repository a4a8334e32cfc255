import { z } from 'zod';
import type { SevenDRuleset } from '../index.js';
import type { Route } from './route.js';
import { components, descriptionOf } from './schemas/components.js';
import { problem } from './schemas/problem.js';
import { withHostValues } from './schemas/with-host-values.js';

/** Of the routes, not of the package: clients that are generated depend on it. */
const apiVersion = '1.0.0';

type JsonSchema = Record<string, unknown>;

/** What is described of a mounted handler. */
export interface OpenapiOptions {
  /** Where the routes begin, without a slash at the end. */
  readonly basePath: string;
  /** Whose values are listed. */
  readonly ruleset: SevenDRuleset;
}

/**
 * The description of the routes in OpenAPI 3.1, made of the very schemas they check requests by.
 * @see https://spec.openapis.org/oas/v3.1.1
 */
export function openapiDocument(
  routes: readonly Route[],
  { basePath, ruleset }: OpenapiOptions,
): Record<string, unknown> {
  const paths: Record<string, Record<string, unknown>> = {};
  for (const route of routes) {
    paths[route.path] = { ...paths[route.path], [route.method.toLowerCase()]: operationOf(route) };
  }
  const description = {
    openapi: '3.1.1',
    info: {
      title: 'PromptForge',
      version: apiVersion,
      description: 'Errors are problem documents (RFC 9457) with a stable `code`.',
    },
    servers: [{ url: basePath === '' ? '/' : basePath }],
    paths,
    components: {
      schemas: referredTo(componentSchemas(), [paths, refTo('Problem')]),
      securitySchemes: { accessToken: { type: 'http', scheme: 'bearer' } },
      responses: {
        Problem: {
          description: 'The request was refused, or failed.',
          headers: { 'Retry-After': { description: 'Seconds to wait.', schema: { type: 'integer' } } },
          content: { 'application/problem+json': { schema: refTo('Problem') } },
        },
      },
    },
  };
  return withHostValues(description, ruleset);
}

/** The schemas that something refers to, and those that they refer to themselves. */
function referredTo(schemas: JsonSchema, told: unknown): JsonSchema {
  const names = new Set<string>();
  const look = (value: unknown) => {
    for (const [, name = ''] of JSON.stringify(value).matchAll(/"#\/components\/schemas\/(\w+)"/g)) {
      if (names.has(name)) continue;
      names.add(name);
      look(schemas[name] ?? null);
    }
  };
  look(told);
  return Object.fromEntries(Object.entries(schemas).filter(([name]) => names.has(name)));
}

function operationOf(route: Route): JsonSchema {
  const { operationId, summary, permission, feature, body, isIdempotent } = route;
  return {
    operationId,
    summary,
    security: permission === null ? [] : [{ accessToken: [] }],
    // What a caller needs besides a token, for those who read the description by a program.
    ...(permission === null || permission === 'any' ? {} : { 'x-permission': permission }),
    ...(feature === null ? {} : { 'x-plan-feature': feature }),
    parameters: [
      ...parametersOf('path', route.params),
      ...parametersOf('query', route.query),
      ...(isIdempotent ? [idempotencyKey] : []),
      ...(route.isStreamed && route.media.length === 0 ? [lastEventId] : []),
    ],
    ...(body === null
      ? {}
      : { requestBody: { required: true, content: { 'application/json': { schema: schemaOf(body) } } } }),
    responses: { ...successOf(route), default: { $ref: '#/components/responses/Problem' } },
  };
}

function successOf({ output, media, isStreamed }: Route): JsonSchema {
  if (media.length > 0) return { 200: fileOf(media, isStreamed) };
  const events = { 'text/event-stream': { schema: { type: 'string' } } };
  if (output === null && isStreamed) return { 200: { description: 'Events as they happen.', content: events } };
  if (output === null) return { 204: { description: 'Done.' } };
  const content = {
    'application/json': { schema: schemaOf(output) },
    ...(isStreamed ? events : {}),
  };
  return { 200: { description: 'Done.', content } };
}

/** What a browser shows or runs, instead of saving it. */
const shown: ReadonlySet<string> = new Set(['text/html', 'text/css', 'text/javascript', 'image/svg+xml']);

function fileOf(media: readonly string[], isStreamed: boolean): JsonSchema {
  if (media.every((type) => shown.has(type))) {
    const content = Object.fromEntries(media.map((type) => [type, { schema: { type: 'string' } }]));
    return { description: 'For browsers.', content };
  }
  return {
    description: 'The file.',
    headers: {
      'Content-Disposition': { description: 'The name to save it by.', schema: { type: 'string' } },
      ...(isStreamed ? {} : digests),
    },
    // What generators of clients know files by; OpenAPI 3.1 itself leaves bytes without a schema.
    content: Object.fromEntries(media.map((type) => [type, { schema: { type: 'string', format: 'binary' } }])),
  };
}

/** Of a file that is there as a whole before it is answered. */
const digests = {
  'Repr-Digest': { description: 'Its SHA-256 (RFC 9530).', schema: { type: 'string' } },
  ETag: { description: 'Names its bytes.', schema: { type: 'string' } },
} as const;

function parametersOf(place: 'path' | 'query', schema: z.ZodObject | null): readonly JsonSchema[] {
  return Object.entries(schema?.shape ?? {}).map(([name, field]) => {
    const { description, ...rest } = schemaOf(field as z.ZodType);
    const required = place === 'path' || field._zod.optin !== 'optional';
    return { name, in: place, required, ...(description === undefined ? {} : { description }), schema: rest };
  });
}

const idempotencyKey = {
  name: 'Idempotency-Key',
  in: 'header',
  description: 'Names the run, 1 to 255 printable ASCII characters: a repeat gets the first answer.',
  schema: { type: 'string', minLength: 1, maxLength: 255 },
} as const;

const lastEventId = {
  name: 'Last-Event-ID',
  in: 'header',
  description: 'The id of the last event of the stream that was received.',
  schema: { type: 'string' },
} as const;

const toUri = (id: string) => `#/components/schemas/${id}`;
const refTo = (id: string) => ({ $ref: toUri(id) });

const settings = {
  io: 'input',
  override: ({ zodSchema, jsonSchema }: { zodSchema: z.core.$ZodType; jsonSchema: z.core.JSONSchema.BaseSchema }) => {
    const told = descriptionOf(zodSchema as z.ZodType);
    if (told === null) return;
    for (const key of Object.keys(jsonSchema)) delete jsonSchema[key as keyof typeof jsonSchema];
    Object.assign(jsonSchema, schemaOf(told));
  },
} as const satisfies z.core.ToJSONSchemaParams;

function componentSchemas(): JsonSchema {
  components.add(problem, { id: 'Problem' });
  const { schemas } = z.toJSONSchema(components, { ...settings, uri: toUri });
  return Object.fromEntries(Object.entries(schemas).map(([id, schema]) => [id, withoutFrame(schema)]));
}

/** Names of components beside what schemas say of themselves. */
class NamesAndDescriptions extends z.core.$ZodRegistry<z.core.GlobalMeta> {
  override get<S extends z.core.$ZodType>(schema: S) {
    return { ...z.globalRegistry.get(schema), ...components.get(schema) } as z.core.$replace<z.core.GlobalMeta, S>;
  }
}

/** A schema where it is used: by its name if it has one. */
function schemaOf(schema: z.ZodType): JsonSchema {
  const id = components.get(schema)?.id;
  if (id !== undefined) return refTo(id);
  const { $defs: _inlined, ...own } = z.toJSONSchema(schema, { ...settings, metadata: new NamesAndDescriptions() });
  return withoutFrame(pointedAtComponents(own));
}

/** Names of schemas stand under `$defs` in a schema of its own, and among the components here. */
function pointedAtComponents<T>(value: T): T {
  return JSON.parse(JSON.stringify(value).replaceAll('"#/$defs/', '"#/components/schemas/')) as T;
}

function withoutFrame({ $schema: _dialect, $id: _id, id: _name, ...schema }: JsonSchema): JsonSchema {
  return schema;
}
