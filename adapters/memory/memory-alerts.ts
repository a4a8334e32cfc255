import {
  type AlertKey,
  type AlertState,
  type AlertStore,
  alertKeyText,
  type Page,
  type PageRequest,
  type SaveResult,
  type Versioned,
} from '../../src/storage.js';
import { pageByKey } from './page-by-key.js';
import { VersionedMap } from './versioned-map.js';

export class MemoryAlerts implements AlertStore {
  readonly #states = new VersionedMap<AlertState>();

  async load(key: AlertKey): Promise<Versioned<AlertState> | null> {
    return this.#states.load(alertKeyText(key));
  }

  async list(request: PageRequest): Promise<Page<Versioned<AlertState>>> {
    return pageByKey(this.#states.list(), request, ({ value }) => alertKeyText(value));
  }

  async save(state: AlertState, expectedVersion: number): Promise<SaveResult> {
    return this.#states.save(alertKeyText(state), state, expectedVersion);
  }
}
