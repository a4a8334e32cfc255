import { z } from 'zod';
import { type ErrorCode, errorCodes, type Problem } from '../../index.js';
import { named } from './components.js';

export const problem = named(
  'Problem',
  z
    .object({
      type: z.string(),
      title: z.string(),
      status: z.int(),
      detail: z.string(),
      code: z.enum(errorCodes as readonly [ErrorCode, ...ErrorCode[]]),
      details: z.record(z.string(), z.unknown()),
    })
    .describe('An error as RFC 9457 describes it. Switch on `code`.'),
) satisfies z.ZodType<Omit<Problem, 'details'>>;
