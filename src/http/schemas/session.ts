import { z } from 'zod';
import type { AccessToken, OwnSession } from '../../index.js';
import { named } from './components.js';
import { pageOf } from './page.js';
import { principal } from './principal.js';

const time = z.int().describe('Epoch milliseconds.');

const ownSession = named(
  'Session',
  z.object({
    id: z.string(),
    orgId: z.string(),
    device: z.string().nullable(),
    createdAt: time,
    lastUsedAt: time,
    expiresAt: time,
    state: z.enum(['active', 'revoked', 'expired', 'idle']),
    current: z.boolean().describe('Whether the token of the request belongs to it.'),
  }),
) satisfies z.ZodType<OwnSession>;

export const sessionPage = named('SessionPage', pageOf(ownSession));

export const accessToken = named(
  'AccessToken',
  z
    .object({
      accessToken: z.string(),
      tokenType: z.literal('Bearer'),
      expiresIn: z.int().describe('Seconds.'),
      refreshToken: z.string().describe('Good for one exchange at POST /sessions/refresh.'),
      refreshExpiresIn: z.int().describe('Seconds.'),
      principal,
    })
    .describe('Tokens of a session, named as in RFC 6749 section 5.1.'),
) satisfies z.ZodType<Omit<AccessToken, 'principal'>>;

export const refreshRequest = named('RefreshRequest', z.strictObject({ refreshToken: z.string().max(1_000) }));
