import { z } from 'zod';
import type { Gate, GateThresholds, Sampling, Score, ScoreRecord, ScoreWeights, Weakness } from '../../index.js';
import { named } from './components.js';

const points = z.number().min(0).max(100);

export const thresholds = named(
  'GateThresholds',
  z
    .object({
      composite: points,
      clarity: points.nullable(),
      execution: points.nullable(),
      ambiguity: points.nullable(),
      business_fit: points.nullable(),
    })
    .describe('What a score must reach; for ambiguity, the most that is allowed.'),
) satisfies z.ZodType<GateThresholds>;

const share = z.number().min(0).max(1);

export const weights = named(
  'ScoreWeights',
  z
    .object({ clarity: share, execution: share, ambiguity: share, business_fit: share })
    .describe('How much each dimension counts; the four add up to 1.'),
) satisfies z.ZodType<ScoreWeights>;

const dimensions = {
  clarity: points,
  execution: points,
  ambiguity: points.describe('Lower is better.'),
  business_fit: points,
};

export const score = named(
  'Score',
  z
    .object({ ...dimensions, composite: points })
    .describe('Points from 0 to 100. The composite is the weighted mean, with ambiguity counted as 100 - ambiguity.'),
) satisfies z.ZodType<Score>;

export const sampling = named(
  'Sampling',
  z
    .object({
      samples: z.int().min(1),
      standardDeviation: z.number().nullable(),
      standardError: z.number(),
    })
    .describe('How a score was measured.'),
) satisfies z.ZodType<Sampling>;

const measure = z.enum(['composite', 'clarity', 'execution', 'ambiguity', 'business_fit']);

export const gate = named(
  'Gate',
  z
    .object({
      outcome: z.enum(['pass', 'fail', 'uncertain']),
      thresholds,
      failed: z.array(measure),
    })
    .describe('Whether the score is good enough. `uncertain` is no pass.'),
) satisfies z.ZodType<Gate>;

export const weakness = named(
  'Weakness',
  z.object({
    dimension: z.enum(['clarity', 'execution', 'ambiguity', 'business_fit']),
    note: z.string(),
    quote: z.string(),
  }),
) satisfies z.ZodType<Weakness>;

export const scoreRecord = named(
  'ScoreRecord',
  z.object({
    ...dimensions,
    composite: points,
    subject: z.enum(['original', 'candidate']),
    rubric: z.string(),
    final: z.boolean(),
  }),
) satisfies z.ZodType<ScoreRecord>;
