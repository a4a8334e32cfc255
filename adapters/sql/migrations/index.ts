import type { Migration } from '../schema/migration.js';
import schema from './20261123000000_schema.sql?raw';
import quotaWindows from './20261123000100_quota_windows.sql?raw';
import events from './20261123000200_events.sql?raw';
import runs from './20261123000300_runs.sql?raw';
import subscriptions from './20261123000400_subscriptions.sql?raw';
import analytics from './20261123000500_analytics.sql?raw';
import organizations from './20261124000000_organizations.sql?raw';
import members from './20261124000100_members.sql?raw';
import profiles from './20261124000110_profiles.sql?raw';
import plans from './20261124000120_plans.sql?raw';
import sessions from './20261124000130_sessions.sql?raw';
import modules from './20261124000140_modules.sql?raw';
import parameterSets from './20261124000150_parameter_sets.sql?raw';
import bundles from './20261124000160_bundles.sql?raw';
import telemetry from './20261124000200_telemetry.sql?raw';
import dailyUsage from './20261124000300_daily_usage.sql?raw';
import erasure from './20261124000400_erasure.sql?raw';
import windowsInBatches from './20261124010000_windows_in_batches.sql?raw';
import reservationsInBatches from './20261124010100_reservations_in_batches.sql?raw';
import settlementsInBatches from './20261124010200_settlements_in_batches.sql?raw';
import subscriptionHistory from './20261124020000_subscription_history.sql?raw';
import billing from './20261124020100_billing.sql?raw';
import windowLists from './20261124020200_window_lists.sql?raw';
import goneCustomers from './20261124020300_gone_customers.sql?raw';
import sessionStanding from './20261130000100_session_standing.sql?raw';
import credentials from './20261130000200_credentials.sql?raw';
import apiKeys from './20261130000300_api_keys.sql?raw';
import users from './20261130000400_users.sql?raw';
import runTakeover from './20261130010000_run_takeover.sql?raw';
import answerCache from './20261130010100_answer_cache.sql?raw';
import operations from './20261130010200_operations.sql?raw';
import keysOfFailedRuns from './20261130020000_keys_of_failed_runs.sql?raw';
import promptHistory from './20261130030000_prompt_history.sql?raw';
import figures from './20261201000000_figures.sql?raw';
import checkReports from './20261201000100_check_reports.sql?raw';
import alerts from './20261201000200_alerts.sql?raw';

/** Every migration, oldest first. The text is part of the build: bundlers lose loose files. */
export const migrations: readonly Migration[] = Object.freeze([
  { name: '20261123000000_schema', sql: schema },
  { name: '20261123000100_quota_windows', sql: quotaWindows },
  { name: '20261123000200_events', sql: events },
  { name: '20261123000300_runs', sql: runs },
  { name: '20261123000400_subscriptions', sql: subscriptions },
  { name: '20261123000500_analytics', sql: analytics },
  { name: '20261124000000_organizations', sql: organizations },
  { name: '20261124000100_members', sql: members },
  { name: '20261124000110_profiles', sql: profiles },
  { name: '20261124000120_plans', sql: plans },
  { name: '20261124000130_sessions', sql: sessions },
  { name: '20261124000140_modules', sql: modules },
  { name: '20261124000150_parameter_sets', sql: parameterSets },
  { name: '20261124000160_bundles', sql: bundles },
  { name: '20261124000200_telemetry', sql: telemetry },
  { name: '20261124000300_daily_usage', sql: dailyUsage },
  { name: '20261124000400_erasure', sql: erasure },
  { name: '20261124010000_windows_in_batches', sql: windowsInBatches },
  { name: '20261124010100_reservations_in_batches', sql: reservationsInBatches },
  { name: '20261124010200_settlements_in_batches', sql: settlementsInBatches },
  { name: '20261124020000_subscription_history', sql: subscriptionHistory },
  { name: '20261124020100_billing', sql: billing },
  { name: '20261124020200_window_lists', sql: windowLists },
  { name: '20261124020300_gone_customers', sql: goneCustomers },
  { name: '20261130000100_session_standing', sql: sessionStanding },
  { name: '20261130000200_credentials', sql: credentials },
  { name: '20261130000300_api_keys', sql: apiKeys },
  { name: '20261130000400_users', sql: users },
  { name: '20261130010000_run_takeover', sql: runTakeover },
  { name: '20261130010100_answer_cache', sql: answerCache },
  { name: '20261130010200_operations', sql: operations },
  { name: '20261130020000_keys_of_failed_runs', sql: keysOfFailedRuns },
  { name: '20261130030000_prompt_history', sql: promptHistory },
  { name: '20261201000000_figures', sql: figures },
  { name: '20261201000100_check_reports', sql: checkReports },
  { name: '20261201000200_alerts', sql: alerts },
]);
