import { PromptForgeError } from './errors/promptforge-error.js';
import type { AlertFacet } from './facets/alert-facet.js';
import type { AnalyticsFacet } from './facets/analytics-facet.js';
import type { ApiKeyFacet } from './facets/api-key-facet.js';
import type { AuthFacet } from './facets/auth-facet.js';
import type { BundleFacet } from './facets/bundle-facet.js';
import type { AsCaller, Working } from './facets/caller.js';
import type { CheckReportFacet } from './facets/check-report-facet.js';
import type { HistoryFacet } from './facets/history-facet.js';
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
import type { PlanFacet } from './facets/plan-facet.js';
import type { PromptFacet } from './facets/prompt-facet.js';
import type { QuotaFacet } from './facets/quota-facet.js';
import { type RunFacet, runFacet } from './facets/run-facet.js';
import type { SessionFacet } from './facets/session-facet.js';
import type { SevenDFacet } from './facets/seven-d-facet.js';
import type { SubscriptionFacet } from './facets/subscription-facet.js';
import type { UserFacet } from './facets/user-facet.js';
import type { MaintainParts, MaintenanceReport } from './maintenance/maintain.js';
import { type PromptForgeOptions, parseOptions } from './options.js';
import type { RunPlan } from './pipeline/plan-run.js';
import type { ReportError } from './pipeline/report-error.js';
import type { OperationResult, OptimizeResult } from './pipeline/run-result.js';
import type { Storage, StorageHealth } from './ports/storage.js';
import type { LedgerInFront } from './quota/ledger-in-front.js';
import { storageWithLedger } from './quota/storage-with-ledger.js';
import { accessRules } from './session/access-rules.js';
import { type CallerVerification, callerVerification } from './wiring/caller-verification.js';
import { figureFacets } from './wiring/figure-facets.js';
import { ledgerFront } from './wiring/ledger-front.js';
import { libraryFacets } from './wiring/library-facets.js';
import { OpenWork } from './wiring/open-work.js';
import type { LoadedOperations } from './wiring/operations-of.js';
import { peopleFacets } from './wiring/people-facets.js';
import { planFacets } from './wiring/plan-facets.js';
import { planSources } from './wiring/plan-sources.js';
import { promptFacets } from './wiring/prompt-facets.js';
import { sessionParts } from './wiring/session-parts.js';
import type { SharedParts } from './wiring/shared-parts.js';
import { upkeepParts } from './wiring/upkeep-parts.js';

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
    this.reportError = settings.onError;
    const front = ledgerFront(settings);
    const storage = storageWithLedger(settings.storage, front.ledger);
    const sources = planSources(settings, front);
    const access = accessRules(settings.permissions, settings.operators);
    const { verify: verifyToken, endings } = sessionParts(settings, storage.sessions, front);
    const { catalogue, plansInUse: plans } = sources;
    const callers = callerVerification(settings, { storage, plans, front, verifyToken });
    const { verify } = callers;
    const modules = once(async () => {
      const { moduleLibrary } = await import('./wiring/module-library.js');
      return moduleLibrary(settings, { store: storage.library, catalogue, access });
    });
    this.#operations = once(async () => {
      const { operationsOf } = await import('./wiring/operations-of.js');
      return operationsOf(settings, { storage, plans, requirePermission: access.require, verify, modules });
    });
    this.#storage = storage;
    this.#front = front;
    this.#callers = callers;

    const working: Working = (task) => this.#working(task);
    const asCaller: AsCaller = (token, permission, task) =>
      working(async () => {
        const caller = await verify(token);
        access.require(caller, permission);
        return task(caller);
      });
    const shared: SharedParts = { settings, storage, sources, access, asCaller, working };
    this.#upkeep = upkeepParts(shared);
    const people = peopleFacets({
      ...{ ...shared, callers, endings },
      forgetAnswers: async () => (await this.#operations()).forgetAnswers(),
      afterwards: (task) => this.#afterwards(task),
    });
    this.sessions = people.sessions;
    this.auth = people.auth;
    this.apiKeys = people.apiKeys;
    this.users = people.users;
    this.organizations = people.organizations;
    const { plans: planFacet, subscriptions, quota } = planFacets(shared, front);
    this.plans = planFacet;
    this.subscriptions = subscriptions;
    this.quota = quota;
    const { prompts, sevenD } = promptFacets(shared);
    this.prompts = prompts;
    this.sevenD = sevenD;
    const library = libraryFacets(shared, modules);
    this.modules = library.modules;
    this.parameterSets = library.parameterSets;
    this.history = library.history;
    this.bundles = library.bundles;
    this.runs = runFacet(storage, asCaller);
    const figures = figureFacets(shared, this.#work.closing);
    this.analytics = figures.analytics;
    this.alerts = figures.alerts;
    this.checkReports = figures.checkReports;
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
