import { PromptForgeError, type Storage, type SubscriptionFacet } from '../../index.js';

const attempts = 32;

/**
 * Changes subscriptions in a database whose application runs elsewhere, with its own catalogue and
 * features: as `forge.subscriptions.update()` does, without knowing these.
 */
export function storedSubscriptions({
  subscriptions,
}: Pick<Storage, 'subscriptions'>): Pick<SubscriptionFacet, 'update'> {
  return {
    async update({ orgId, decide }) {
      if (orgId === undefined) throw new PromptForgeError('request_invalid', 'Give orgId.');
      for (let attempt = 0; attempt < attempts; attempt += 1) {
        const stored = await subscriptions.load({ orgId });
        const next = await decide(stored?.value ?? null);
        if (next === null) return stored?.value ?? null;
        const { outcome } = await subscriptions.save({ orgId }, next, stored?.version ?? 0);
        if (outcome === 'saved') return next;
      }
      throw new PromptForgeError('storage_conflict', 'The subscription is being changed by others. Try again.');
    },
  };
}
