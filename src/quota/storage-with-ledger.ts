import type { LedgerStore } from '../ports/ledger-store.js';
import type { Storage } from '../ports/storage.js';

/** The same storage with another ledger. Its methods stay bound to it. */
export function storageWithLedger(storage: Storage, ledger: LedgerStore): Storage {
  return {
    contract: storage.contract,
    traits: storage.traits,
    ledger,
    events: storage.events,
    subscriptions: storage.subscriptions,
    billing: storage.billing,
    organizations: storage.organizations,
    invitations: storage.invitations,
    profiles: storage.profiles,
    sessions: storage.sessions,
    credentials: storage.credentials,
    apiKeys: storage.apiKeys,
    plans: storage.plans,
    cache: storage.cache,
    library: storage.library,
    history: storage.history,
    analytics: storage.analytics,
    maintenance: storage.maintenance,
    checkReports: storage.checkReports,
    alerts: storage.alerts,
    setup: () => storage.setup(),
    health: () => storage.health(),
    close: () => storage.close(),
  };
}
