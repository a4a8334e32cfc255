import { z } from 'zod';
import type { Gate, Sampling, Score, ScoreRecord, Weakness } from '../../index.js';
import { named } from './components.js';

const points = z.number().min(0).max(100);

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
      thresholds: z.object({
        composite: points,
        clarity: points.nullable(),
        execution: points.nullable(),
        ambiguity: points.nullable(),
        business_fit: points.nullable(),
      }),
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
