import type { Alert, AlertChannel, AlertDelivery, AlertState } from '../domain/figures/alert.js';
import { allPages } from '../domain/lists/all-pages.js';
import type { Versioned } from '../domain/plans/subscription.js';
import { PromptForgeError } from '../errors/promptforge-error.js';
import type { AlertStore } from '../ports/alert-store.js';

/** Delivers an alert; rejects when it did not arrive. */
export type SendAlert = (alert: Alert) => Promise<void>;

export interface DeliverParts {
  readonly store: AlertStore;
  readonly channels: Readonly<Partial<Record<AlertChannel, SendAlert>>>;
  /** Told of each attempt that failed, and of each alert that is given up. */
  readonly report: (error: unknown) => void;
}

const minuteMs = 60_000;
const longestPauseMs = 60 * minuteMs;
const givenUpAfterMs = 24 * 60 * minuteMs;
const statesAtOnce = 200;
/** So often a state that others keep changing is read again. */
const mostTries = 20;

/**
 * Tries what is due once, and takes out what has arrived. An attempt is claimed before it is made: the pause after
 * it is longer than it can take, so that no other process makes it as well, and one that dies is followed by another.
 * @returns how many have arrived.
 */
export async function deliverAlerts(parts: DeliverParts, now: number): Promise<number> {
  const arrived: Promise<number>[] = [];
  for await (const items of allPages(statesAtOnce, (page) => parts.store.list(page))) {
    for (const found of items) {
      const claimed = await claimDue(parts, found, now);
      if (claimed.length > 0) arrived.push(attempt(parts, found.value, claimed));
    }
  }
  return (await Promise.all(arrived)).reduce((sum, count) => sum + count, 0);
}

/** The pause after an attempt: a minute after the first, then twice as long each time, up to an hour. */
function pauseAfter(attempts: number): number {
  return Math.min(minuteMs * 2 ** (attempts - 1), longestPauseMs);
}

async function claimDue(
  { store, channels, report }: DeliverParts,
  { value: state, version }: Versioned<AlertState>,
  now: number,
): Promise<readonly AlertDelivery[]> {
  const isOld = ({ alert }: AlertDelivery) => now - alert.at >= givenUpAfterMs;
  const isDue = (delivery: AlertDelivery) => delivery.nextAttemptAt <= now && channels[delivery.channel] !== undefined;
  const old = state.deliveries.filter(isOld);
  const young = state.deliveries.filter((delivery) => !isOld(delivery));
  const due = young.filter(isDue);
  if (old.length + due.length === 0) return [];
  const deliveries = young.map((delivery) => {
    if (!isDue(delivery)) return delivery;
    const attempts = delivery.attempts + 1;
    return { ...delivery, attempts, nextAttemptAt: now + pauseAfter(attempts) };
  });
  const { outcome } = await store.save({ ...state, deliveries }, version);
  // Somebody else was faster; what is due still will be there the next time.
  if (outcome !== 'saved') return [];
  for (const { channel } of old) report(undelivered(`An alert could not be delivered by ${channel} for 24 hours.`));
  return due;
}

async function attempt(parts: DeliverParts, state: AlertState, claimed: readonly AlertDelivery[]): Promise<number> {
  const outcomes = await Promise.all(
    claimed.map(async ({ alert, channel }) => {
      try {
        await parts.channels[channel]?.(alert);
        return true;
      } catch (error) {
        parts.report(error);
        return false;
      }
    }),
  );
  const arrived = claimed.filter((_, index) => outcomes[index]);
  if (arrived.length > 0) await takeOut(parts.store, state, arrived);
  return arrived.length;
}

async function takeOut(
  store: AlertStore,
  { rule, orgId }: AlertState,
  arrived: readonly AlertDelivery[],
): Promise<void> {
  const isArrived = (delivery: AlertDelivery) =>
    arrived.some(({ alert, channel }) => alert.id === delivery.alert.id && channel === delivery.channel);
  for (let tries = 0; tries < mostTries; tries += 1) {
    const found = await store.load({ rule, orgId });
    if (found === null) return;
    const deliveries = found.value.deliveries.filter((delivery) => !isArrived(delivery));
    if ((await store.save({ ...found.value, deliveries }, found.version)).outcome === 'saved') return;
  }
}

export function undelivered(message: string): PromptForgeError {
  return new PromptForgeError('alert_undelivered', message);
}
