import type { z } from 'zod';
import { PromptForgeError } from '../index.js';

/** @throws PromptForgeError `request_invalid`, which names the fields at fault and repeats no value. */
export function checkedBody(schema: z.ZodType, body: unknown): unknown {
  const parsed = schema.safeParse(body);
  if (parsed.success) return parsed.data;
  throw wrong('The body', parsed.error.issues);
}

/** Parameters come as text; one that comes twice is none. Others than those of the route are somebody else's. */
export function checkedQuery(schema: z.ZodObject | null, query: URLSearchParams): unknown {
  if (schema === null) return {};
  const twice = Object.keys(schema.shape).filter((name) => query.getAll(name).length > 1);
  if (twice.length > 0) {
    throw new PromptForgeError('request_invalid', `Give each query parameter once: ${twice.join(', ')}.`, {
      details: { fields: twice },
    });
  }
  const parsed = schema.safeParse(Object.fromEntries(query));
  if (parsed.success) return parsed.data;
  throw wrong('The query', parsed.error.issues);
}

/** Names in the path that no resource can have lead nowhere. */
export function checkedParams(schema: z.ZodObject | null, params: Readonly<Record<string, string>>): unknown {
  if (schema === null) return {};
  const parsed = schema.safeParse(params);
  if (parsed.success) return parsed.data;
  throw new PromptForgeError('route_not_found', 'There is no such route.');
}

/** The path of a field may hold a key that somebody made up: only names of the schema itself are told. */
function wrong(what: string, issues: readonly z.core.$ZodIssue[]): PromptForgeError {
  const problems = new Map<string, string>();
  for (const issue of issues) {
    const field = issue.path.filter((part) => typeof part !== 'string' || /^[a-zA-Z_]{1,40}$/.test(part)).join('.');
    problems.set(field, issue.code === 'unrecognized_keys' ? unknownKey(field) : faultOf(field, issue));
  }
  const fields = [...problems.keys()].filter((field) => field !== '');
  return new PromptForgeError(
    'request_invalid',
    `${what} is not as this route takes it: ${[...problems.values()].join('; ')}.`,
    {
      details: { fields },
    },
  );
}

function unknownKey(field: string): string {
  return field === '' ? 'it has a field that is none of this route' : `${field} has a field that is unknown`;
}

function faultOf(field: string, issue: z.core.$ZodIssue): string {
  const name = field === '' ? 'it' : field;
  switch (issue.code) {
    case 'invalid_type':
      return `${name} is missing or of the wrong type: ${issue.expected} is what it takes`;
    case 'invalid_value':
      return `${name} must be one of ${issue.values.map(String).join(', ')}`;
    case 'too_small':
      return `${name} must be at least ${issue.minimum}`;
    case 'too_big':
      return `${name} must be at most ${issue.maximum}`;
    case 'custom':
      // The words of a schema of ours, which complete a sentence.
      return `${name} ${issue.message}`;
    default:
      return `${name} is not of the right form`;
  }
}
