import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { alertsSchema } from './alerts/alert-schema.js';
import { authSchema } from './auth/auth-schema.js';
import type { StandardSchema } from './domain/json/standard-schema.js';
import type { ModuleDefinition } from './domain/library/module-recipe.js';
import { type HostNotification, notificationDefaults } from './domain/people/notification.js';
import { type Catalogue, defaultPlans, type HostFeature, type Plan } from './domain/plans/plan.js';
import { isIdentifier } from './domain/text/is-identifier.js';
import { isStorableText } from './domain/text/is-storable-text.js';
import { isTimeZone } from './domain/time/is-time-zone.js';
import { catalogueSchema, featureNamesSchema } from './entitlement/plan-schema.js';
import { neutralLicense } from './library/bundles/license-notice.js';
import type { SendInvitation } from './organizations/invite.js';
import type { ReportError } from './pipeline/report-error.js';
import type { Clock } from './ports/clock.js';
import { type Model, modelContractVersion } from './ports/model.js';
import { type Storage, storageContractVersion } from './ports/storage.js';
import { systemClock } from './ports/system-clock.js';
import { type Telemetry, telemetryContractVersion } from './ports/telemetry.js';
import { type PolicyPreset, policyPresets } from './safety/policy/policy-options.js';
import { type PromptPolicy, policyContractVersion } from './safety/policy/prompt-policy.js';
import { permissionsSchema } from './session/permission-schema.js';
import type { SessionOptions } from './session/session-options.js';
import { sessionSchema } from './session/session-schema.js';
import type { SessionSettings } from './session/session-settings.js';
import { extendedRulesetSchema } from './seven-d/extend-seven-d.js';

const count = z.int().min(0);
const dayMs = 24 * 60 * 60 * 1_000;
/** Of a budget; what is not limited is null. */
const limit = z.int().min(1).nullable().default(null);
/** No model writes longer answers; a larger number is a slip that would reserve whole budgets. */
const outputTokens = z.int().min(256).max(1_000_000);

const schemaWith = (plans: z.ZodType<Catalogue | 'stored'>, session: z.ZodType<SessionSettings>) =>
  z.strictObject({
    storage: port<Storage>('storage', storageContractVersion),
    model: port<Model>('model', modelContractVersion).optional(),
    promptPolicy: z
      .custom<PromptPolicy | PolicyPreset>(isPolicy, 'must be observe, balanced, strict, or what promptPolicy() makes')
      .default('balanced'),
    sevenD: extendedRulesetSchema,
    engine: z.enum(['model', 'rules']).default('model'),
    session,
    auth: authSchema.optional(),
    plans,
    features: featureNamesSchema.default(() => []),
    permissions: permissionsSchema.default({}),
    planCacheMs: count.default(5_000),
    apiKeyCacheMs: count.max(60_000).default(5_000),
    timeoutMs: z.int().min(1_000).max(3_600_000).default(120_000),
    maxOutputTokens: z
      .strictObject({ rewrite: outputTokens.default(8_000), judge: outputTokens.default(4_000) })
      .prefault({}),
    loop: z
      .strictObject({
        maxSteps: z.int().min(0).max(10).default(3),
        candidates: z.int().min(1).max(6).default(1),
        composed: z.boolean().default(true),
        maxSamples: z.int().min(1).max(16).default(8),
        maxConfirmations: z.int().min(1).max(5).default(2),
      })
      .prefault({}),
    budget: z.strictObject({ calls: limit, tokens: limit, costMicros: limit, timeMs: limit }).prefault({}),
    cache: z
      .union([
        z.literal(false),
        z.strictObject({
          ttlMs: z
            .int()
            .min(1_000)
            .max(30 * dayMs)
            .default(dayMs),
          maxEntries: z.int().min(1).max(1_000_000).default(1_000),
        }),
      ])
      .prefault({}),
    quota: z
      .strictObject({
        lanes: z.int().min(1).max(64).default(2),
        maxBatch: z.int().min(1).max(1_000).default(128),
        maxQueue: z.int().min(1).max(1_000_000).default(10_000),
        maxWaitMs: z.int().min(1).max(600_000).default(10_000),
        refusalCacheMs: z.int().min(0).max(60_000).default(2_000),
        whenUnavailable: z.enum(['refuse', 'admit']).default('refuse'),
      })
      .prefault({}),
    users: z
      .strictObject({
        profileFields: z
          .custom<StandardSchema>(isStandardSchema, 'must be a Standard Schema, such as one of zod')
          .nullable()
          .default(null),
        notifications: z
          .array(
            z.custom<HostNotification>(isNotificationName, 'must be named in a-z, 0-9 and _, and not like one of ours'),
          )
          .default(() => []),
      })
      .prefault({}),
    organizations: z
      .strictObject({ sendInvitation: fn<SendInvitation>().nullable().default(null), mostOwned: count.default(3) })
      .prefault({}),
    modules: z
      .array(z.custom<ModuleDefinition>(isModule, 'must be a module, with an id and a version'))
      .refine(eachOnce, 'two modules have the same id and version')
      .default(() => []),
    starterModules: z.boolean().default(true),
    bundles: z
      .strictObject({
        license: z
          .string()
          .min(1)
          .max(100_000)
          .refine(isStorableText, 'must be text without NUL or half a character')
          .default(neutralLicense),
      })
      .prefault({}),
    analytics: z
      .strictObject({ timeZone: z.string().refine(isTimeZone, 'must be the IANA name of a time zone').default('UTC') })
      .prefault({}),
    alerts: alertsSchema.optional(),
    operators: z.array(z.string().refine(isIdentifier, 'must be the id of an organization')).default(() => []),
    telemetry: port<Telemetry>('telemetry', telemetryContractVersion).nullable().default(null),
    onError: fn<ReportError>().default(() => () => {}),
    clock: z.custom<Clock>((value) => isObject(value) && 'now' in value && 'sleep' in value).default(systemClock),
    newId: fn<() => string>().default(() => () => randomUUID()),
  });

/** The options that decide what options may be. */
interface DecidingOptions {
  readonly session: SessionOptions;
  readonly plans?: readonly Plan[] | 'stored';
  readonly features?: readonly HostFeature[];
}

/** What the options have to be. */
export function optionsSchema(options: DecidingOptions) {
  const { session } = isObject(options) ? options : {};
  return schemaWith(plansSchema(options), sessionSchema(session));
}

/** What the plans option has to be, which depends on itself and on the features that are named. */
function plansSchema(options: DecidingOptions): z.ZodType<Catalogue | 'stored'> {
  const { plans, features = [] } = isObject(options) ? options : {};
  if (plans === 'stored') return z.literal('stored');
  const named = featureNamesSchema.safeParse(features);
  return catalogueSchema(named.success ? named.data : []).default(defaultPlans);
}

/** An object that implements a port of this version. */
function port<T extends { readonly contract: number }>(name: string, contract: number) {
  return z.custom<T>(
    (value) => isObject(value) && 'contract' in value && value.contract === contract,
    `must be a ${name} of contract ${contract}; use one of PromptForge's, or one written for this version`,
  );
}

function fn<T extends (...values: never[]) => unknown>() {
  return z.custom<T>((value) => typeof value === 'function', 'must be a function');
}

/** As much as is needed to find it; the rest is looked at with the first use of the library. */
function isModule(value: unknown): boolean {
  return isObject(value) && 'id' in value && 'version' in value && [value.id, value.version].every(isText);
}

function isText(value: unknown): boolean {
  return typeof value === 'string' && value !== '';
}

function eachOnce(modules: readonly ModuleDefinition[]): boolean {
  return new Set(modules.map(({ id, version }) => JSON.stringify([id, version]))).size === modules.length;
}

function isPolicy(value: unknown): boolean {
  if (isObject(value)) return 'contract' in value && value.contract === policyContractVersion && 'thresholds' in value;
  return policyPresets.some((preset) => preset === value);
}

function isStandardSchema(value: unknown): boolean {
  // Some libraries make schemas that are functions.
  const isHolder = isObject(value) || typeof value === 'function';
  const standard: unknown = isHolder && '~standard' in value ? value['~standard'] : null;
  return isObject(standard) && 'validate' in standard && typeof standard.validate === 'function';
}

function isNotificationName(value: unknown): boolean {
  return (
    typeof value === 'string' && /^[a-z][a-z0-9_]{0,62}$/.test(value) && !Object.hasOwn(notificationDefaults, value)
  );
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}
