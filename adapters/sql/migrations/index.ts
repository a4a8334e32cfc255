import type { Migration } from '../migration.js';
import schema from './20261123000000_schema.sql?raw';
import quotaWindows from './20261123000100_quota_windows.sql?raw';
import events from './20261123000200_events.sql?raw';
import runs from './20261123000300_runs.sql?raw';
import subscriptions from './20261123000400_subscriptions.sql?raw';
import analytics from './20261123000500_analytics.sql?raw';

/** Every migration, oldest first. The text is part of the build: bundlers lose loose files. */
export const migrations: readonly Migration[] = Object.freeze([
  { name: '20261123000000_schema', sql: schema },
  { name: '20261123000100_quota_windows', sql: quotaWindows },
  { name: '20261123000200_events', sql: events },
  { name: '20261123000300_runs', sql: runs },
  { name: '20261123000400_subscriptions', sql: subscriptions },
  { name: '20261123000500_analytics', sql: analytics },
]);
