import { z } from 'zod';
import { type ApiKeyLimit, type Principal, roles } from '../../index.js';
import { named } from './components.js';

export const role = z.enum(roles);

/** Permissions of the host's own are names that are not known here. */
export const permissions = z.array(z.string());

export const apiKeyLimit = named(
  'ApiKeyLimit',
  z.strictObject({
    meter: z.enum(['calls', 'tokens', 'cost']),
    period: z.enum(['hour', 'day', 'month']),
    max: z.int().min(0).describe('Calls, tokens, or micro-dollars.'),
    algorithm: z.enum(['fixed', 'sliding']).exactOptional(),
  }),
) satisfies z.ZodType<ApiKeyLimit>;

export const principal = named(
  'Principal',
  z
    .object({
      userId: z.string(),
      orgId: z.string(),
      role,
      sessionId: z.string(),
      scopes: permissions.exactOptional(),
      apiKey: z.object({ id: z.string(), limits: z.array(apiKeyLimit) }).exactOptional(),
    })
    .describe('Whom a token stands for. An API key has scopes and limits of its own; people have neither.'),
) satisfies z.ZodType<Omit<Principal, 'scopes'>>;
