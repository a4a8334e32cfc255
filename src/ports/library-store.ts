import type { TenantScope } from '../domain/access/principal.js';
import type { Bundle } from '../domain/library/bundle.js';
import type { LibraryModule, ModuleStatus } from '../domain/library/module.js';
import type { ParameterSet } from '../domain/library/parameter-set.js';
import type { Page, PageRequest } from '../domain/lists/page.js';
import type { Versioned } from '../domain/plans/subscription.js';
import type { RemoveResult } from './plan-store.js';
import type { SaveResult } from './subscription-store.js';

export type AddResult = {
  /** `exists`: the name is taken, and nothing was written. */
  readonly outcome: 'added' | 'exists';
};

/** A version of a module as lists show it. */
export type ModuleSummary = Omit<LibraryModule, 'body'>;

/** A bundle as lists show it. */
export type BundleSummary = Omit<Bundle, 'artifacts'>;

/** What an organization keeps for its prompts. Modules of the platform lie in the scope {@link platformScope}. */
export interface LibraryStore {
  /**
   * Publishes a version of a module, which nothing but {@link setModuleStatus} changes afterwards.
   * @throws PromptForgeError `request_invalid` for a version that is not semantic, or has build metadata.
   */
  addModule(scope: TenantScope, module: LibraryModule): Promise<AddResult>;

  /**
   * Changes the status of a version if it is still the one of `expectedVersion`. That counts how
   * often the status was set, 1 after publishing, and has nothing to do with the version of the module.
   */
  setModuleStatus(
    scope: TenantScope,
    change: { readonly id: string; readonly version: string; readonly status: ModuleStatus },
    expectedVersion: number,
  ): Promise<SaveResult>;

  /** One version of a module, or with null the latest by semantic order, whatever its status. */
  getModule(
    scope: TenantScope,
    request: { readonly id: string; readonly version: string | null },
  ): Promise<Versioned<LibraryModule> | null>;

  /**
   * Versions of all modules, or of the one named, by the bytes of their ids, ascending; those of
   * one module in semantic order, latest first.
   */
  listModules(
    scope: TenantScope,
    request: PageRequest & { readonly id: string | null },
  ): Promise<Page<Versioned<ModuleSummary>>>;

  /** Saves if the stored version of the set is still `expectedVersion`; 0 means that there is none yet. */
  saveParameterSet(scope: TenantScope, set: ParameterSet, expectedVersion: number): Promise<SaveResult>;

  getParameterSet(scope: TenantScope, id: string): Promise<Versioned<ParameterSet> | null>;

  /** All sets, or those that one user may see: their own and the shared ones. By the bytes of their ids, ascending. */
  listParameterSets(
    scope: TenantScope,
    request: PageRequest & { readonly visibleTo: string | null },
  ): Promise<Page<Versioned<ParameterSet>>>;

  /** Removes the set if its stored version is still `expectedVersion`. */
  removeParameterSet(scope: TenantScope, id: string, expectedVersion: number): Promise<RemoveResult>;

  /**
   * Keeps a bundle for good, whole or not at all.
   * @throws PromptForgeError `internal` for files that cannot be kept as they are (`artifactProblem`).
   */
  addBundle(scope: TenantScope, bundle: Omit<Bundle, 'createdAt'>): Promise<AddResult>;

  getBundle(scope: TenantScope, id: string): Promise<Bundle | null>;

  /** All bundles, or those of one run, of one user, or of both. Newest first. */
  listBundles(
    scope: TenantScope,
    request: PageRequest & { readonly runId: string | null; readonly userId: string | null },
  ): Promise<Page<BundleSummary>>;

  /** Deletes up to `limit` bundles created before `before` (epoch milliseconds), the oldest first. @returns how many. */
  purgeBundles(scope: TenantScope, request: { readonly before: number; readonly limit: number }): Promise<number>;

  /**
   * Deletes the bundles of a user and the parameter sets that are for nobody else; sets they have
   * shared stay, without an owner, as a new version. @returns how many bundles and sets were touched.
   */
  eraseUser(scope: TenantScope, userId: string): Promise<number>;
}
