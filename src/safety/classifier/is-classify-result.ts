import { z } from 'zod';
import type { ClassifyResult } from '../../ports/prompt-classifier.js';

const count = z.int().min(0);
const usage = z.object({
  inputTokens: count,
  outputTokens: count,
  cachedInputTokens: count,
  cacheWriteInputTokens: count,
  reasoningTokens: count,
  modelCalls: count,
  costMicros: count.nullable(),
  estimated: z.boolean(),
});

const schema = z.union([
  z.object({
    outcome: z.literal('classified'),
    hostile: z.boolean(),
    confidence: z.number().min(0).max(1),
    labels: z.array(z.string().regex(/^[a-z][a-z_/-]{0,39}$/)).max(16),
    usage,
  }),
  z.object({ outcome: z.literal('failed'), code: z.string(), message: z.string(), usage }),
]);

/** Whether a classifier, which may be the host's own, has answered in the form of the port: nothing else is believed. */
export function isClassifyResult(value: unknown): value is ClassifyResult {
  return schema.safeParse(value).success;
}
