import type { z } from 'zod';
import { firstJsonObject } from './first-json-object.js';

type ParsedOutput<T> =
  | { readonly valid: true; readonly value: T }
  /** `detail` names places and rules of our schema, never the answer. */
  | { readonly valid: false; readonly detail: string };

/**
 * Reads an answer by its schema. A strict server's answer is JSON and nothing else; a lenient one
 * may surround it.
 */
export function parseOutput<T>(text: string, schema: z.ZodType<T>, strict: boolean): ParsedOutput<T> {
  const json = wholeJson(text) ?? (strict ? undefined : firstJsonObject(text));
  if (json === undefined) return { valid: false, detail: 'not JSON' };
  const parsed = schema.safeParse(json);
  if (parsed.success) return { valid: true, value: parsed.data };
  const places = parsed.error.issues.slice(0, 3).map((issue) => `${issue.path.join('.') || 'root'} ${issue.code}`);
  return { valid: false, detail: places.join(', ') };
}

function wholeJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
