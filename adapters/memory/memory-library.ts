import type {
  AddResult,
  Bundle,
  BundleSummary,
  LibraryModule,
  LibraryStore,
  ModuleSummary,
  Page,
  ParameterSet,
  RemoveResult,
  SaveResult,
  TenantScope,
  Versioned,
} from '../../src/storage.js';
import { MemoryBundles } from './memory-bundles.js';
import { MemoryModules } from './memory-modules.js';
import { MemoryParameterSets } from './memory-parameter-sets.js';

/** What is kept of one organization. */
interface Shelf {
  readonly modules: MemoryModules;
  readonly sets: MemoryParameterSets;
  readonly bundles: MemoryBundles;
}

export class MemoryLibrary implements LibraryStore {
  readonly #shelves = new Map<string, Shelf>();
  readonly #now: () => number;

  constructor(now: () => number) {
    this.#now = now;
  }

  async addModule(scope: TenantScope, module: LibraryModule): Promise<AddResult> {
    return { outcome: this.#shelf(scope).modules.add(module) ? 'added' : 'exists' };
  }

  async setModuleStatus(
    scope: TenantScope,
    change: Parameters<LibraryStore['setModuleStatus']>[1],
    expectedVersion: number,
  ): Promise<SaveResult> {
    return this.#shelf(scope).modules.setStatus(change, expectedVersion);
  }

  async getModule(
    scope: TenantScope,
    { id, version }: Parameters<LibraryStore['getModule']>[1],
  ): Promise<Versioned<LibraryModule> | null> {
    const { modules } = this.#shelf(scope);
    return version === null ? modules.latest(id) : modules.get(id, version);
  }

  async listModules(
    scope: TenantScope,
    request: Parameters<LibraryStore['listModules']>[1],
  ): Promise<Page<Versioned<ModuleSummary>>> {
    return this.#shelf(scope).modules.list(request);
  }

  async saveParameterSet(scope: TenantScope, set: ParameterSet, expectedVersion: number): Promise<SaveResult> {
    return this.#shelf(scope).sets.save(set, expectedVersion);
  }

  async getParameterSet(scope: TenantScope, id: string): Promise<Versioned<ParameterSet> | null> {
    return this.#shelf(scope).sets.get(id);
  }

  async listParameterSets(
    scope: TenantScope,
    request: Parameters<LibraryStore['listParameterSets']>[1],
  ): Promise<Page<Versioned<ParameterSet>>> {
    return this.#shelf(scope).sets.list(request);
  }

  async removeParameterSet(scope: TenantScope, id: string, expectedVersion: number): Promise<RemoveResult> {
    return { outcome: this.#shelf(scope).sets.remove(id, expectedVersion) ? 'removed' : 'conflict' };
  }

  async addBundle(scope: TenantScope, bundle: Omit<Bundle, 'createdAt'>): Promise<AddResult> {
    return { outcome: this.#shelf(scope).bundles.add({ ...bundle, createdAt: this.#now() }) ? 'added' : 'exists' };
  }

  async getBundle(scope: TenantScope, id: string): Promise<Bundle | null> {
    return this.#shelf(scope).bundles.get(id);
  }

  async listBundles(
    scope: TenantScope,
    request: Parameters<LibraryStore['listBundles']>[1],
  ): Promise<Page<BundleSummary>> {
    return this.#shelf(scope).bundles.list(request);
  }

  async purgeBundles(
    scope: TenantScope,
    request: { readonly before: number; readonly limit: number },
  ): Promise<number> {
    return this.#shelf(scope).bundles.purge(request);
  }

  async eraseUser(scope: TenantScope, userId: string): Promise<number> {
    const { sets, bundles } = this.#shelf(scope);
    return sets.eraseUser(userId) + bundles.eraseUser(userId);
  }

  /** Tenants with a bundle created before an instant. */
  tenantsBefore(before: number): readonly string[] {
    return [...this.#shelves].flatMap(([orgId, { bundles }]) => (bundles.hasBefore(before) ? [orgId] : []));
  }

  #shelf({ orgId }: TenantScope): Shelf {
    const shelf = this.#shelves.get(orgId) ?? {
      modules: new MemoryModules(),
      sets: new MemoryParameterSets(),
      bundles: new MemoryBundles(),
    };
    this.#shelves.set(orgId, shelf);
    return shelf;
  }
}
