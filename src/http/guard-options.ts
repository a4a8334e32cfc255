import { z } from 'zod';
import { type Feature, PromptForgeError } from '../index.js';

/** What a guarded route asks of a caller. */
export interface GuardOptions {
  /** What the plan of the caller must include. Default: nothing in particular. */
  readonly feature?: Feature;
  /** How many calls a request counts as. Default: 1. */
  readonly calls?: number;
  /** How many tokens a request counts as. Default: 0. */
  readonly tokens?: number;
  /** What a request costs, in micro-dollars. Default: 0. */
  readonly cost?: number;
}

const amount = z.int().min(0).optional();
const schema = z.strictObject({ feature: z.string().min(1).optional(), calls: amount, tokens: amount, cost: amount });

/** @throws PromptForgeError `config_invalid`: while the application starts, and not at the first request. */
export function checkedGuardOptions(options: GuardOptions): GuardOptions {
  if (schema.safeParse(options).success) return { ...options };
  throw new PromptForgeError(
    'config_invalid',
    'A guard takes feature, a name, and calls, tokens and cost (in micro-dollars), whole numbers of 0 or more.',
  );
}
