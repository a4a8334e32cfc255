import type { AlertStore } from './alert-store.js';
import type { AnalyticsStore } from './analytics-store.js';
import type { ApiKeyStore } from './api-key-store.js';
import type { BillingStore } from './billing-store.js';
import type { CacheStore } from './cache-store.js';
import type { CheckReportStore } from './check-report-store.js';
import type { CredentialStore } from './credential-store.js';
import type { EventStore } from './event-store.js';
import type { InvitationStore } from './invitation-store.js';
import type { LedgerStore } from './ledger-store.js';
import type { LibraryStore } from './library-store.js';
import type { MaintenanceStore } from './maintenance-store.js';
import type { OrganizationStore } from './organization-store.js';
import type { PlanStore } from './plan-store.js';
import type { ProfileStore } from './profile-store.js';
import type { PromptHistoryStore } from './prompt-history-store.js';
import type { SessionStore } from './session-store.js';
import type { SubscriptionStore } from './subscription-store.js';

/** Version of the {@link Storage} port. */
export const storageContractVersion = 1;

/** Facts about a storage, for warnings; nothing switches on them. */
export interface StorageTraits {
  /** `adapter` names it in messages: `memory`, `pglite`. */
  readonly adapter: string;
  /** Whether what was written survives the process. */
  readonly durable: boolean;
  /** Whether other processes see the same limits. */
  readonly scope: 'process' | 'shared';
}

export interface StorageHealth {
  /** Name of the newest migration that is applied; null for a storage that needs none. */
  readonly schemaVersion: string | null;
  /** The store's clock, in epoch milliseconds. */
  readonly now: number;
}

/**
 * Everything PromptForge keeps. Methods reject with a `PromptForgeError` of code
 * `storage_unavailable`, `storage_not_ready` or `storage_locked`, and with nothing else.
 */
export interface Storage {
  readonly contract: typeof storageContractVersion;
  readonly traits: StorageTraits;
  readonly ledger: LedgerStore;
  readonly events: EventStore;
  readonly subscriptions: SubscriptionStore;
  readonly billing: BillingStore;
  readonly organizations: OrganizationStore;
  readonly invitations: InvitationStore;
  readonly profiles: ProfileStore;
  readonly sessions: SessionStore;
  readonly credentials: CredentialStore;
  readonly apiKeys: ApiKeyStore;
  readonly plans: PlanStore;
  readonly cache: CacheStore;
  readonly library: LibraryStore;
  readonly history: PromptHistoryStore;
  readonly analytics: AnalyticsStore;
  readonly maintenance: MaintenanceStore;
  readonly checkReports: CheckReportStore;
  readonly alerts: AlertStore;

  /** Creates or upgrades what the storage needs. Safe to call again, and from several processes. */
  setup(): Promise<void>;
  /**
   * One round trip. Rejects with `storage_not_ready` when the schema is missing, or older than this version
   * needs; a newer one is taken.
   */
  health(): Promise<StorageHealth>;
  /** Lets go of every resource. Calls under way end first; safe to call again. */
  close(): Promise<void>;
}
