import { z } from 'zod';
import { type CheckComparison, type CheckOutcome, type CheckReport, checkSuites } from '../../index.js';
import { named } from './components.js';
import { pageOf } from './page.js';

const whole = z.int().min(0);
const suite = z.enum(checkSuites);

const outcome = named(
  'CheckOutcome',
  z.object({
    name: z.string(),
    suite,
    title: z.string(),
    status: z.enum(['passed', 'failed', 'skipped']),
    reason: z.string().nullable().describe('Null when it passed.'),
    milliseconds: whole,
    evidence: z.array(
      z.object({
        method: z.string(),
        path: z.string(),
        status: z.int().nullable(),
        requestId: z.string().nullable(),
        milliseconds: whole,
      }),
    ),
  }),
) satisfies z.ZodType<CheckOutcome>;

const names = z.array(z.string());

const comparison = named(
  'CheckComparison',
  z.object({
    previousId: z.string(),
    newlyFailing: names,
    mended: names,
    added: names,
    gone: names,
    scoreChange: z.number().nullable(),
  }),
) satisfies z.ZodType<CheckComparison>;

export const checkReport = named(
  'CheckReport',
  z.object({
    id: z.string(),
    startedAt: z.int().describe('Epoch milliseconds.'),
    milliseconds: whole,
    target: z.string(),
    isComplete: z.boolean(),
    requests: whole,
    score: z.number().min(0).max(100).nullable(),
    suites: z.array(z.object({ suite, passed: whole, failed: whole, skipped: whole })),
    outcomes: z.array(outcome),
    isCleanedUp: z.boolean(),
    comparison: comparison.nullable().describe('With the report that was stored before.'),
  }),
) satisfies z.ZodType<CheckReport>;

export const checkReportPage = named('CheckReportPage', pageOf(checkReport));

const list = z.string().max(4_000).exactOptional();

/** Which checks are run. Lists have commas between their items. */
export const checkQuery = z.object({
  suites: list.describe(`Of ${checkSuites.join(', ')}, with commas between them. Default: all.`),
  only: list.describe('Names of checks, with commas between them. Default: all.'),
  skip: list.describe('Names of checks, with commas between them. Default: none.'),
  model: z
    .enum(['true', 'false'])
    .exactOptional()
    .describe('Whether checks that a model is paid for are run. Default: true.'),
});
