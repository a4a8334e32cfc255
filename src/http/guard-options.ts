import { z } from 'zod';
import { type Feature, type Permission, type PromptForge, PromptForgeError } from '../index.js';
import { bearerToken } from './bearer-token.js';
import type { TokenOf } from './cookie-token.js';

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
  /**
   * Where the access token is. Default: `Authorization: Bearer`. `cookieToken(name)` looks into a cookie,
   * too; one of your own has to see to it that other sites cannot make requests in the name of a visitor.
   */
  readonly tokenOf?: TokenOf;
}

const amount = z.int().min(0).optional();
const schema = z.strictObject({
  feature: z.string().min(1).optional(),
  permission: z.string().optional(),
  calls: amount,
  tokens: amount,
  cost: amount,
  tokenOf: z.custom<TokenOf>((value) => typeof value === 'function').optional(),
});

/** Options of a guard, with what goes without saying. */
export type GuardRules = GuardOptions & Required<Pick<GuardOptions, 'permission' | 'tokenOf'>>;

/** @throws PromptForgeError `config_invalid`: while the application starts, and not at the first request. */
export function checkedGuardOptions(options: GuardOptions, { plans, sessions }: PromptForge): GuardRules {
  if (!schema.safeParse(options).success) {
    throw new PromptForgeError(
      'config_invalid',
      'A guard takes feature and permission, each a name, calls, tokens and cost (in micro-dollars), whole numbers of 0 or more, and tokenOf, a function.',
    );
  }
  const { feature, permission = 'quota:consume', tokenOf = bearerToken } = options;
  assertExists('feature', feature ?? null, plans.features);
  assertExists('permission', permission, Object.keys(sessions.permissions));
  return { ...options, permission, tokenOf };
}

function assertExists(what: 'feature' | 'permission', asked: string | null, known: readonly string[]): void {
  if (asked === null || known.includes(asked)) return;
  throw new PromptForgeError(
    'config_invalid',
    `A guard asks for a ${what} that does not exist. There are ${known.join(', ')}; name your own in the ${what}s option.`,
  );
}
