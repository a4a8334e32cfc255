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

/**
 * @param features the names of those there are.
 * @throws PromptForgeError `config_invalid`: while the application starts, and not at the first request.
 */
export function checkedGuardOptions(options: GuardOptions, features: readonly string[]): GuardOptions {
  if (schema.safeParse(options).success) {
    if (options.feature === undefined || features.includes(options.feature)) return { ...options };
    throw new PromptForgeError(
      'config_invalid',
      `A guard asks for a feature that does not exist. There are ${features.join(', ')}; name your own in the features option.`,
    );
  }
  throw new PromptForgeError(
    'config_invalid',
    'A guard takes feature, a name, and calls, tokens and cost (in micro-dollars), whole numbers of 0 or more.',
  );
}
