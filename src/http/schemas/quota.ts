import { z } from 'zod';
import { type Plan, type PlanUsage, type QuotaStatus, subscriptionStatuses } from '../../index.js';
import { named } from './components.js';

const whole = z.int().min(0);

export const amounts = z
  .object({ calls: whole, tokens: whole, cost: whole })
  .describe('Calls, tokens, and micro-dollars.');

const algorithm = z.enum(['fixed', 'sliding']);

const limit = {
  meter: z.enum(['calls', 'tokens', 'cost']),
  period: z.enum(['hour', 'day', 'month']),
  max: whole,
};

export const quotaStatus = named(
  'QuotaStatus',
  z
    .object({
      name: z.string().describe('As in the `RateLimit` header.'),
      subject: z.enum(['user', 'org', 'key']),
      keyId: z.string().exactOptional(),
      ...limit,
      algorithm,
      anchor: z.int().nullable(),
      used: whole,
      remaining: whole,
      resetAfterMs: whole,
    })
    .describe('What is left of a limit of the plan.'),
) satisfies z.ZodType<QuotaStatus>;

export const plan = named(
  'Plan',
  z.object({
    id: z.string(),
    title: z.string(),
    limits: z.array(z.object({ subject: z.enum(['user', 'org']), ...limit, algorithm: algorithm.exactOptional() })),
    features: z.record(z.string(), z.boolean()),
    seats: z.int().min(1).nullable(),
    trialDays: whole,
    graceDays: whole,
    price: z.object({ unitAmount: whole, currency: z.string(), interval: z.enum(['month', 'year']) }).nullable(),
    retentionDays: whole.nullable(),
  }),
) satisfies z.ZodType<Plan>;

export const planUsage = named(
  'PlanUsage',
  z.object({
    plan,
    state: z.enum([...subscriptionStatuses, 'none']).describe('`none` without a subscription.'),
    seats: z.object({ subscribed: whole, used: whole }),
    quota: z.array(quotaStatus),
  }),
) satisfies z.ZodType<PlanUsage>;
