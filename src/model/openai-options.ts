import { z } from 'zod';
import { PromptForgeError } from '../errors/promptforge-error.js';
import type { Clock } from '../ports/clock.js';
import { systemClock } from '../ports/system-clock.js';
import type { CircuitSettings } from './circuit-breaker.js';
import type { TokenPrices } from './price.js';
import { isDatedAzure, type Vendor, vendorOf } from './vendor.js';

export interface OpenaiModelOptions {
  /**
   * Usually `process.env.OPENAI_API_KEY`. Only servers other than OpenAI and Azure may go without.
   * A function is asked before each request, for tokens that expire, such as those of Entra ID; it
   * should keep a token while it is good. When it throws, the call fails as `model_auth_failed`.
   */
  readonly apiKey?: string | (() => string | Promise<string>) | undefined;
  /** The model's name, as the server knows it. */
  readonly model: string;
  /** Default `https://api.openai.com/v1`; for instance `http://localhost:11434/v1` for Ollama. */
  readonly baseUrl?: string | undefined;
  /**
   * Azure's dated API, for a `baseUrl` such as `https://NAME.openai.azure.com`: `apiVersion` as in
   * `2024-10-21`, and the deployment, which is called like the model by default. Leave it out with
   * a `baseUrl` that ends in `/openai/v1`, which needs neither.
   */
  readonly azure?: { readonly apiVersion: string; readonly deployment?: string | undefined } | undefined;
  /** OpenAI organization to bill. */
  readonly organization?: string | undefined;
  /** Default: `responses` for OpenAI and Azure, `chat` for every other server and for Azure's dated API. */
  readonly api?: 'responses' | 'chat' | undefined;
  /** The longest one attempt may take, in milliseconds. Default 180,000. */
  readonly timeoutMs?: number | undefined;
  /** The longest silence within an attempt, in milliseconds. Default 90,000: reasoning is silent. */
  readonly idleTimeoutMs?: number | undefined;
  /** Requests sent for one answer at most, the first included. Default 3. */
  readonly maxAttempts?: number | undefined;
  /** Requests under way at a time, 1 to 10,000; further calls wait, first come, first served. Default 16. */
  readonly maxConcurrency?: number | undefined;
  /** Calls that may wait for their turn, 0 to 100,000; further ones fail at once as `overloaded`. Default 256. */
  readonly maxQueue?: number | undefined;
  /**
   * After how many failed calls in a row the server is not asked for a while, in which calls fail
   * at once as `model_circuit_open`; `false` asks it always. Default 5 failures, 5,000 ms, and twice
   * as long after each probe that fails, up to 60,000 ms.
   */
  readonly circuitBreaker?:
    | false
    | {
        readonly failures?: number | undefined;
        readonly coolDownMs?: number | undefined;
        readonly longestCoolDownMs?: number | undefined;
      }
    | undefined;
  /**
   * What you pay, in whole micro-dollars per million tokens; wins over the published prices. Input
   * from the provider's cache (`cachedInput`, at most `input`) and input written there
   * (`cacheWriteInput`) cost what other input costs unless told otherwise.
   */
  readonly prices?:
    | {
        readonly input: number;
        readonly output: number;
        readonly cachedInput?: number | undefined;
        readonly cacheWriteInput?: number | undefined;
      }
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
  readonly apiKey: string | (() => string | Promise<string>) | null;
  readonly model: string;
  readonly baseUrl: string;
  /** The host of the base URL, for messages. */
  readonly host: string;
  readonly vendor: Vendor;
  /** Null everywhere but at Azure's dated API. */
  readonly azure: { readonly apiVersion: string; readonly deployment: string | null } | null;
  readonly organization: string | null;
  readonly api: 'responses' | 'chat';
  readonly timeoutMs: number;
  readonly idleTimeoutMs: number;
  readonly maxAttempts: number;
  readonly maxConcurrency: number;
  readonly maxQueue: number;
  readonly circuitBreaker: CircuitSettings | null;
  readonly prices: TokenPrices | null;
  readonly fetch: typeof globalThis.fetch | null;
  readonly clock: Clock;
  readonly random: () => number;
}

const micros = z.int().min(0);
const milliseconds = z.int().min(1);
/** A part of the path, where Azure takes nothing else. */
const deploymentName = /^[\w.-]{1,64}$/;
const deploymentFault = 'must be letters, digits, dots, hyphens and underscores';

const optionsSchema = z.strictObject({
  // A header holds printable ASCII; anything else is a mistake in copying, and fetch would quote it.
  apiKey: z
    .custom<string | (() => string | Promise<string>)>(
      (value) => isFunction(value) || (typeof value === 'string' && /^[\x21-\x7e]*$/.test(value.trim())),
      'must be printable characters without spaces, or a function',
    )
    .transform((value) => (typeof value === 'string' ? value.trim() : value))
    .optional(),
  model: z.string().trim().min(1),
  azure: z
    .strictObject({
      apiVersion: z.string().regex(/^\d{4}-\d{2}-\d{2}(-preview)?$/, 'must be like 2024-10-21 or 2025-03-01-preview'),
      deployment: z.string().regex(deploymentName, deploymentFault).optional(),
    })
    .optional(),
  baseUrl: z.url({ protocol: /^https?$/ }).optional(),
  organization: z.string().trim().min(1).optional(),
  api: z.enum(['responses', 'chat']).optional(),
  timeoutMs: milliseconds.default(180_000),
  idleTimeoutMs: milliseconds.default(90_000),
  maxAttempts: z.int().min(1).max(10).default(3),
  maxConcurrency: z.int().min(1).max(10_000).default(16),
  maxQueue: z.int().min(0).max(100_000).default(256),
  circuitBreaker: z
    .union([
      z.literal(false).transform(() => null),
      z.strictObject({
        failures: z.int().min(1).max(1_000).default(5),
        coolDownMs: milliseconds.default(5_000),
        longestCoolDownMs: milliseconds.default(60_000),
      }),
    ])
    .prefault({}),
  prices: z
    .strictObject({
      input: micros,
      output: micros,
      cachedInput: micros.optional(),
      cacheWriteInput: micros.optional(),
    })
    // What is held for a run counts on it.
    .refine(({ input, cachedInput = input }) => cachedInput <= input, {
      path: ['cachedInput'],
      message: 'must not be more than input',
    })
    .transform(({ input, output, cachedInput = input, cacheWriteInput = input }) => ({
      input,
      output,
      cachedInput,
      cacheWriteInput,
    }))
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
  const { apiKey, azure, organization, prices, fetch, clock, random, ...rest } = parsed.data;
  const baseUrl = new URL(rest.baseUrl ?? 'https://api.openai.com/v1');
  const wrong = (field: string, fault: string) =>
    new PromptForgeError('config_invalid', `${maker} got wrong options. ${field}: ${fault}.`, {
      details: { fields: [field] },
    });
  if (baseUrl.username !== '' || baseUrl.password !== '' || baseUrl.search !== '' || baseUrl.hash !== '') {
    throw wrong('baseUrl', 'must hold no user, password, query or fragment; pass the key as apiKey');
  }
  if (azure !== undefined && (rest.baseUrl === undefined || vendorOf(baseUrl) !== 'other')) {
    throw wrong(
      'baseUrl',
      'must be like https://NAME.openai.azure.com beside azure; without azure it ends in /openai/v1',
    );
  }
  if (azure === undefined && isDatedAzure(baseUrl)) {
    throw wrong(
      'baseUrl',
      'must end in /openai/v1 at Azure, or be https://NAME.openai.azure.com beside azure: { apiVersion }',
    );
  }
  if (azure !== undefined && azure.deployment === undefined && !deploymentName.test(rest.model)) {
    throw wrong('azure.deployment', `is called like the model unless given, and ${deploymentFault}`);
  }
  const vendor = azure === undefined ? vendorOf(baseUrl) : 'azure';
  if (vendor !== 'other' && !apiKey) {
    throw new PromptForgeError(
      'model_key_missing',
      `${baseUrl.host} needs an API key. Set the environment variable OPENAI_API_KEY, or pass apiKey to ${maker}${maker === 'openaiModel' ? ", or choose engine: 'rules', which works without a model" : ''}.`,
    );
  }
  return Object.freeze({
    apiKey: apiKey || null,
    model: rest.model,
    baseUrl: azure === undefined ? bare(baseUrl.href) : `${bare(baseUrl.href).replace(/\/openai$/, '')}/openai`,
    host: baseUrl.host,
    vendor,
    azure: azure === undefined ? null : { apiVersion: azure.apiVersion, deployment: azure.deployment ?? null },
    organization: organization ?? null,
    api: rest.api ?? (vendor === 'other' || azure !== undefined ? 'chat' : 'responses'),
    timeoutMs: rest.timeoutMs,
    idleTimeoutMs: rest.idleTimeoutMs,
    maxAttempts: rest.maxAttempts,
    maxConcurrency: rest.maxConcurrency,
    maxQueue: rest.maxQueue,
    circuitBreaker: rest.circuitBreaker,
    prices: prices ?? null,
    fetch: fetch ?? null,
    clock: clock ?? systemClock,
    random: random ?? Math.random,
  });
}

function bare(url: string): string {
  return url.replace(/\/+$/, '');
}

function isFunction(value: unknown): boolean {
  return typeof value === 'function';
}

/** zod's message, except where it would print unknown keys: a misplaced secret could be one. */
function faultOf(issue: z.core.$ZodIssue): string {
  return issue.code === 'unrecognized_keys' ? 'holds an option that does not exist' : issue.message;
}
