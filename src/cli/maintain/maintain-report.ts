import type { MaintenanceReport } from '../../index.js';
import type { MaintainArguments } from './maintain-arguments.js';

const words = {
  abandonedRuns: 'abandoned runs ended',
  summedDays: 'days summed up',
  deletedRuns: 'runs deleted',
  deletedEvents: 'events deleted',
  deletedBundles: 'bundles deleted',
  deletedSessions: 'sessions deleted',
  deletedDenials: 'denials forgotten',
  deletedSignInRecords: 'sign-in records deleted',
  deletedApiKeys: 'API keys deleted',
  deletedInvitations: 'invitations deleted',
  addedMonths: 'months of events added',
  droppedMonths: 'months of events dropped',
  sweptWindows: 'quota counters deleted',
  deletedBillingEvents: 'billing events forgotten',
  deletedCacheEntries: 'cached answers deleted',
  deliveredAlerts: 'alerts delivered',
} as const satisfies Readonly<Record<keyof MaintenanceReport, string>>;

/** What was done, in one line. */
export function maintainLine(report: MaintenanceReport): string {
  const names = Object.keys(words) as readonly (keyof MaintenanceReport)[];
  const done = names.filter((name) => report[name] > 0).map((name) => `${words[name]}: ${report[name]}`);
  return done.length === 0 ? 'nothing was due' : done.join(', ');
}

/** What is left alone because nobody said what it goes by. */
export function leftAlone({
  plans,
  tokenSeconds,
}: Pick<MaintainArguments, 'plans' | 'tokenSeconds'>): readonly string[] {
  return [
    ...(plans === null
      ? ['Left alone: runs and events, however old. To delete them, say by which plans: --plans']
      : []),
    ...(tokenSeconds === null ? ['Left alone: ended sessions. To delete them, say --token-lifetime'] : []),
  ];
}
