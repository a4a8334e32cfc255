import { z } from 'zod';
import { PromptForgeError } from '../errors/promptforge-error.js';
import type { Clock } from '../ports/clock.js';
import { systemClock } from '../ports/system-clock.js';
import type { TokenPrices } from './price.js';
import { type Vendor, vendorOf } from './vendor.js';

/**
 * The model the command line uses when none is named: OpenAI's own recommendation in place of
 * the GPT-4o and GPT-4.1 families, which end on 14 January 2027. The library has no default:
 * models end, and a host should read in its own code which one it pays for.
 *
 * @see https://developers.openai.com/api/docs/deprecations
 */
export const recommendedOpenaiModel = 'gpt-6-luna';

export interface OpenaiModelOptions {
  /** Usually `process.env.OPENAI_API_KEY`. Only servers other than OpenAI and Azure may go without. */
  readonly apiKey?: string | undefined;
  /** The model's name, as the server knows it. */
  readonly model: string;
  /** Default `https://api.openai.com/v1`; for instance `http://localhost:11434/v1` for Ollama. */
  readonly baseUrl?: string | undefined;
  /** OpenAI organization to bill. */
  readonly organization?: string | undefined;
  /** Default: `responses` for OpenAI and Azure, `chat` for every other server. */
  readonly api?: 'responses' | 'chat' | undefined;
  /** The longest one attempt may take, in milliseconds. Default 180,000. */
  readonly timeoutMs?: number | undefined;
  /** The longest silence within an attempt, in milliseconds. Default 90,000: reasoning is silent. */
  readonly idleTimeoutMs?: number | undefined;
  /** Requests sent for one answer at most, the first included. Default 3. */
  readonly maxAttempts?: number | undefined;
  /** What you pay, in whole micro-dollars per million tokens; wins over the published prices. */
  readonly prices?:
    | { readonly input: number; readonly output: number; readonly cachedInput?: number | undefined }
    | undefined;
  /** Stands in for the global `fetch`, for instance to go through a proxy. */
  readonly fetch?: typeof globalThis.fetch | undefined;
  /** For tests: the time, and the waits between attempts. */
  readonly clock?: Clock | undefined;
  /** For tests: numbers from 0 to 1 that spread the waits. Default `Math.random`. */
  readonly random?: (() => number) | undefined;
}

/** The options, complete. */
export interface OpenaiSettings {
  readonly apiKey: string | null;
  readonly model: string;
  readonly baseUrl: string;
  /** The host of the base URL, for messages. */
  readonly host: string;
  readonly vendor: Vendor;
  readonly organization: string | null;
  readonly api: 'responses' | 'chat';
  readonly timeoutMs: number;
  readonly idleTimeoutMs: number;
  readonly maxAttempts: number;
  readonly prices: TokenPrices | null;
  readonly fetch: typeof globalThis.fetch | null;
  readonly clock: Clock;
  readonly random: () => number;
}

const micros = z.int().min(0);
const milliseconds = z.int().min(1);

const optionsSchema = z.strictObject({
  // A header holds printable ASCII; anything else is a mistake in copying, and fetch would quote it.
  apiKey: z
    .string()
    .trim()
    .regex(/^[\x21-\x7e]*$/, 'must be printable characters without spaces')
    .optional(),
  model: z.string().trim().min(1),
  baseUrl: z.url({ protocol: /^https?$/ }).default('https://api.openai.com/v1'),
  organization: z.string().trim().min(1).optional(),
  api: z.enum(['responses', 'chat']).optional(),
  timeoutMs: milliseconds.default(180_000),
  idleTimeoutMs: milliseconds.default(90_000),
  maxAttempts: z.int().min(1).max(10).default(3),
  prices: z
    .strictObject({ input: micros, output: micros, cachedInput: micros.optional() })
    .transform((prices) => ({ ...prices, cachedInput: prices.cachedInput ?? prices.input }))
    .optional(),
  fetch: z.custom<typeof globalThis.fetch>(isFunction, 'must be a function').optional(),
  clock: z.custom<Clock>((value) => typeof value === 'object' && value !== null, 'must be a clock').optional(),
  random: z.custom<() => number>(isFunction, 'must be a function').optional(),
});

/**
 * Completes and freezes the options.
 *
 * @throws PromptForgeError `config_invalid` for options of the wrong shape, `model_key_missing`
 * when the server needs a key and none is given. No message quotes a value.
 * @param maker whom the messages speak of.
 */
export function parseOpenaiOptions(options: OpenaiModelOptions, maker = 'openaiModel'): OpenaiSettings {
  const parsed = optionsSchema.safeParse(options);
  if (!parsed.success) {
    const faults = parsed.error.issues.map((issue) => `${issue.path.join('.') || 'options'}: ${faultOf(issue)}`);
    throw new PromptForgeError('config_invalid', `${maker} got wrong options. ${faults.join('; ')}.`, {
      details: { fields: parsed.error.issues.map((issue) => issue.path.join('.')) },
    });
  }
  const { apiKey, organization, prices, fetch, clock, random, ...rest } = parsed.data;
  const baseUrl = new URL(rest.baseUrl);
  if (baseUrl.username !== '' || baseUrl.password !== '' || baseUrl.search !== '' || baseUrl.hash !== '') {
    throw new PromptForgeError(
      'config_invalid',
      `${maker} got wrong options. baseUrl: must hold no user, password, query or fragment; pass the key as apiKey.`,
      { details: { fields: ['baseUrl'] } },
    );
  }
  const vendor = vendorOf(baseUrl);
  if (vendor !== 'other' && !apiKey) {
    throw new PromptForgeError(
      'model_key_missing',
      `${baseUrl.host} needs an API key. Set the environment variable OPENAI_API_KEY, or pass apiKey to ${maker}${maker === 'openaiModel' ? ", or choose engine: 'rules', which works without a model" : ''}.`,
    );
  }
  return Object.freeze({
    apiKey: apiKey || null,
    model: rest.model,
    baseUrl: baseUrl.href.replace(/\/+$/, ''),
    host: baseUrl.host,
    vendor,
    organization: organization ?? null,
    api: rest.api ?? (vendor === 'other' ? 'chat' : 'responses'),
    timeoutMs: rest.timeoutMs,
    idleTimeoutMs: rest.idleTimeoutMs,
    maxAttempts: rest.maxAttempts,
    prices: prices ?? null,
    fetch: fetch ?? null,
    clock: clock ?? systemClock,
    random: random ?? Math.random,
  });
}

function isFunction(value: unknown): boolean {
  return typeof value === 'function';
}

/** zod's message, except where it would print unknown keys: a misplaced secret could be one. */
function faultOf(issue: z.core.$ZodIssue): string {
  return issue.code === 'unrecognized_keys' ? 'holds an option that does not exist' : issue.message;
}
