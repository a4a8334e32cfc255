import { z } from 'zod';
import type { RunPlan } from '../../index.js';
import { named } from './components.js';
import { operationBodies } from './operation-bodies.js';
import { quotaStatus } from './quota.js';
import { resolvedSevenD } from './seven-d.js';

const whole = z.int().min(0);

const need = z.object({
  calls: whole,
  tokens: whole,
  costMicros: whole.nullable().describe('Micro-dollars; null when the price is not known.'),
});

export const runPlan = named(
  'RunPlan',
  z.object({
    operation: z.enum(['optimize', 'score', 'compare', 'test']),
    planId: z.string(),
    engine: z.enum(['model', 'rules']),
    model: z.string().nullable(),
    sevenD: resolvedSevenD,
    worstCase: need.extend({ timeMs: whole }).describe('What would be held.'),
    leastCase: need.describe('The smallest budget with which there is an answer.'),
    firstStep: need.nullable().describe('The smallest budget with which `optimize` takes its first step.'),
    fits: z.boolean(),
    quota: z.array(quotaStatus),
  }),
) satisfies z.ZodType<RunPlan>;

/** The request of an operation, and which one it is meant for. */
export const planRequest = named(
  'PlanRequest',
  z.discriminatedUnion('operation', [
    operationBodies.optimize.safeExtend({ operation: z.literal('optimize') }),
    operationBodies.score.safeExtend({ operation: z.literal('score') }),
    operationBodies.compare.extend({ operation: z.literal('compare') }),
    operationBodies.test.extend({ operation: z.literal('test') }),
  ]),
);
