import { type Storage, storageContractVersion } from '../../src/storage.js';
import { storageClosed } from '../guards/storage-closed.js';
import { MemoryAlerts } from './memory-alerts.js';
import { MemoryAnalytics } from './memory-analytics.js';
import { MemoryApiKeys } from './memory-api-keys.js';
import { MemoryBilling } from './memory-billing.js';
import { MemoryCache } from './memory-cache.js';
import { MemoryCheckReports } from './memory-check-reports.js';
import { MemoryCredentials } from './memory-credentials.js';
import { MemoryDailyUsage } from './memory-daily-usage.js';
import { MemoryEvents } from './memory-events.js';
import { MemoryInvitations } from './memory-invitations.js';
import { MemoryLedger } from './memory-ledger.js';
import { MemoryLibrary } from './memory-library.js';
import { MemoryMaintenance } from './memory-maintenance.js';
import { MemoryOrganizations } from './memory-organizations.js';
import { MemoryPlans } from './memory-plans.js';
import { MemoryProfiles } from './memory-profiles.js';
import { MemoryPromptHistory } from './memory-prompt-history.js';
import { MemoryRuns } from './memory-runs.js';
import { MemorySessions } from './memory-sessions.js';
import { MemorySubscriptions } from './memory-subscriptions.js';
import { MemoryWindows } from './memory-windows.js';

export interface MemoryStorageOptions {
  /** For tests alone. The system's clock by default. */
  readonly clock?: { now(): number };
}

/**
 * Keeps everything in this process: the reference every other adapter is measured by, and the
 * fastest for tests. Nothing survives a restart, and other processes do not see its limits.
 */
export function memoryStorage({ clock = { now: () => Date.now() } }: MemoryStorageOptions = {}): Storage {
  let closed = false;
  const now = () => clock.now();
  const events = new MemoryEvents(now);
  const windows = new MemoryWindows();
  const dailyUsage = new MemoryDailyUsage();
  const runs = new MemoryRuns();
  const ledger = new MemoryLedger({
    runs,
    windows,
    dailyUsage,
    now,
    appendEvents: (scope, batch) => events.appendNow(scope, batch),
  });
  const analytics = new MemoryAnalytics({
    runs,
    dailyUsage,
    windows,
    now,
    cursor: () => events.cursor(),
  });
  const library = new MemoryLibrary(now);
  const profiles = new MemoryProfiles();
  const organizations = new MemoryOrganizations((userId) => profiles.profileOf(userId), now);
  const sessions = new MemorySessions({ now, membershipOf: (scope, user) => organizations.standingOf(scope, user) });
  const maintenance = new MemoryMaintenance({
    now,
    rollUp: async (request) => dailyUsage.rollUp(({ orgId }) => runs.countedRunsOf(orgId), request, now()),
    tenantsBefore: (before) => [runs, events, library].flatMap((store) => store.tenantsBefore(before)),
    sweepWindows: (limit) => windows.sweep(now(), limit),
  });
  const assertOpen = () => {
    if (closed) throw storageClosed();
  };
  return {
    contract: storageContractVersion,
    traits: { adapter: 'memory', durable: false, scope: 'process' },
    ledger: guarded(ledger, assertOpen),
    events: guarded(events, assertOpen),
    subscriptions: guarded(new MemorySubscriptions(now), assertOpen),
    billing: guarded(new MemoryBilling(now), assertOpen),
    organizations: guarded(organizations, assertOpen),
    invitations: guarded(new MemoryInvitations(organizations, now), assertOpen),
    profiles: guarded(profiles, assertOpen),
    sessions: guarded(sessions, assertOpen),
    credentials: guarded(new MemoryCredentials(now), assertOpen),
    apiKeys: guarded(new MemoryApiKeys({ now, organizations }), assertOpen),
    plans: guarded(new MemoryPlans(), assertOpen),
    cache: guarded(new MemoryCache(now), assertOpen),
    library: guarded(library, assertOpen),
    history: guarded(new MemoryPromptHistory(now), assertOpen),
    analytics: guarded(analytics, assertOpen),
    maintenance: guarded(maintenance, assertOpen),
    checkReports: guarded(new MemoryCheckReports(), assertOpen),
    alerts: guarded(new MemoryAlerts(), assertOpen),
    async setup() {
      assertOpen();
    },
    async health() {
      assertOpen();
      return { schemaVersion: null, now: now() };
    },
    async close() {
      closed = true;
      events.wakeEverybody();
    },
  };
}

/** The same store, each of whose methods first asks whether it may still be used. */
function guarded<T extends object>(store: T, assertOpen: () => void): T {
  const gate: T = Object.create(store);
  for (const name of Object.getOwnPropertyNames(Object.getPrototypeOf(store))) {
    const member: unknown = Reflect.get(store, name);
    if (name === 'constructor' || typeof member !== 'function') continue;
    const value = (...values: unknown[]) => {
      try {
        assertOpen();
        return member.apply(store, values);
      } catch (error) {
        return Promise.reject(error);
      }
    };
    Object.defineProperty(gate, name, { value, writable: true, configurable: true });
  }
  return gate;
}
