import { z } from 'zod';
import type { PromptTestReport } from '../../index.js';
import { named } from './components.js';

export const promptTestReport = named(
  'PromptTestReport',
  z.object({
    passed: z.int().min(0),
    failed: z.int().min(0),
    cases: z.array(
      z.object({
        name: z.string(),
        passed: z.boolean(),
        output: z.string().nullable(),
        latencyMs: z.number().min(0),
        failure: z.object({ code: z.string(), message: z.string() }).nullable(),
        assertions: z.array(
          z.object({
            type: z.enum(['contains', 'equals', 'regex', 'json_schema', 'similarity', 'rubric']),
            passed: z.boolean(),
            score: z.number().nullable(),
            detail: z.string(),
          }),
        ),
      }),
    ),
  }),
) satisfies z.ZodType<PromptTestReport>;
