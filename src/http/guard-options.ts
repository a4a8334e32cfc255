import { z } from 'zod';
import { type Feature, type Permission, type PromptForge, PromptForgeError } from '../index.js';

/** What a guarded route asks of a caller. */
export interface GuardOptions {
  /** What the caller must be allowed to do. Default: `quota:consume`. */
  readonly permission?: Permission;
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
const schema = z.strictObject({
  feature: z.string().min(1).optional(),
  permission: z.string().optional(),
  calls: amount,
  tokens: amount,
  cost: amount,
});

/** Options of a guard, with what goes without saying. */
export type GuardRules = GuardOptions & Required<Pick<GuardOptions, 'permission'>>;

/** @throws PromptForgeError `config_invalid`: while the application starts, and not at the first request. */
export function checkedGuardOptions(options: GuardOptions, { plans, sessions }: PromptForge): GuardRules {
  if (!schema.safeParse(options).success) {
    throw new PromptForgeError(
      'config_invalid',
      'A guard takes feature and permission, each a name, and calls, tokens and cost (in micro-dollars), whole numbers of 0 or more.',
    );
  }
  const { feature, permission = 'quota:consume' } = options;
  assertExists('feature', feature ?? null, plans.features);
  assertExists('permission', permission, Object.keys(sessions.permissions));
  return { ...options, permission };
}

function assertExists(what: 'feature' | 'permission', asked: string | null, known: readonly string[]): void {
  if (asked === null || known.includes(asked)) return;
  throw new PromptForgeError(
    'config_invalid',
    `A guard asks for a ${what} that does not exist. There are ${known.join(', ')}; name your own in the ${what}s option.`,
  );
}
