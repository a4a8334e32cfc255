import {
  type Clock,
  type Storage,
  type StorageHealth,
  type StorageTraits,
  storageContractVersion,
} from '../../src/storage.js';
import { CallGate } from './call-gate.js';
import type { EventSignals } from './event-signals.js';
import { EventWatch } from './event-watch.js';
import { Row } from './rows/row.js';
import { type NeededSchema, requireSchema } from './schema/require-schema.js';
import { type SqlCall, sqlCall } from './sql-call.js';
import type { SqlExecutor } from './sql-executor.js';
import { SqlAlerts } from './stores/sql-alerts.js';
import { SqlAnalytics } from './stores/sql-analytics.js';
import { SqlApiKeys } from './stores/sql-api-keys.js';
import { SqlBilling } from './stores/sql-billing.js';
import { SqlCache } from './stores/sql-cache.js';
import { SqlCheckReports } from './stores/sql-check-reports.js';
import { SqlCredentials } from './stores/sql-credentials.js';
import { SqlEvents } from './stores/sql-events.js';
import { SqlInvitations } from './stores/sql-invitations.js';
import { SqlLedger } from './stores/sql-ledger.js';
import { SqlLibrary } from './stores/sql-library.js';
import { SqlMaintenance } from './stores/sql-maintenance.js';
import { SqlOrganizations } from './stores/sql-organizations.js';
import { SqlPlans } from './stores/sql-plans.js';
import { SqlProfiles } from './stores/sql-profiles.js';
import { SqlPromptHistory } from './stores/sql-prompt-history.js';
import { SqlSessions } from './stores/sql-sessions.js';
import { SqlSubscriptions } from './stores/sql-subscriptions.js';
import { toStorageError } from './to-storage-error.js';

/** What one adapter of the SQL family has of its own. */
export interface SqlStorageParts {
  readonly traits: StorageTraits;
  readonly executor: SqlExecutor;
  readonly schema: NeededSchema;
  /** Connects, and creates or verifies the schema. Called again for each `setup()`. */
  readonly setup: () => Promise<void>;
  /** Lets go of everything. Called once, when no call is under way any more. */
  readonly release: () => Promise<void>;
  /** Tells of new events; null where the database cannot be listened to, so that it is asked now and then. */
  readonly signals: EventSignals | null;
  /** For tests alone; null leaves the time to the database. */
  readonly clock: Pick<Clock, 'now'> | null;
}

export function sqlStorage({ traits, executor, schema, setup, release, signals, clock }: SqlStorageParts): Storage {
  const gate = new CallGate();
  const call = sqlCall({ executor, gate, clock });
  const watch = new EventWatch(call, signals);
  return {
    contract: storageContractVersion,
    traits,
    ledger: new SqlLedger(call),
    events: new SqlEvents(call, watch),
    subscriptions: new SqlSubscriptions(call),
    billing: new SqlBilling(call),
    organizations: new SqlOrganizations(call),
    invitations: new SqlInvitations(call),
    profiles: new SqlProfiles(call),
    sessions: new SqlSessions(call),
    credentials: new SqlCredentials(call),
    apiKeys: new SqlApiKeys(call),
    plans: new SqlPlans(call),
    cache: new SqlCache(call),
    library: new SqlLibrary(call),
    history: new SqlPromptHistory(call),
    analytics: new SqlAnalytics(call),
    maintenance: new SqlMaintenance(call),
    checkReports: new SqlCheckReports(call),
    alerts: new SqlAlerts(call),
    setup: () => gate.run(() => withStorageErrors(setup)),
    health: () => health(call, schema),
    async close() {
      // First of all: calls under way may be waiting for the connection that is listened on.
      const silenced = signals?.close();
      const closed = gate.close(() => withStorageErrors(release));
      watch.wakeEverybody();
      await closed;
      await silenced;
    },
  };
}

/** A database without the schema has no function to ask, which is `storage_not_ready` as well. */
async function health(call: SqlCall, needed: NeededSchema): Promise<StorageHealth> {
  const answer = new Row(await call('health_v1', {}));
  const schemaVersion = answer.nullableText('schemaVersion');
  requireSchema(schemaVersion, needed);
  return { schemaVersion, now: answer.number('now') };
}

async function withStorageErrors(work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (error) {
    throw toStorageError(error);
  }
}
