import { dereference, type Schema, type ValidationResult, validate } from '@cfworker/json-schema';
import type { CheckAnswer } from './check-answer.js';
import { fail } from './check-ending.js';

/** One operation of the served description. */
export interface DescribedRoute {
  readonly operationId: string;
  readonly method: string;
  /** As in OpenAPI: `/runs/{runId}`. */
  readonly path: string;
  /** Whether it asks for a token. */
  readonly isProtected: boolean;
  /** The media types of its answers. */
  readonly media: readonly string[];
  /** Names of parameters in its query, and those of them that must be there. */
  readonly query: readonly { readonly name: string; readonly required: boolean }[];
}

export interface DescribedRoutes {
  readonly routes: readonly DescribedRoute[];
  /** What is undocumented about an answer; null when it is as the description says. */
  problemOf(route: DescribedRoute, answer: CheckAnswer): string | null;
}

interface MediaContent {
  readonly content?: Readonly<Record<string, { readonly schema?: Schema }>>;
  readonly $ref?: string;
}

interface Operation {
  readonly operationId: string;
  readonly security?: readonly unknown[];
  readonly parameters?: readonly { readonly name: string; readonly in: string; readonly required?: boolean }[];
  readonly responses: Readonly<Record<string, MediaContent>>;
}

interface Description {
  readonly openapi: string;
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  readonly components?: Schema & { readonly responses?: Readonly<Record<string, MediaContent>> };
}

/** Reads what `/openapi.json` answered. Fails when that is no description. */
export function describedRoutes({ status, json }: CheckAnswer): DescribedRoutes {
  if (status !== 200 || !isDescription(json)) fail('/openapi.json does not answer an OpenAPI 3.1 document.');
  const description = json;
  // Once for all schemas of the document: it is large.
  const lookup = dereference(description as Schema);
  const operations = new Map<string, Operation>();
  const routes = Object.entries(description.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]): DescribedRoute => {
      operations.set(operation.operationId, operation);
      const inQuery = (operation.parameters ?? []).filter((parameter) => parameter.in === 'query');
      return {
        operationId: operation.operationId,
        method: method.toUpperCase(),
        path,
        isProtected: (operation.security ?? []).length > 0,
        media: Object.keys(operation.responses['200']?.content ?? {}),
        query: inQuery.map(({ name, required = false }) => ({ name, required })),
      };
    }),
  );

  /** Answers of the description are shared, by reference. */
  function contentOf(response: MediaContent | undefined): MediaContent['content'] {
    const shared = response?.$ref?.split('/').at(-1);
    return shared === undefined ? response?.content : description.components?.responses?.[shared]?.content;
  }

  return {
    routes,
    problemOf({ operationId }, answer) {
      const responses = operations.get(operationId)?.responses ?? {};
      const response = responses[String(answer.status)] ?? (answer.status >= 400 ? responses.default : undefined);
      if (response === undefined) return `answers ${answer.status}, which is not described`;
      const content = contentOf(response);
      if (content === undefined) return answer.text === '' ? null : 'answers a body where none is described';
      const described = content[answer.type];
      if (described === undefined) return 'answers a media type that is not described';
      if (!answer.isJson || described.schema === undefined) return null;
      if (answer.json === undefined) return 'answers something that is no JSON';
      return shapeProblem(validate(answer.json, described.schema, '2020-12', lookup, false));
    },
  };
}

/** Where an answer differs from its schema, by place alone: values are the answer's. */
function shapeProblem({ valid, errors }: ValidationResult): string | null {
  if (valid) return null;
  const deepest = errors.reduce((a, b) => (b.instanceLocation.length > a.instanceLocation.length ? b : a));
  return `answers another shape than is described (${deepest.keyword} in ${placeIn(deepest.keywordLocation)})`;
}

/** Names of the description alone: an answer may have members that hold anything. */
function placeIn(keywordLocation: string): string {
  const names = keywordLocation
    .split('/')
    .filter((part) => !/^(#|\d+|\$ref|properties|items|anyOf|oneOf|allOf)$/.test(part));
  return names.slice(-2).join('.').slice(0, 100) || 'its top';
}

function isDescription(value: unknown): value is Description {
  if (typeof value !== 'object' || value === null) return false;
  const { openapi, paths } = value as { openapi?: unknown; paths?: unknown };
  return typeof openapi === 'string' && openapi.startsWith('3.1') && typeof paths === 'object' && paths !== null;
}
