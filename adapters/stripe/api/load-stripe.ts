import { PromptForgeError } from '../../../src/storage.js';
import type { StripeClient } from './stripe-client.js';

/** What is used of the package `stripe` when the host has not made a client itself. */
export interface StripeModule {
  readonly Stripe: new (secretKey: string) => StripeClient;
}

/**
 * Loads the package only now that it is needed: it is optional.
 * @throws PromptForgeError `config_invalid` when it is not installed.
 */
export async function loadStripe(load: () => Promise<StripeModule> = () => import('stripe')): Promise<StripeModule> {
  try {
    const { Stripe } = await load();
    return { Stripe };
  } catch {
    throw new PromptForgeError(
      'config_invalid',
      'Billing with Stripe needs the package stripe, which could not be loaded. Install it with: npm install stripe',
    );
  }
}
