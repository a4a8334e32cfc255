import { analyticsWith } from './analytics-parts.js';
import { type CallerVerification, callerVerification } from './caller-verification.js';
import type { TenantScope } from './domain/principal.js';
import { countMembers } from './entitlement/count-members.js';
import { knownFeatures } from './entitlement/known-features.js';
import { retentionOverrides } from './entitlement/retention-overrides.js';
import { PromptForgeError } from './errors/promptforge-error.js';
import type { AlertFacet } from './facets/alert-facet.js';
import type { AnalyticsFacet } from './facets/analytics-facet.js';
import type { ApiKeyFacet } from './facets/api-key-facet.js';
import type { AuthFacet } from './facets/auth-facet.js';
import type { BundleFacet } from './facets/bundle-facet.js';
import type { AsCaller, Working } from './facets/caller.js';
import type { CheckReportFacet } from './facets/check-report-facet.js';
import type { HistoryFacet } from './facets/history-facet.js';
import { lazyFacet } from './facets/lazy-facet.js';
import type { ModuleFacet } from './facets/module-facet.js';
import { once } from './facets/once.js';
import type {
  CompareRequest,
  ModuleOperationRequest,
  OptimizeRequest,
  PlanRequest,
  ScoreRequest,
  TestModuleRequest,
  TestRequest,
} from './facets/operation-requests.js';
import type { OrganizationFacet } from './facets/organization-facet.js';
import type { ParameterSetFacet } from './facets/parameter-set-facet.js';
import { type PlanFacet, planFacet } from './facets/plan-facet.js';
import type { PromptFacet } from './facets/prompt-facet.js';
import { type QuotaFacet, quotaFacet } from './facets/quota-facet.js';
import { type RunFacet, runFacet } from './facets/run-facet.js';
import { type SessionFacet, sessionFacet } from './facets/session-facet.js';
import type { SevenDFacet } from './facets/seven-d-facet.js';
import type { SubscriptionFacet } from './facets/subscription-facet.js';
import type { UserFacet } from './facets/user-facet.js';
import { alertUpkeep, lazyAlerts } from './lazy-alerts.js';
import { lazyCheckReports } from './lazy-check-reports.js';
import { libraryFacets } from './library-facets.js';
import type { MaintainParts, MaintenanceReport } from './maintenance/maintain.js';
import { OpenWork } from './open-work.js';
import type { LoadedOperations } from './operations.js';
import { type PromptForgeOptions, parseOptions, type Settings } from './options.js';
import type { RunPlan } from './pipeline/plan-run.js';
import type { ReportError } from './pipeline/report-error.js';
import type { OperationResult, OptimizeResult } from './pipeline/run-result.js';
import { planSources } from './plan-sources.js';
import type { Storage, StorageHealth } from './ports/storage.js';
import { systemClock } from './ports/system-clock.js';
import { type LedgerInFront, ledgerInFront } from './quota/ledger-in-front.js';
import { storageWithLedger } from './quota/storage-with-ledger.js';
import { accessRules } from './session/access-rules.js';
import { longestTokenMs } from './session/session-endings.js';
import { sessionParts } from './session-parts.js';

/**
 * All that stands between the users of an application and a language model. One instance serves
 * the whole process. It wires the parts together and holds no policy of its own.
 */
export class PromptForge {
  /** Sessions, and the tokens that stand for them. */
  readonly sessions: SessionFacet;
  /** Signing in with e-mail and password, where the option `auth` switches it on. */
  readonly auth: AuthFacet;
  /** Plans, and what they allow. */
  readonly plans: PlanFacet;
  /** Who has signed up for which plan. */
  readonly subscriptions: SubscriptionFacet;
  /** The limits of the plan, for what the host does besides runs. */
  readonly quota: QuotaFacet;
  /** Prompts before they cost anything: validated, linted, completed. */
  readonly prompts: PromptFacet;
  /** The 7D parameters: what they may be, and what is made of them. */
  readonly sevenD: SevenDFacet;
  /** The caller's own runs. */
  readonly runs: RunFacet;
  /** Runs exported as files. */
  readonly bundles: BundleFacet;
  /** Values of the 7D parameters under a name. */
  readonly parameterSets: ParameterSetFacet;
  /** Figures from the ledger. */
  readonly analytics: AnalyticsFacet;
  /** Keys for calls from server to server. */
  readonly apiKeys: ApiKeyFacet;
  /** Prompts that people keep, with every version of each. */
  readonly history: HistoryFacet;
  /** Organizations of several people, their members and invitations. */
  readonly organizations: OrganizationFacet;
  /** Modules of the prompt library: versioned recipes for prompts. */
  readonly modules: ModuleFacet;
  /** Reports of the checks that operators run. */
  readonly checkReports: CheckReportFacet;
  /** How the rules of the option `alerts` stand. */
  readonly alerts: AlertFacet;
  /** Users and their personal data. */
  readonly users: UserFacet;
  /**
   * What the host's `onError` is told, for parts of PromptForge that live outside this class. It never throws,
   * whatever `onError` does.
   */
  readonly reportError: ReportError;

  readonly #storage: Storage;
  readonly #front: LedgerInFront;
  readonly #callers: CallerVerification;
  readonly #operations: () => Promise<LoadedOperations>;
  readonly #upkeep: MaintainParts;
  readonly #work = new OpenWork();

  /** @throws PromptForgeError `config_invalid` */
  constructor(options: PromptForgeOptions) {
    const settings = parseOptions(options);
    const { clock, newId, session } = settings;
    const front = frontOf(settings);
    const storage = storageWithLedger(settings.storage, front.ledger);
    const { subscriptions } = storage;
    const { catalogue, editor, plans, plansInUse, planOf } = planSources(settings, front);
    const membersOf = (scope: TenantScope) => countMembers(storage.organizations, scope);
    const features = knownFeatures(settings.features);
    // Loaded by those alone who change subscriptions.
    const changes = once(async () => {
      const { subscriptionChanges } = await import('./entitlement/subscription-changes.js');
      const own = settings.features;
      return subscriptionChanges({ store: subscriptions, catalogue, plans, features: own, clock, membersOf });
    });
    this.#storage = storage;
    this.#front = front;
    const access = accessRules(settings.permissions, settings.operators);
    const { verify: verifyToken, endings } = sessionParts(settings, storage.sessions, front);
    const callers = callerVerification(settings, { storage, plans: plansInUse, front, verifyToken });
    const { verify } = callers;
    this.#callers = callers;
    const modules = once(async () => {
      const { moduleLibrary } = await import('./module-library.js');
      return moduleLibrary(settings, { store: storage.library, catalogue, access });
    });
    this.#operations = once(async () => {
      const { operationsOf } = await import('./operations.js');
      return operationsOf(settings, { storage, plans: plansInUse, requirePermission: access.require, verify, modules });
    });
    this.reportError = settings.onError;

    const working: Working = (task) => this.#working(task);
    const asCaller: AsCaller = (token, permission, task) =>
      working(async () => {
        const caller = await verify(token);
        access.require(caller, permission);
        return task(caller);
      });
    this.#upkeep = {
      storage,
      plansInForce: async () => (await catalogue.read()).plans,
      retentionOverrides: () => retentionOverrides(subscriptions),
      planOf,
      longestTokenMs: longestTokenMs(session),
      timeZone: settings.analytics.timeZone,
      watchAlerts: alertUpkeep(settings, storage, plansInUse),
      report: (error) => settings.onError(error, { during: 'maintain' }),
    };
    this.sessions = sessionFacet({
      verify: (token) => working(() => verify(token)),
      access,
      async loadActions() {
        const { sessionActions } = await import('./facets/session-actions.js');
        const store = storage.sessions;
        return sessionActions({ settings: session, store, endings, clock, newId, verify, asCaller, working });
      },
    });
    this.auth = lazyFacet<AuthFacet>(
      {
        signUp: true,
        signIn: true,
        changePassword: true,
        requestPasswordReset: true,
        resetPassword: true,
        requestEmailVerification: true,
        verifyEmail: true,
      },
      async () => {
        const { authFacet } = await import('./facets/auth-facet.js');
        return authFacet({
          settings,
          storage,
          issue: this.sessions.issue,
          endings,
          asCaller,
          working,
          afterwards: (task) => this.#afterwards(task),
        });
      },
    );
    this.quota = quotaFacet({ plans: plansInUse, front, features, asCaller, working });
    this.plans = planFacet({
      catalogue,
      plans: plansInUse,
      editor,
      changes,
      storage,
      features,
      clock,
      membersOf,
      asCaller,
      working,
      report: (error) => settings.onError(error, { during: 'plans' }),
    });
    this.subscriptions = lazyFacet<SubscriptionFacet>(
      { get: true, apply: true, update: true, history: true, preview: true },
      async () => {
        const { subscriptionFacet } = await import('./facets/subscription-facet.js');
        return subscriptionFacet({ store: subscriptions, catalogue, changes, clock, membersOf, working });
      },
    );
    this.prompts = lazyFacet<PromptFacet>({ validate: true, lint: true, compose: true }, async () => {
      const { promptFacet } = await import('./facets/prompt-facet.js');
      const { promptPolicy: policy, sevenD: ruleset } = settings;
      return promptFacet({ policy, ruleset, working });
    });
    this.sevenD = lazyFacet<SevenDFacet>({ describe: true, resolve: true }, async () => {
      const { sevenDFacet } = await import('./facets/seven-d-facet.js');
      return sevenDFacet(settings.sevenD, working);
    });
    const library = libraryFacets({ settings, storage, plans: plansInUse, access, modules, asCaller, working });
    this.modules = library.modules;
    this.parameterSets = library.parameterSets;
    this.history = library.history;
    this.bundles = library.bundles;
    this.runs = runFacet(storage, asCaller);
    this.analytics = analyticsWith({
      ...{ settings, storage, catalogue, plans, plansInUse, asCaller, working },
      closing: this.#work.closing,
    });
    this.apiKeys = lazyFacet<ApiKeyFacet>(
      { create: true, get: true, list: true, update: true, rotate: true, revoke: true },
      async () => {
        const { apiKeyFacet } = await import('./facets/api-key-facet.js');
        const { requireKeys: requirePlan, forgetKey: forget } = callers;
        return apiKeyFacet({ store: storage.apiKeys, access, requirePlan, forget, asCaller });
      },
    );
    this.alerts = lazyAlerts(settings, storage, working);
    this.checkReports = lazyCheckReports(storage.checkReports, working);
    const forgetKeys = () => callers.forgetKey(null);
    const forgetAnswers = async () => (await this.#operations()).forgetAnswers();
    const { users, organizations } = settings;
    const userMethods = { profile: true, updateProfile: true, statistics: true, activity: true, search: true } as const;
    this.users = lazyFacet<UserFacet>({ ...userMethods, export: true, erase: true }, async () => {
      const { userFacet } = await import('./facets/user-facet.js');
      return userFacet({ storage, plans: plansInUse, endings, asCaller, working, forgetKeys, forgetAnswers, ...users });
    });
    this.organizations = lazyFacet<OrganizationFacet>(
      {
        create: true,
        get: true,
        rename: true,
        members: true,
        mine: true,
        addMember: true,
        invite: true,
        invitations: true,
        revokeInvitation: true,
        acceptInvitation: true,
        changeRole: true,
        removeMember: true,
        leave: true,
        transferOwnership: true,
      },
      async () => {
        const { organizationFacet } = await import('./facets/organization-facet.js');
        const seats = { store: subscriptions, catalogue, clock };
        return organizationFacet({ storage, seats, endings, forgetKeys, newId, asCaller, working, ...organizations });
      },
    );
  }

  /** Creates or upgrades the schema of the storage. Call it once at start; calling it again does nothing. */
  setup(): Promise<void> {
    return this.#working(() => this.#storage.setup());
  }

  /**
   * Takes a prompt through the whole pipeline: session, plan, validation, quota, rewriting, scoring,
   * settlement.
   * @throws PromptForgeError with the code of the step that refused or failed. A run that was refused
   * is charged nothing, and one that failed only what a model was called for; it is in the ledger.
   */
  optimize(request: OptimizeRequest | ModuleOperationRequest): Promise<OptimizeResult> {
    return this.#working(async () => (await this.#operations()).operations.optimize(request));
  }

  /**
   * Scores a prompt as it is: judged until the gate is decided, with its spread and what speaks against it.
   * @throws PromptForgeError as {@link PromptForge.optimize} does.
   */
  score(request: ScoreRequest | ModuleOperationRequest): Promise<OperationResult<'score'>> {
    return this.#working(async () => (await this.#operations()).operations.score(request));
  }

  /**
   * Tells which of two prompts is better. The judge is asked in both orders, and an answer that turns with
   * the order is a tie.
   * @throws PromptForgeError as {@link PromptForge.optimize} does.
   */
  compare(request: CompareRequest): Promise<OperationResult<'compare'>> {
    return this.#working(async () => (await this.#operations()).operations.compare(request));
  }

  /**
   * Puts a prompt to the model, once for each case, and tries what its answers must be like. There is a
   * whole report or none.
   * @throws PromptForgeError as {@link PromptForge.optimize} does, and `request_invalid` for cases that can't be run.
   */
  test(request: TestRequest | TestModuleRequest): Promise<OperationResult<'test'>> {
    return this.#working(async () => (await this.#operations()).operations.test(request));
  }

  /**
   * Tells what an operation could use at the worst, what it takes at the least, and whether there is room
   * for it: {@link PromptForge.optimize}, or the one that `operation` names. It spends nothing and reserves
   * nothing.
   * @throws PromptForgeError with the code of the step that would refuse the run before its quota is asked.
   */
  plan(request: PlanRequest): Promise<RunPlan> {
    return this.#working(async () => (await this.#operations()).operations.plan(request));
  }

  /**
   * All upkeep: ends runs whose process left them and gives back what they held, brings daily sums up
   * to date, deletes what the plans keep no longer, and makes room for the months to come. Call it
   * every minute or so, from any number of processes at once; the slow parts are done at most once an
   * hour by one of them, or now with `everything`.
   */
  maintain(options: { readonly everything?: boolean } = {}): Promise<MaintenanceReport> {
    return this.#working(async () => {
      const { everything = false, ...unknown } = options ?? {};
      if (typeof everything === 'boolean' && Object.keys(unknown).length === 0) {
        // Loaded by the processes that do it: most serve requests, and leave it to one.
        const { maintain } = await import('./maintenance/maintain.js');
        return maintain(this.#upkeep, everything);
      }
      throw new PromptForgeError('request_invalid', 'maintain() takes { everything: true }, or nothing.');
    });
  }

  /**
   * One round trip to the storage: it answers, and has the schema that this version needs, or a newer one.
   * @throws PromptForgeError `storage_not_ready`, and what else the storage fails with.
   */
  health(): Promise<StorageHealth> {
    return this.#working(() => this.#storage.health());
  }

  /**
   * Takes no new calls, waits for those under way, and closes the storage; what was let in while that
   * was away is recorded first, if it can be within five seconds. Safe to call again.
   */
  close(): Promise<void> {
    return this.#work.close(async () => {
      await this.#front.close();
      await this.#callers.close();
      await this.#storage.close();
    });
  }

  /** Carries out what nobody waits for, once the answer is on its way. */
  #afterwards(task: () => Promise<unknown>): void {
    const later = () => new Promise((resolve) => setImmediate(resolve)).then(task);
    this.#work.follow(later).catch((error: unknown) => this.reportError(error, { during: 'auth' }));
  }

  /** Carries out a public call. Whatever a part of the host throws, the caller gets a typed error. */
  async #working<T>(task: () => Promise<T>): Promise<T> {
    try {
      return await this.#work.run(task);
    } catch (error) {
      if (PromptForgeError.is(error)) throw error;
      this.reportError(error, { during: 'call' });
      throw new PromptForgeError(
        'internal',
        'A part of PromptForge, or one it was given, failed with an error of its own. onError was told; the error is the cause of this one.',
        { cause: error },
      );
    }
  }
}

/** What stands in front of the ledger. A clock that is given for tests is the only one. */
function frontOf({ storage, quota, clock, onError }: Settings): LedgerInFront {
  return ledgerInFront(storage.ledger, quota, {
    clock,
    monotonicNow: () => (clock === systemClock ? performance.now() : clock.now()),
    report: (error) => onError(error, { during: 'quota' }),
  });
}
