import { z } from 'zod';
import type { ApiKeyDetails, IssuedApiKey } from '../../index.js';
import { named } from './components.js';
import { pageOf } from './page.js';
import { apiKeyLimit, permissions, role } from './principal.js';

const time = z.int().nullable().describe('Epoch milliseconds.');

export const apiKey = named(
  'ApiKey',
  z.object({
    id: z.string(),
    prefix: z.string().describe('What the key begins with.'),
    last4: z.string(),
    orgId: z.string(),
    userId: z.string().describe('In whose name it acts.'),
    role,
    name: z.string(),
    scopes: permissions,
    limits: z.array(apiKeyLimit),
    createdAt: z.int(),
    expiresAt: time,
    lastUsedAt: time,
    revokedAt: time,
    previousUntil: time.describe('Until when the secret before the last rotation is taken.'),
  }),
) satisfies z.ZodType<Omit<ApiKeyDetails, 'scopes'>>;

export const apiKeyPage = named('ApiKeyPage', pageOf(apiKey));

export const issuedApiKey = named(
  'IssuedApiKey',
  z.object({ key: z.string().describe('The secret, which is told here and never again.'), apiKey }),
) satisfies z.ZodType<Omit<IssuedApiKey, 'apiKey'>>;

const name = z.string().min(1).max(100);
const scopes = z.array(z.string()).min(1).describe('Permissions of the caller.');
const limits = z.array(apiKeyLimit).describe('Each meter and period once, besides those of the plan.');

export const apiKeyBodies = {
  create: named(
    'CreateApiKeyRequest',
    z.strictObject({
      name,
      scopes,
      limits: limits.exactOptional(),
      expiresInSeconds: z.int().min(60).max(315_360_000).exactOptional().describe('Default: it does not expire.'),
    }),
  ),
  update: named(
    'UpdateApiKeyRequest',
    z.strictObject({ name: name.exactOptional(), scopes: scopes.exactOptional(), limits: limits.exactOptional() }),
  ),
  rotate: named(
    'RotateApiKeyRequest',
    z.strictObject({
      overlapSeconds: z
        .int()
        .min(0)
        .max(2_592_000)
        .exactOptional()
        .describe('For how long the secret so far is still taken. Default: a day.'),
    }),
  ),
} as const;
