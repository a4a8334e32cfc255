import { PromptForgeError, type Subscription } from '../../../src/storage.js';
import type { StripeReader } from '../api/stripe-reader.js';
import type { BilledForge } from '../billed-forge.js';
import { type BilledTenant, type Decision, decideSubscription } from './decide-subscription.js';
import type { PlanPrices } from './plan-prices.js';

export interface SyncParts {
  readonly forge: BilledForge;
  readonly reader: StripeReader;
  readonly prices: PlanPrices;
}

export interface Synced {
  /** How it ended; never `changed`. */
  readonly decision: Decision;
  /** What is stored now. */
  readonly subscription: Subscription | null;
  /** How many times the subscription was saved. */
  readonly saves: number;
}

/** More changes of one customer than this do not happen while they are looked at. */
const maxRounds = 8;

/**
 * Brings the subscription of a tenant to what Stripe says. After each save Stripe is asked again,
 * until it says what is stored: else a process that read early and saved late could undo what
 * another one found unchanged in between, with no event left to put it right.
 * @throws PromptForgeError `storage_conflict` when it does not come to rest, and what
 * {@link decideSubscription} and the storage throw.
 */
export async function syncTenant({ forge, reader, prices }: SyncParts, tenant: BilledTenant): Promise<Synced> {
  for (let saves = 0; saves < maxRounds; saves += 1) {
    let decision: Decision = { outcome: 'unchanged', live: 0 };
    const subscription = await forge.subscriptions.update({
      orgId: tenant.orgId,
      decide: async (stored: Subscription | null) => {
        decision = await decideSubscription(reader, prices, tenant, stored);
        return decision.outcome === 'changed' ? decision.subscription : null;
      },
    });
    if (!isChange(decision)) return { decision, subscription, saves };
  }
  throw new PromptForgeError('storage_conflict', 'The subscription changes faster than it can be stored. Try again.');
}

function isChange({ outcome }: Decision): boolean {
  return outcome === 'changed';
}
