import { schemaProblems } from '../entitlement/schema-problems.js';
import { PromptForgeError } from '../errors/promptforge-error.js';

interface Schema<T> {
  safeParse(
    value: unknown,
  ): { readonly success: true; readonly data: T } | { readonly success: false; readonly error: Problem };
}

type Problem = Parameters<typeof schemaProblems>[0];

/**
 * A part of a request, if it is of its shape.
 * @param what names it, for the message, which repeats nothing of it.
 * @throws PromptForgeError `request_invalid`
 */
export function checkedBySchema<T>(what: string, schema: Schema<T>, value: unknown): T {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  throw new PromptForgeError('request_invalid', `${what} is not of its shape. ${schemaProblems(parsed.error)}.`);
}
