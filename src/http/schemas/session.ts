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

const lifetimes = {
  expiresIn: z.int().describe('Seconds.'),
  refreshExpiresIn: z.int().describe('Seconds.'),
  principal,
} as const;

const accessToken = named(
  'AccessToken',
  z
    .object({
      tokenType: z.literal('Bearer'),
      accessToken: z.string(),
      refreshToken: z.string().describe('Good for one exchange at POST /sessions/refresh.'),
      ...lifetimes,
    })
    .describe('Tokens of a session, named as in RFC 6749 section 5.1.'),
) satisfies z.ZodType<Omit<AccessToken, 'principal'>>;

const cookieSession = named(
  'CookieSession',
  z
    .object({ tokenType: z.literal('Cookie'), ...lifetimes })
    .describe('A session whose tokens are in cookies, where the server keeps them there.'),
);

export const openedSession = named('OpenedSession', z.discriminatedUnion('tokenType', [accessToken, cookieSession]));

export const refreshRequest = named(
  'RefreshRequest',
  z.strictObject({
    refreshToken: z.string().max(1_000).exactOptional().describe('Left out where it is in a cookie.'),
  }),
);
