import { isDeepStrictEqual } from 'node:util';
import type { z } from 'zod';
import { jsonObjects } from './json-objects.js';
import { parsedJson } from './parsed-json.js';

type ParsedOutput<T> =
  | { readonly valid: true; readonly value: T }
  /** `detail` names places and rules of our schema, never the answer. */
  | { readonly valid: false; readonly detail: string };

/**
 * Reads an answer by its schema. A strict server's answer is JSON and nothing else; a lenient one
 * may surround it. Among several objects the one that fits the schema is the answer; when two that
 * fit say different things, neither is: one of them may be a quote of what a user wrote.
 */
export function parseOutput<T>(text: string, schema: z.ZodType<T> | null, strict: boolean): ParsedOutput<T> {
  // Plain text was asked for, and its caller expects a string.
  if (schema === null) return { valid: true, value: text as T };
  const whole = parsedJson(text);
  const found = whole === undefined && !strict ? jsonObjects(text) : [whole];
  const read = found.filter((json) => json !== undefined).map((json) => schema.safeParse(json));
  const [first, ...others] = read.flatMap((parsed) => (parsed.success ? [parsed.data] : []));
  if (first !== undefined) {
    if (others.every((other) => isDeepStrictEqual(other, first))) return { valid: true, value: first };
    return { valid: false, detail: 'several answers that differ' };
  }
  const issues = read.flatMap((parsed) => parsed.error?.issues ?? []).slice(0, 3);
  if (issues.length === 0) return { valid: false, detail: 'not JSON' };
  return { valid: false, detail: issues.map(({ path, code }) => `${path.join('.') || 'root'} ${code}`).join(', ') };
}
