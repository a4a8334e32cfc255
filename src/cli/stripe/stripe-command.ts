import { loadStripe, type StripeModule } from '../../../adapters/stripe/index.js';
import type { Terminal } from '../terminal.js';
import { parseStripeArguments, stripeHelp } from './stripe-arguments.js';
import { stripeReconcile } from './stripe-reconcile.js';

/** Upkeep of billing with Stripe. @returns the exit code. */
export async function stripeCommand(
  words: readonly string[],
  signal: AbortSignal,
  { environment, print }: Terminal,
  load: () => Promise<StripeModule> = loadStripe,
): Promise<number> {
  const options = parseStripeArguments(words, environment);
  if (options.action === 'help') {
    print(stripeHelp);
    return 0;
  }
  const { Stripe } = await load();
  return stripeReconcile({ ...options, stripe: new Stripe(options.secretKey) }, print, signal);
}
