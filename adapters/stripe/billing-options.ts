import { z } from 'zod';
import { PromptForgeError, type Storage } from '../../src/storage.js';
import type { StripeClient } from './api/stripe-client.js';
import type { BilledForge } from './billed-forge.js';
import { lackingMethods } from './required-methods.js';
import type { PlanOfPrice } from './subscriptions/plan-prices.js';

/** Usage that Stripe charges for, by one of its meters. */
export interface MeteredUsage {
  /** `calls` are runs that succeeded, `tokens` those of input and output, `cost` micro-dollars. */
  readonly meter: 'calls' | 'tokens' | 'cost';
  /** The event name of the meter at Stripe, whose aggregation must be `sum`. */
  readonly eventName: string;
  /** A metered price that checkout adds to the subscription. Default: none is added. */
  readonly priceId?: string;
}

/** Where an error came up, for the log of the host. */
export interface BillingErrorContext {
  readonly during: 'webhook' | 'usage' | 'reconcile';
  /** The tenant it is about; absent when it is about none. */
  readonly orgId?: string;
}

export interface StripeBillingOptions {
  readonly forge: BilledForge;
  /** The one that the forge has. */
  readonly storage: Storage;
  /** `new Stripe(secretKey)` */
  readonly stripe: StripeClient;
  /** `whsec_...` of the webhook endpoint; several while the secret is being rolled. */
  readonly webhookSecret: string | readonly string[];
  /** Which price stands for which plan. Of a plan with several, checkout takes the first by default. */
  readonly prices: readonly PlanOfPrice[];
  /** Default: no usage is reported. */
  readonly usage?: readonly MeteredUsage[];
  /** Told of what no caller gets to see. Default: the forge's own `onError`. */
  readonly onError?: (error: unknown, context: BillingErrorContext) => void;
  /** Milliseconds for one request to Stripe. Default: 10,000. */
  readonly timeoutMs?: number;
  /** For tests alone. The system's clock by default. */
  readonly clock?: { now(): number };
}

const secret = z.string().regex(/^whsec_\S+$/, 'must be the signing secret of a webhook endpoint: whsec_...');
const priceId = z.string().regex(/^\S{1,255}$/, 'must be the id of a price: price_...');
const planId = z.string().min(1).max(255);

/** The part of the options that is plain data; the command line reads it from a file. */
export const pricesSchema = z
  .array(z.strictObject({ priceId, planId }))
  .min(1, 'must name at least one price')
  .refine((prices) => new Set(prices.map((price) => price.priceId)).size === prices.length, 'names a price twice');

export const usageSchema = z
  .array(
    z.strictObject({
      meter: z.enum(['calls', 'tokens', 'cost']),
      eventName: z.string().regex(/^\S{1,100}$/, 'must be the event name of a meter'),
      priceId: priceId.optional(),
    }),
  )
  .refine((usage) => new Set(usage.map(({ eventName }) => eventName)).size === usage.length, 'names an event twice');

const anyFunction = z.custom<(...values: never) => unknown>(
  (value) => typeof value === 'function',
  'must be a function',
);

const optionsSchema = z.strictObject({
  // What they must have is looked at by itself.
  forge: z.unknown(),
  storage: z.unknown(),
  stripe: z.unknown(),
  onError: anyFunction.optional(),
  clock: z.looseObject({ now: anyFunction }).optional(),
  webhookSecret: z.union([secret, z.array(secret).min(1)]),
  prices: pricesSchema,
  usage: usageSchema.default([]),
  timeoutMs: z.number().int().min(100).max(80_000).default(10_000),
});

export interface BillingSettings {
  readonly webhookSecrets: readonly string[];
  readonly prices: readonly PlanOfPrice[];
  readonly usage: readonly MeteredUsage[];
  readonly timeoutMs: number;
}

/** @throws PromptForgeError `config_invalid` that names every wrong option, and repeats no value. */
export function parseBillingOptions(options: StripeBillingOptions): BillingSettings {
  const parsed = optionsSchema.safeParse(options);
  if (!parsed.success) throw wrong(problemsOf(parsed.error));
  const { webhookSecret, prices, usage, timeoutMs, ...objects } = parsed.data;
  const lacking = lackingMethods(objects);
  if (lacking.length > 0) throw wrong(`${lacking.join('; ')}.`);
  return Object.freeze({
    webhookSecrets: [webhookSecret].flat(),
    prices,
    usage: usage.map(withoutAbsent),
    timeoutMs,
  });
}

function wrong(problems: string): PromptForgeError {
  return new PromptForgeError('config_invalid', `The options of stripeBilling() are wrong. ${problems}`);
}

/** What is wrong, by path, without any value. */
export function problemsOf(error: z.ZodError): string {
  const problems = error.issues.map(({ path, code, message }) => {
    const what = code === 'unrecognized_keys' ? 'holds a name that is not known' : message;
    return `${path.map(String).join('.') || 'It'}: ${what}`;
  });
  return `${problems.join('; ')}.`;
}

export function withoutAbsent({ priceId: price, ...usage }: z.infer<typeof usageSchema>[number]): MeteredUsage {
  return price === undefined ? usage : { ...usage, priceId: price };
}
