import { z } from 'zod';
import type { ApiKeyLimit } from '../domain/access/api-key.js';
import type { Permission } from '../domain/access/permission.js';
import { isIdentifier } from '../domain/text/is-identifier.js';
import { PromptForgeError } from '../errors/promptforge-error.js';

/** What no key may do: make keys, or let people in. */
export const keptFromKeys: readonly Permission[] = [
  'api_keys:manage',
  'members:manage',
  'organizations:join',
  'organization:update',
  'profile:manage',
  'sessions:manage',
];

const longestLifeSeconds = 10 * 365 * 86_400;
const longestOverlapSeconds = 30 * 86_400;

const name = z
  .string()
  .refine((text) => text.isWellFormed() && !/\p{Cc}/u.test(text) && text.trim() !== '' && text.length <= 100);
const scopes = z
  .array(z.string().transform((scope) => scope as Permission))
  .min(1)
  .refine(eachOnce);
const limits = z
  .array(
    z.strictObject({
      meter: z.enum(['calls', 'tokens', 'cost']),
      period: z.enum(['hour', 'day', 'month']),
      max: z.int().min(0),
      algorithm: z.enum(['fixed', 'sliding']).exactOptional(),
    }),
  )
  .refine((list) => eachOnce(list.map(({ meter, period }) => `${meter} ${period}`)));

const rules = {
  name: 'name must have 1 to 100 characters, no control characters among them',
  scopes: 'scopes must be a list of permissions, at least one, each once',
  limits: 'limits must be a list of { meter, period, max, algorithm? }, each meter and period once',
  expiresInSeconds: `expiresInSeconds must be a whole number from 60 to ${longestLifeSeconds}`,
  overlapSeconds: `overlapSeconds must be a whole number from 0 to ${longestOverlapSeconds}`,
  keyId: 'keyId must be the id of an API key',
} as const;

const keyId = z.string().refine(isIdentifier);

const creation = z.object({
  name,
  scopes,
  limits: limits.default([]),
  expiresInSeconds: z.int().min(60).max(longestLifeSeconds).nullable().default(null),
});
const change = z.object({
  keyId,
  name: name.nullable().default(null),
  scopes: scopes.nullable().default(null),
  limits: limits.nullable().default(null),
});
const rotation = z.object({ keyId, overlapSeconds: z.int().min(0).max(longestOverlapSeconds).default(86_400) });

export interface ApiKeyCreation {
  readonly name: string;
  readonly scopes: readonly Permission[];
  readonly limits: readonly ApiKeyLimit[];
  readonly expiresInSeconds: number | null;
}

/** @throws PromptForgeError `request_invalid` */
export function checkedCreation(request: object): ApiKeyCreation {
  return checked(creation, request);
}

/** What is null stays as it is. @throws PromptForgeError `request_invalid` */
export function checkedChange(request: object): z.output<typeof change> {
  return checked(change, request);
}

/** @throws PromptForgeError `request_invalid` */
export function checkedRotation(request: object): z.output<typeof rotation> {
  return checked(rotation, request);
}

/** @throws PromptForgeError `request_invalid` */
export function checkedKeyId(value: unknown): string {
  return checked(z.object({ keyId }), { keyId: value }).keyId;
}

function checked<T>(schema: z.ZodType<T>, request: object): T {
  const parsed = schema.safeParse(request);
  if (parsed.success) return parsed.data;
  const fields = new Set(parsed.error.issues.map(({ path }) => path[0]));
  const problems = Object.entries(rules).flatMap(([field, rule]) => (fields.has(field) ? [rule] : []));
  throw new PromptForgeError('request_invalid', `${problems.join('; ')}.`);
}

function eachOnce(texts: readonly string[]): boolean {
  return new Set(texts).size === texts.length;
}
