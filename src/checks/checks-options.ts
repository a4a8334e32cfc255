import { PromptForgeError } from '../index.js';
import type { Check } from './check.js';
import type { CheckSettings } from './check-settings.js';
import type { CheckTarget } from './check-target.js';
import type { CheckedForge } from './checked-forge.js';
import { type GoldenPrompt, goldenSet } from './quality/golden-set.js';
import type { TokenFor } from './test-tenant.js';

export interface ChecksOptions {
  /** Makes users and tokens for the checks, on the storage and with the secret of the target. */
  readonly forge: CheckedForge;
  /**
   * What is checked: a handler, or the base URL of the mounted routes, such as `https://app.example.com/api`.
   * Default: the handler that the checks are given to.
   */
  readonly target?: CheckTarget;
  /** The URL under which a handler in this process believes itself to be. Default: `http://localhost/api`. */
  readonly handlerUrl?: string;
  /** Checks of your own, besides ours. Default: none. */
  readonly checks?: readonly Check[];
  /** Requests of one run at most, 1 to 10,000. Default: 400. */
  readonly maxRequests?: number;
  /** Requests under way at once at most, 1 to 100. Default: 8. */
  readonly concurrency?: number;
  /** The longest that a request may take, in milliseconds. Default: 30,000. */
  readonly timeoutMs?: number;
  /** What the 95th percentile of cheap routes may be at most, in milliseconds. Default: 1,000. */
  readonly latencyBudgetMs?: number;
  /** Points by which an optimized prompt may score below its original. Default: 2. */
  readonly scoreTolerance?: number;
  /** Prompts whose score is known. Default: `goldenSet`. */
  readonly goldenSet?: readonly GoldenPrompt[];
  /** Bytes of a body that the target must refuse as too large. Default: 1,048,576. */
  readonly oversizedBytes?: number;
  /** Texts that no answer may hold, such as a connection string or an API key. Default: none. */
  readonly secrets?: readonly string[];
  /**
   * Makes tokens where PromptForge issues none, with `session: { jwks }`. Default: `forge.sessions.issue()`.
   */
  readonly tokenFor?: TokenFor;
  /** Whether reports are stored, and compared with the one before. Default: true. */
  readonly store?: boolean;
  /** For tests. Default: a timer. */
  readonly pause?: CheckSettings['pause'];
}

const ranges = {
  maxRequests: [1, 10_000, 400],
  concurrency: [1, 100, 8],
  timeoutMs: [1, 600_000, 30_000],
  latencyBudgetMs: [1, 600_000, 1_000],
  scoreTolerance: [0, 100, 2],
  oversizedBytes: [1, 100_000_000, 1_048_576],
} as const;

type RangeName = keyof typeof ranges;

/** @throws PromptForgeError `config_invalid` */
export function checkSettings(options: ChecksOptions): CheckSettings {
  const numbers = Object.fromEntries(
    Object.entries(ranges).map(([name, [least, most, usual]]) => {
      const value = options[name as RangeName] ?? usual;
      if (Number.isFinite(value) && value >= least && value <= most) return [name, value];
      throw new PromptForgeError(
        'config_invalid',
        `The option ${name} of checks is a number from ${least} to ${most}.`,
      );
    }),
  ) as Record<RangeName, number>;
  const { goldenSet: own = goldenSet, secrets = [], pause = timer } = options;
  if (secrets.some((secret) => typeof secret !== 'string' || secret.length < 8)) {
    throw new PromptForgeError(
      'config_invalid',
      'The option secrets of checks is a list of texts of 8 characters or more.',
    );
  }
  return Object.freeze({ ...numbers, goldenSet: own, secrets, pause });
}

function timer(milliseconds: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const leave = () => {
      clearTimeout(timeout);
      reject(signal.reason);
    };
    const timeout = setTimeout(() => {
      signal.removeEventListener('abort', leave);
      resolve();
    }, milliseconds);
    if (signal.aborted) leave();
    else signal.addEventListener('abort', leave, { once: true });
  });
}
