import type { Stripe } from 'stripe';
import { memoryStorage } from '../../adapters/memory/index.js';
import {
  type BillingErrorContext,
  type StripeBilling,
  type StripeBillingOptions,
  stripeBilling,
} from '../../adapters/stripe/index.js';
import type { PromptForgeOptions } from '../../src/index.js';
import { PromptForge, PromptForgeError, type Storage, type Subscription } from '../../src/index.js';
import { manualClock } from '../fixtures/manual-clock.js';
import type { ScriptedStripe } from './start-scripted-stripe.js';
import { webhookRequest, webhookSecret } from './webhook-request.js';

const secret = 'a secret of the tests, longer than 32 bytes';

export const prices = [
  { priceId: 'price_pro', planId: 'pro' },
  { priceId: 'price_pro_year', planId: 'pro' },
  { priceId: 'price_enterprise', planId: 'enterprise' },
];

interface BilledSetupOptions extends Partial<Omit<StripeBillingOptions, 'forge' | 'storage'>> {
  /** Default: one in memory, on the clock of the setup. */
  readonly storage?: Storage;
  readonly plans?: NonNullable<PromptForgeOptions['plans']>;
}

/**
 * A forge billed by the scripted Stripe, through the real SDK, and everything a test wants to look
 * at. Time stands still at the moment that the account at Stripe has, until a test moves both.
 */
export function billedSetup(server: ScriptedStripe, given: BilledSetupOptions = {}) {
  const { account } = server;
  const { plans, ...options } = given;
  const clock = manualClock(account.now * 1_000);
  const storage = given.storage ?? memoryStorage({ clock });
  const reported: { readonly error: unknown; readonly context: BillingErrorContext }[] = [];
  const forge = new PromptForge({
    storage,
    engine: 'rules',
    session: { secret },
    clock,
    planCacheMs: 0,
    ...(plans === undefined ? {} : { plans }),
  });
  const newBilling = (more: Partial<StripeBillingOptions> = {}): StripeBilling =>
    stripeBilling({
      forge,
      stripe: server.client(),
      webhookSecret,
      prices,
      clock,
      onError: (error, context) => reported.push({ error, context }),
      ...options,
      storage,
      ...more,
    });
  const billing = newBilling();
  return {
    forge,
    storage,
    clock,
    billing,
    /** Another one on the same storage, as in another process. */
    newBilling,
    /** What `onError` was told. */
    reported,
    /** Codes of the errors that `onError` was told. */
    codes: () => reported.map(({ error }) => (PromptForgeError.is(error) ? error.code : String(error))),
    /** Lets time pass, here and at Stripe. */
    advance(seconds: number): void {
      account.now += seconds;
      clock.advance(seconds * 1_000);
    },
    /** A customer at Stripe who is tied to a tenant. */
    async customerOf(orgId: string): Promise<Stripe.Customer> {
      const customer = account.addCustomer({ promptforge_tenant: orgId });
      await storage.billing.linkCustomer({ orgId }, { provider: 'stripe', customerId: customer.id });
      return customer;
    },
    /** Delivers an event to the webhook. */
    deliver: (event: object, to = billing) => to.webhook(webhookRequest(event, { at: account.now })),
    async stored(orgId: string): Promise<Subscription | null> {
      return (await storage.subscriptions.load({ orgId }))?.value ?? null;
    },
  };
}
