import { z } from 'zod';
import type { Activity, ErasureReport, ExportedPart, UserStatistics } from '../../index.js';
import { named } from './components.js';
import { userMetrics } from './metrics.js';
import { pageOf } from './page.js';
import { permissions, role } from './principal.js';

const whole = z.int().min(0);
const day = z.string().nullable().describe('`2026-11-23`, UTC.');

export const me = named(
  'Me',
  z.object({
    userId: z.string(),
    orgId: z.string(),
    role,
    sessionId: z.string(),
    apiKeyId: z.string().nullable().describe('Null for people.'),
    permissions,
    plan: z
      .object({ id: z.string(), title: z.string(), features: z.record(z.string(), z.boolean()) })
      .nullable()
      .describe('Null for who may not see it.'),
  }),
);

export const userStatistics = named(
  'UserStatistics',
  userMetrics.omit({ domains: true, days: true }).extend({
    range: z.object({ from: z.int(), to: z.int() }),
    successRate: z.number().min(0).max(1).nullable(),
    favouriteDomains: userMetrics.shape.domains,
    activeDays: whole,
    firstRunDay: day,
    lastRunDay: day,
  }),
) satisfies z.ZodType<UserStatistics>;

export const activityPage = named(
  'ActivityPage',
  pageOf(
    z.object({
      runId: z.string(),
      status: z.enum(['reserved', 'succeeded', 'failed', 'canceled', 'abandoned']),
      startedAt: z.int().describe('Epoch milliseconds.'),
      endedAt: z.int().nullable(),
      engine: z.enum(['model', 'rules']),
      model: z.string().nullable(),
      domain: z.string().nullable(),
      score: z.object({ original: z.number(), optimized: z.number() }).nullable(),
      errorCode: z.string().nullable(),
      tokens: whole,
      costMicros: whole.nullable().describe('Micro-dollars; null when a price is not known.'),
    }) satisfies z.ZodType<Activity>,
  ),
);

const sections = {
  profile: 'profile',
  credentials: 'credentials',
  memberships: 'memberships',
  sessions: 'sessions',
  invitations: 'invitations',
  apiKeys: 'apiKeys',
  runs: 'runs',
  events: 'events',
  dailySums: 'dailySums',
  parameterSets: 'parameterSets',
  savedPrompts: 'savedPrompts',
  promptVersions: 'promptVersions',
  bundles: 'bundles',
  quotaWindows: 'quotaWindows',
  subscriptions: 'subscriptions',
} as const satisfies { readonly [Section in ExportedPart['section']]: Section };

export const personalData = named(
  'PersonalData',
  z.object({
    parts: z.array(
      z.object({
        section: z.enum(sections),
        orgId: z.string().nullable().describe('Null for what belongs to the person.'),
        items: z.array(z.record(z.string(), z.unknown())),
      }) satisfies z.ZodType<ExportedPart>,
    ),
  }),
);

export const erasureRequest = named(
  'ErasureRequest',
  z.strictObject({ confirmUserId: z.string().max(255).describe('The `userId` of GET /me.') }),
);

export const erasureReport = named(
  'ErasureReport',
  z
    .object({
      organizations: whole,
      orgIds: z.array(z.string()),
      runs: whole,
      events: whole,
      dailySums: whole,
      sessions: whole,
      apiKeys: whole,
      library: whole,
      savedPrompts: whole,
      cacheEntries: whole,
      invitations: whole,
      memberships: whole,
      profile: z.boolean(),
      credentials: z.boolean(),
    })
    .describe('How many records were cleared of the user, or deleted.'),
) satisfies z.ZodType<ErasureReport>;
