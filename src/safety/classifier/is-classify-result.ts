import { z } from 'zod';
import type { ModelFailureCode } from '../../ports/model.js';
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

/** All of them: a code goes into the ledger and to telemetry, where a text of a classifier has no place. */
const failureCodes: Readonly<Record<ModelFailureCode, true>> = {
  model_key_missing: true,
  model_auth_failed: true,
  model_not_found: true,
  model_request_rejected: true,
  model_unreachable: true,
  model_timeout: true,
  model_rate_limited: true,
  model_credit_exhausted: true,
  model_unavailable: true,
  model_circuit_open: true,
  model_refused: true,
  model_output_invalid: true,
  model_output_truncated: true,
  model_price_unknown: true,
  run_canceled: true,
  overloaded: true,
};

const schema = z.union([
  z.object({
    outcome: z.literal('classified'),
    hostile: z.boolean(),
    confidence: z.number().min(0).max(1),
    labels: z.array(z.string().regex(/^[a-z][a-z_/-]{0,39}$/)).max(16),
    usage,
  }),
  z.object({
    outcome: z.literal('failed'),
    code: z.string().refine((code) => Object.hasOwn(failureCodes, code)),
    message: z.string(),
    usage,
  }),
]);

/** Whether a classifier, which may be the host's own, has answered in the form of the port: nothing else is believed. */
export function isClassifyResult(value: unknown): value is ClassifyResult {
  return schema.safeParse(value).success;
}
