import { z } from 'zod';
import type { UserMetrics } from '../../index.js';
import { named } from './components.js';
import { quotaStatus } from './quota.js';

const whole = z.int().min(0);
const mean = z.number().nullable();

export const userMetrics = z.object({
  runs: z.object({ succeeded: whole, failed: whole, canceled: whole, abandoned: whole }),
  passed: whole,
  improved: whole,
  meanScore: z.object({ original: z.number(), optimized: z.number() }).nullable(),
  tokens: whole,
  costMicros: whole.describe('Micro-dollars of the runs whose cost is known.'),
  runsOfUnknownCost: whole,
  domains: z.array(z.object({ domain: z.string(), runs: whole })),
  modules: z.array(z.object({ moduleId: z.string(), runs: whole })),
  days: z.array(
    z.object({
      day: z.string().describe('In the time zone that was asked for.'),
      runs: whole,
      succeeded: whole,
      meanScore: mean,
    }),
  ),
}) satisfies z.ZodType<UserMetrics>;

export const userAnalytics = named(
  'UserAnalytics',
  userMetrics.extend({
    plan: z
      .object({ id: z.string(), title: z.string() })
      .nullable()
      .describe('Null for whoever may not see it, for which it takes `plan:read`.'),
    quota: z.array(quotaStatus).describe('What is left of the plan; empty for whoever may not see it.'),
    range: z.object({ from: z.int(), to: z.int() }).exactOptional(),
    timeZone: z.string().describe('Whose days these are.'),
  }),
);
