import type { z } from 'zod';
import type { AlertsOptions } from './alerts/alert-options.js';
import type { AuthOptions } from './auth/auth-options.js';
import type { Permission } from './domain/access/permission.js';
import type { Role } from './domain/access/role.js';
import type { StandardSchema } from './domain/json/standard-schema.js';
import type { ModuleDefinition } from './domain/library/module-recipe.js';
import type { HostNotification } from './domain/people/notification.js';
import type { Catalogue, HostFeature, Plan } from './domain/plans/plan.js';
import type { RunBudget } from './domain/quota/run-budget.js';
import { frozenCatalogue } from './entitlement/plan-schema.js';
import { PromptForgeError } from './errors/promptforge-error.js';
import { optionsSchema } from './options-schema.js';
import type { SendInvitation } from './organizations/invite.js';
import { type ReportError, reportOnce } from './pipeline/report-error.js';
import type { Clock } from './ports/clock.js';
import type { Model } from './ports/model.js';
import type { Storage } from './ports/storage.js';
import type { Telemetry } from './ports/telemetry.js';
import type { PolicyPreset } from './safety/policy/policy-options.js';
import type { PromptPolicy } from './safety/policy/prompt-policy.js';
import type { SessionOptions } from './session/session-options.js';
import type { SevenDExtension } from './seven-d/extend-seven-d.js';

/** How calls reach the limits in the storage. */
export interface QuotaOptions {
  /** The most round trips of one sort (reserving, settling, consuming) that are under way at once, 1 to 64. Default: 2. */
  readonly lanes?: number;
  /** The most calls that share a round trip, 1 to 1,000. Default: 128. */
  readonly maxBatch?: number;
  /** The most calls of one sort that may wait; more are turned away as `overloaded`. Default: 10,000. */
  readonly maxQueue?: number;
  /**
   * The longest that a reservation or consumption may wait before it is sent, in milliseconds, 1 to
   * 600,000; then it is turned away as `overloaded`. Default: 10,000.
   */
  readonly maxWaitMs?: number;
  /**
   * For how long a refusal may be repeated without asking the storage, in milliseconds, 60,000 at most;
   * 0 asks each time. What another process gives back may go unseen for that long. Default: 2,000.
   */
  readonly refusalCacheMs?: number;
  /**
   * What becomes of calls while the storage is away: `refuse` turns them away, so that no limit is ever
   * passed; `admit` lets them in unasked and records them when it is back. Default: `refuse`.
   */
  readonly whenUnavailable?: 'refuse' | 'admit';
}

/** What the host has users tell of themselves. */
export interface UserOptions {
  /**
   * The fields of `extra` in a profile, by a schema of any library that implements Standard Schema, such
   * as `z.object({ phone: z.string() }).partial()`. Default: there are none.
   */
  readonly profileFields?: StandardSchema;
  /** Names of notifications of your own, off until somebody switches them on. See {@link HostNotifications}. Default: none. */
  readonly notifications?: readonly HostNotification[];
}

/** How far `optimize()` goes. More of each is better and costs more; `forge.plan()` tells how much at the worst. */
export interface LoopOptions {
  /** Steps at most, each of which rewrites the prompt and looks at the result, 0 to 10. Default: 3. */
  readonly maxSteps?: number;
  /** Rewrites side by side in one step, each by another strategy, 1 to 6. Default: 1. */
  readonly candidates?: number;
  /** Whether what the rules add to the prompt is a candidate as well. Default: true. */
  readonly composed?: boolean;
  /**
   * Judgements of one prompt at most, 1 to 16: three to begin with, and more only where the gate is still
   * open. With fewer than three nothing ever passes. Default: 8.
   */
  readonly maxSamples?: number;
  /** Versions that may be compared with the original and measured anew, 1 to 5. Default: 2. */
  readonly maxConfirmations?: number;
}

export interface CacheOptions {
  /** For how long an answer may be used again, in milliseconds, 1,000 to 30 days. Default: a day. */
  readonly ttlMs?: number;
  /** Answers that this process keeps besides the storage, 1 to 1,000,000. Default: 1,000. */
  readonly maxEntries?: number;
}

export interface OrganizationOptions {
  /** Sends invitations. Default: `forge.organizations.invite()` answers their secrets. */
  readonly sendInvitation?: SendInvitation;
  /**
   * How many organizations a user may own who makes another one: each has the limits of a plan of its
   * own, those of the first plan to begin with. Default: 3.
   */
  readonly mostOwned?: number;
}

/** What goes into every exported run. */
export interface BundleOptions {
  /**
   * `LICENSE.txt`: who owns the content, and what may be done with it; 1 to 100,000 characters. Default: a notice
   * in nobody's name that the content belongs to the account that exported it, and comes without warranty.
   */
  readonly license?: string;
}

export interface AnalyticsOptions {
  /**
   * IANA name of the time zone whose days figures are of, such as `Europe/Berlin`; one for the whole
   * installation. After a change all days are summed anew. Default: `UTC`.
   */
  readonly timeZone?: string;
}

export interface PromptForgeOptions {
  readonly storage: Storage;
  /**
   * What may be in a prompt: a preset, or what `promptPolicy()` of `promptforge/prompts` makes.
   * Default: `balanced`, which flags what looks like an attack and blocks none.
   */
  readonly promptPolicy?: PromptPolicy | PolicyPreset;
  /**
   * Values of the 7D parameters besides the built-in ones, or other texts, defaults and thresholds for those.
   * See {@link HostSevenD}. Default: none.
   */
  readonly sevenD?: SevenDExtension;
  /** Needed unless `engine` is `rules`. */
  readonly model?: Model;
  /**
   * `rules` works without a model and says so in every result. Default: `model`.
   * The rules never stand in for a model that fails.
   */
  readonly engine?: 'model' | 'rules';
  /** Whose access tokens are taken, and how they are verified. */
  readonly session: SessionOptions;
  /** Lets users sign in with e-mail and password: `forge.auth`. Needs `session: { secret }`. Default: they cannot. */
  readonly auth?: AuthOptions;
  /**
   * The catalogue, smallest plan first; a tenant without a subscription is on that one. `stored` takes
   * the one in the storage, which `forge.plans.save()` changes while all goes on. Default: Pilot, Pro,
   * Enterprise.
   */
  readonly plans?: readonly Plan[] | 'stored';
  /** Names of features of your own that plans may switch on. See {@link HostFeatures}. Default: none. */
  readonly features?: readonly HostFeature[];
  /**
   * Roles that have permissions of your own, or other ones than `permissionTable` says of a permission
   * of ours. See {@link HostPermissions}. Default: none.
   */
  readonly permissions?: Readonly<Partial<Record<Permission, readonly Role[]>>>;
  /**
   * For how long another process may not see a change of plan, or of the catalogue in the storage, in
   * milliseconds; 0 asks the storage each time. Default: 5,000.
   */
  readonly planCacheMs?: number;
  /**
   * For how long another process may not see that an API key was changed or revoked, in milliseconds,
   * 60,000 at most; 0 asks the storage each time. Default: 5,000.
   */
  readonly apiKeyCacheMs?: number;
  /** How long a run may take, in milliseconds. Default: 120,000. */
  readonly timeoutMs?: number;
  /** Longest answers of the model in tokens, reasoning included. Default: 8,000 and 4,000. */
  readonly maxOutputTokens?: { readonly rewrite?: number; readonly judge?: number };
  /** How far `optimize()` goes in looking for a better prompt. */
  readonly loop?: LoopOptions;
  /** What any run may use at most; a call can ask for less. Default: what the loop can use at the worst. */
  readonly budget?: Partial<RunBudget>;
  /** Whether answers of the model are used again within an organization. `false` asks every question anew. */
  readonly cache?: CacheOptions | false;
  /** What stands between the calls of this process and the limits in the storage. */
  readonly quota?: QuotaOptions;
  readonly users?: UserOptions;
  readonly organizations?: OrganizationOptions;
  /**
   * Modules of the prompt library for all organizations, best made by `defineModule` of `promptforge/modules`: any
   * other is validated with the first use of the library. Default: none.
   */
  readonly modules?: readonly ModuleDefinition[];
  /** Whether the library holds the modules that come with PromptForge. Default: true. */
  readonly starterModules?: boolean;
  readonly bundles?: BundleOptions;
  readonly analytics?: AnalyticsOptions;
  /** Rules that `maintain()` watches, and whom it tells of a breach. Default: there are none. */
  readonly alerts?: AlertsOptions;
  /**
   * Ids of the organizations of those who run the product: their owners and admins see figures of all
   * organizations, and may run the checks. Default: none.
   */
  readonly operators?: readonly string[];
  /** Watches runs and model calls, such as `openTelemetry()` of `promptforge/opentelemetry`. Default: nobody does. */
  readonly telemetry?: Telemetry;
  /** Told of errors that no caller sees. Default: nobody is. */
  readonly onError?: ReportError;
  /** For tests. Default: the clock of the system. */
  readonly clock?: Clock;
  /** For tests. Default: random UUIDs. */
  readonly newId?: () => string;
}

/** Options after they were checked: complete, frozen, and the only form the rest of the code sees. */
export interface Settings extends Readonly<Omit<z.output<ReturnType<typeof optionsSchema>>, 'plans' | 'model'>> {
  readonly plans: Catalogue | 'stored';
  readonly model: Model | null;
}

/** @throws PromptForgeError `config_invalid` that names every wrong option, and repeats no value. */
export function parseOptions(options: PromptForgeOptions): Settings {
  const parsed = optionsSchema(options).safeParse(options);
  if (!parsed.success) {
    const problems = parsed.error.issues.map((issue) => `${issue.path.join('.') || 'options'}: ${problemOf(issue)}`);
    throw new PromptForgeError('config_invalid', `The options of PromptForge are wrong. ${problems.join('; ')}.`);
  }
  const { model, engine, plans, ...rest } = parsed.data;
  if (engine === 'model' && model === undefined) {
    throw new PromptForgeError(
      'config_invalid',
      "Pass a model, for instance openaiModel({ ... }), or engine: 'rules'.",
    );
  }
  if (rest.auth !== undefined && !('secret' in rest.session)) {
    throw new PromptForgeError(
      'config_invalid',
      'The option auth signs users in with tokens of your own: configure session.secret instead of session.jwks, or leave auth out.',
    );
  }
  return Object.freeze({
    ...rest,
    onError: reportOnce(rest.onError),
    engine,
    plans: plans === 'stored' ? plans : frozenCatalogue(plans),
    model: engine === 'rules' ? null : (model ?? null),
  });
}

/** zod's message, except where it would print a key that is no word: a misplaced secret could be one. */
function problemOf(issue: z.core.$ZodIssue): string {
  if (issue.code === 'invalid_key') return issue.issues[0]?.message ?? issue.message;
  if (issue.code !== 'unrecognized_keys') return issue.message;
  const words = issue.keys.filter((key) => /^[A-Za-z]{1,24}$/.test(key));
  return `holds an option that does not exist${words.length === 0 ? '' : `: ${words.join(', ')}`}`;
}
