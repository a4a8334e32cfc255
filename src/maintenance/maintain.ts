import type { Plan } from '../domain/plans/plan.js';
import type { UpkeepTask } from '../ports/maintenance-store.js';
import { Attempts } from './attempts.js';
import {
  type DeleteOutdatedParts,
  deleteOutdated,
  inBatches,
  nothingOutdated,
  type OutdatedReport,
} from './delete-outdated.js';
import { retentionSpan } from './retention.js';

export interface MaintainParts extends DeleteOutdatedParts {
  /** The catalogue in force. */
  readonly plansInForce: () => Promise<readonly Plan[]>;
  /** Days for which customers keep things who were granted another time than their plan's; null for good. */
  readonly retentionOverrides: () => Promise<readonly (number | null)[]>;
  /** Milliseconds after which no access token can be good that was issued by now. */
  readonly longestTokenMs: number;
  /** IANA name of the time zone whose days are summed. */
  readonly timeZone: string;
  /** Looks at the rules of alerts, by the store's clock, and answers how many alerts it delivered; null without rules. */
  readonly watchAlerts: ((now: number) => Promise<number>) | null;
  /** Told of each failure. */
  readonly report: (error: unknown) => void;
}

/** What one call of `maintain()` did itself; what another process did meanwhile is not in it. */
export interface MaintenanceReport extends OutdatedReport {
  /** Runs whose process left them, ended and charged what they had used. */
  readonly abandonedRuns: number;
  /** Days of tenants whose sums were brought up to date. */
  readonly summedDays: number;
  /** Sessions deleted some time after they ended. */
  readonly deletedSessions: number;
  /** Denied sessions and users forgotten, of whom no token can be good any more. */
  readonly deletedDenials: number;
  /** Tokens of e-mails and counters of failures, deleted once they had run out. */
  readonly deletedSignInRecords: number;
  /** API keys deleted 90 days after they ended. */
  readonly deletedApiKeys: number;
  /** Invitations deleted 30 days after they ended. */
  readonly deletedInvitations: number;
  /** Months of events that room was made for, and that were let go of as a whole. */
  readonly addedMonths: number;
  readonly droppedMonths: number;
  /** Quota counters deleted because their windows have long ended. */
  readonly sweptWindows: number;
  /** Events of billing providers forgotten 60 days after they were dealt with. */
  readonly deletedBillingEvents: number;
  /** Answers of models deleted once they had expired. */
  readonly deletedCacheEntries: number;
  /** Alerts that reached the callback or the webhook, each counted once for either. */
  readonly deliveredAlerts: number;
}

/** Runs ended in one step, so that no step holds its locks for long. */
const reapedAtOnce = 100;
const daysSummedAtOnce = 100;
/** Rows deleted in one step, whatever they are. */
const deletedAtOnce = 1_000;

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;
/** For as long as that after a session ended, its user can still see where they were signed in. */
const endedSessionsKeptMs = dayMs;
/** For as long as that those who manage members can still see who was invited. */
const endedInvitationsKeptMs = 30 * dayMs;
/** For as long as that whoever looks into an incident can still see which keys there were. */
const endedApiKeysKeptMs = 90 * dayMs;
/**
 * For far longer than a provider goes on delivering an event that it takes for undelivered: Stripe
 * does for three days, and lets its users send events of the last 30 days again.
 * @see https://docs.stripe.com/webhooks#automatic-retries
 */
const billingEventsKeptMs = 60 * dayMs;

/** How often the slow work is worth doing, in the whole installation. */
const everyMs: Readonly<Record<Exclude<UpkeepTask, 'sums'>, number>> = {
  // Less than the minute after which they are due: a timer of a minute, of which no two turns take equally long,
  // would come a little too early every other time.
  alerts: 50_000,
  partitions: hourMs,
  retention: hourMs,
  sessions: hourMs,
  credentials: hourMs,
  api_keys: dayMs,
  invitations: hourMs,
  windows: dayMs,
  billing_events: dayMs,
  cache: hourMs,
};

/**
 * Ends abandoned runs and brings the daily sums up to date on each call; looks at the rules of alerts about
 * once a minute; deletes what is outdated at most once an hour, and API keys, counters and events of billing once
 * a day, in one process of the installation, unless `everything` is asked for. What fails is reported, and keeps
 * nothing else from being done.
 * @throws the first of the failures, when all the rest is done.
 */
export async function maintain(parts: MaintainParts, everything: boolean): Promise<MaintenanceReport> {
  const { ledger, maintenance, sessions, credentials, apiKeys, invitations, billing, cache } = parts.storage;
  const attempts = new Attempts(parts.report);
  const whenDue = <T>(task: keyof typeof everyMs, nothing: T, work: () => Promise<T>) =>
    attempts.make(nothing, async () => {
      return (await maintenance.claim(task, everything ? 0 : everyMs[task])) ? work() : nothing;
    });

  const abandonedRuns = await attempts.make(0, () =>
    inBatches(reapedAtOnce, async (limit) => (await ledger.reap({ limit })).reaped.length),
  );
  // The clock of the storage, without which nothing can be told to be old.
  const { now } = await parts.storage.health();
  const months = await whenDue('partitions', { added: 0, dropped: 0 }, async () => {
    const { longestMs, planIds } = await retentionOf(parts);
    return maintenance.turnMonths({ before: longestMs === null ? 0 : now - longestMs, planIds });
  });
  const summedDays = await attempts.make(0, () => sumDays(parts));
  const outdated = await whenDue('retention', nothingOutdated, async () => {
    const { shortestMs } = await retentionOf(parts);
    return shortestMs === null ? nothingOutdated : deleteOutdated(parts, { now, shortestMs }, attempts);
  });
  // While a token of it may be good, a session has to be there to say that it has ended.
  const endedBefore = now - parts.longestTokenMs - endedSessionsKeptMs;
  const { deletedSessions, deletedDenials } = await whenDue(
    'sessions',
    { deletedSessions: 0, deletedDenials: 0 },
    async () => ({
      deletedSessions: await inBatches(deletedAtOnce, (limit) => sessions.purge({ before: endedBefore, limit })),
      deletedDenials: await inBatches(deletedAtOnce, (limit) => sessions.purgeDenials({ limit })),
    }),
  );
  const deletedSignInRecords = await whenDue('credentials', 0, () =>
    inBatches(deletedAtOnce, (limit) => credentials.purge({ limit })),
  );
  const keysEndedBefore = now - endedApiKeysKeptMs;
  const deletedApiKeys = await whenDue('api_keys', 0, () =>
    inBatches(deletedAtOnce, (limit) => apiKeys.purge({ before: keysEndedBefore, limit })),
  );
  const invitedBefore = now - endedInvitationsKeptMs;
  const deletedInvitations = await whenDue('invitations', 0, () =>
    inBatches(deletedAtOnce, (limit) => invitations.purge({ before: invitedBefore, limit })),
  );
  const sweptWindows = await whenDue('windows', 0, () =>
    inBatches(deletedAtOnce, (limit) => maintenance.sweepWindows({ limit })),
  );
  const doneBefore = now - billingEventsKeptMs;
  const deletedBillingEvents = await whenDue('billing_events', 0, () =>
    inBatches(deletedAtOnce, (limit) => billing.purgeEvents({ before: doneBefore, limit })),
  );
  const deletedCacheEntries = await whenDue('cache', 0, () =>
    inBatches(deletedAtOnce, (limit) => cache.sweep({ limit })),
  );
  const { watchAlerts } = parts;
  const deliveredAlerts = watchAlerts === null ? 0 : await whenDue('alerts', 0, () => watchAlerts(now));
  attempts.throwFirst();
  return {
    abandonedRuns,
    summedDays,
    ...outdated,
    deletedSessions,
    deletedDenials,
    deletedSignInRecords,
    deletedApiKeys,
    deletedInvitations,
    addedMonths: months.added,
    droppedMonths: months.dropped,
    sweptWindows,
    deletedBillingEvents,
    deletedCacheEntries,
    deliveredAlerts,
  };
}

async function retentionOf({ plansInForce, retentionOverrides }: MaintainParts) {
  const plans = await plansInForce();
  const granted = (await retentionOverrides()).map((retentionDays) => ({ retentionDays }));
  return { ...retentionSpan([...plans, ...granted]), planIds: plans.map(({ id }) => id) };
}

async function sumDays({ storage, timeZone }: MaintainParts): Promise<number> {
  let summed = 0;
  let after: string | null = null;
  do {
    const { days, next }: { days: number; next: string | null } = await storage.maintenance.rollUp({
      limit: daysSummedAtOnce,
      after,
      timeZone,
    });
    summed += days;
    after = next;
  } while (after !== null);
  return summed;
}
