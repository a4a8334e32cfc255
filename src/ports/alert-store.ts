import type { AlertKey, AlertState } from '../domain/figures/alert.js';
import type { Page, PageRequest } from '../domain/lists/page.js';
import type { Versioned } from '../domain/plans/subscription.js';
import type { SaveResult } from './subscription-store.js';

/**
 * How the rules of alerts stand, with the alerts that have yet to be delivered: for servers alone, and no tenant
 * sees it. A state and its deliveries are one value, so that what fires is never lost, and fires once.
 */
export interface AlertStore {
  /** Null when the rule was never looked at. */
  load(key: AlertKey): Promise<Versioned<AlertState> | null>;

  /** All, by the bytes of rule and organization; the whole installation comes before any organization. */
  list(request: PageRequest): Promise<Page<Versioned<AlertState>>>;

  /**
   * Replaces the state of its rule and organization. Of several callers at once, one is told that it was saved.
   * @param expectedVersion that of the state it was made of; 0 when there was none.
   */
  save(state: AlertState, expectedVersion: number): Promise<SaveResult>;
}
