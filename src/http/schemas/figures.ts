import { z } from 'zod';
import {
  type BusinessMetrics,
  type FiguresRequest,
  figureScopes,
  type PerformanceMetrics,
  PromptForgeError,
  subscriptionStatuses,
} from '../../index.js';
import { named } from './components.js';

const whole = z.int().min(0);
const share = z.number().nullable();
const day = z.string().describe('A day of the reporting time zone, such as `2026-11-23`.');
const days = z.object({ first: day, last: day });
const filter = z.object({
  planId: z.string().nullable(),
  model: z.string().nullable(),
  moduleId: z.string().nullable(),
});
const asOf = {
  days,
  filter,
  timeZone: z.string().describe('IANA name of the time zone whose days these are.'),
  until: z.int().nullable().describe('Epoch milliseconds: what had ended by then is counted.'),
};

const dayInQuery = z
  .string()
  .exactOptional()
  .describe('A day of the reporting time zone, such as `2026-11-23`. Both or none. Default: the last 30 days.');

/** The part of a query that says which figures are asked for. */
export const figuresQuery = z.object({
  of: z
    .enum(figureScopes)
    .exactOptional()
    .describe('`platform` takes the permission `analytics:read_platform`. Default: `organization`.'),
  first: dayInQuery,
  last: dayInQuery,
  planId: z.string().exactOptional(),
  model: z.string().exactOptional(),
  moduleId: z.string().exactOptional(),
});

export type FiguresQuery = z.output<typeof figuresQuery>;

/** @throws PromptForgeError `request_invalid` */
export function figuresRequest({ first, last, ...rest }: FiguresQuery): Omit<FiguresRequest, 'token'> {
  if (first === undefined && last === undefined) return rest;
  if (first !== undefined && last !== undefined) return { ...rest, days: { first, last } };
  throw new PromptForgeError('request_invalid', 'Give both first and last: ?first=2026-11-01&last=2026-11-30.');
}

export const performanceMetrics = named(
  'PerformanceMetrics',
  z.object({
    ...asOf,
    runs: z.object({ succeeded: whole, failed: whole, canceled: whole, abandoned: whole }),
    errorRate: share.describe('Failed and abandoned runs in all that have ended, canceled ones left out.'),
    errors: z.array(z.object({ code: z.string(), runs: whole })).nullable(),
    latency: z
      .array(
        z.object({
          stage: z.string().describe('`run`, `admission`, or what a model was called for.'),
          model: z.string().nullable().describe('Null for all models together.'),
          count: whole,
          ...{ p50: z.number(), p95: z.number(), p99: z.number() },
        }),
      )
      .nullable()
      .describe('Milliseconds. Null for a plan and a module at once, as are errors, throughput and cache.'),
    throughput: z.array(z.object({ model: z.string().nullable(), tokensPerSecond: z.number() })).nullable(),
    cache: z.object({ answered: whole, cached: whole, hitRate: share }).nullable(),
    gate: z.object({ decided: whole, passed: whole, passRate: share }),
    queueDepth: whole.describe('Runs that are under way now.'),
    byDay: z.array(z.object({ day, runs: whole, errorRate: share, passRate: share, meanDurationMs: whole.nullable() })),
  }),
) satisfies z.ZodType<PerformanceMetrics>;

const activeUsers = z.array(
  z.object({ from: day, users: whole, growth: share, isWhole: z.boolean().describe('False while it is not over.') }),
);
const runShares = z.array(z.object({ name: z.string().nullable(), runs: whole, costMicros: whole }));

export const businessMetrics = named(
  'BusinessMetrics',
  z.object({
    ...asOf,
    runs: z.object({ ended: whole, before: whole, growth: share }),
    tokens: whole,
    costMicros: whole.describe('Micro-dollars of the runs whose cost is known.'),
    runsOfUnknownCost: whole,
    activeUsers: z.object({ day: activeUsers, week: activeUsers, month: activeUsers }),
    retention: z.array(
      z.object({
        month: z.string().describe('Of the first run, such as `2026-11`.'),
        users: whole,
        active: z.array(whole),
      }),
    ),
    ...{ byPlan: runShares, byModel: runShares, byModule: runShares },
    byDay: z.array(z.object({ day, runs: whole, costMicros: whole })),
    subscriptions: z
      .object({
        distribution: z.array(
          z.object({ planId: z.string(), status: z.enum(subscriptionStatuses), tenants: whole, seats: whole }),
        ),
        paying: z.object({ before: whole, after: whole }),
        trials: z.object({ running: whole, converted: whole, conversionRate: share }),
        churn: z.object({ lost: whole, rate: share }),
        revenue: z.array(z.object({ planId: z.string(), currency: z.string(), monthly: whole, accrued: whole })),
      })
      .nullable()
      .describe('Null for one organization.'),
    margin: z
      .object({ revenueMicros: whole, marginMicros: z.int(), share })
      .nullable()
      .describe('Micro-dollars. Null for one organization, with a filter, and where revenue is not all in dollars.'),
  }),
) satisfies z.ZodType<BusinessMetrics>;
