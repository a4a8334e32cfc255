import type { LibraryStore, Page, ParameterSet, SaveResult, Versioned } from '../../src/storage.js';
import { pageByKey } from './page-by-key.js';
import { VersionedMap } from './versioned-map.js';

/** The parameter sets of one organization. */
export class MemoryParameterSets {
  readonly #sets = new VersionedMap<ParameterSet>();

  save(set: ParameterSet, expectedVersion: number): SaveResult {
    return this.#sets.save(set.id, set, expectedVersion);
  }

  get(id: string): Versioned<ParameterSet> | null {
    return this.#sets.load(id);
  }

  list(request: Parameters<LibraryStore['listParameterSets']>[1]): Page<Versioned<ParameterSet>> {
    const { visibleTo } = request;
    const visible = this.#sets
      .list()
      .filter(({ value }) => visibleTo === null || value.shared || value.ownerId === visibleTo);
    return pageByKey(visible, request, ({ value }) => value.id);
  }

  remove(id: string, expectedVersion: number): boolean {
    return this.#sets.remove(id, expectedVersion);
  }

  eraseUser(userId: string): number {
    const owned = this.#sets.list().filter(({ value }) => value.ownerId === userId);
    for (const { value, version } of owned) {
      if (value.shared) this.#sets.save(value.id, { ...value, ownerId: null }, version);
      else this.#sets.remove(value.id, version);
    }
    return owned.length;
  }
}
