import type { Environment } from '../chosen-model.js';
import { commandWords, wrongWords } from '../command-words.js';
import { type DatabaseTarget, databaseTarget, targetFlags, targetHelp } from '../database-target.js';

export type StripeArguments =
  | { readonly action: 'help' }
  | {
      readonly action: 'reconcile';
      readonly target: DatabaseTarget;
      /** Path of the file of prices. */
      readonly prices: string;
      readonly repair: boolean;
      readonly json: boolean;
      /** Never printed. */
      readonly secretKey: string;
    };

export const stripeHelp = `promptforge stripe COMMAND [options]

  reconcile   compare every tenant with Stripe, and put right what differs

  --prices FILE        JSON, under the names that stripeBilling() takes:
                       {"prices": [{"priceId": "price_...", "planId": "pro"}], "usage": []}
${targetHelp}
                       without either: the address in DATABASE_URL
  --repair             put right what differs; without it nothing is changed
  --json               print one JSON document and nothing else
  --help               this text

The secret key of Stripe is read from the environment: STRIPE_SECRET_KEY.

Exit code: 0 when all is well or was put right, 1 when it failed, 2 for wrong arguments, 3 when
something differs still, 130 after Ctrl-C.`;

const wrong = wrongWords('stripe');

/** @throws PromptForgeError `request_invalid` */
export function parseStripeArguments(words: readonly string[], environment: Environment): StripeArguments {
  const { values, positionals } = commandWords('stripe', words, {
    ...targetFlags,
    prices: { type: 'string' },
    repair: { type: 'boolean' },
    json: { type: 'boolean' },
  });
  if (values.help === true) return { action: 'help' };
  if (positionals.length !== 1 || positionals[0] !== 'reconcile') throw wrong('Give one command: reconcile.');
  const prices = values.prices?.trim() ?? '';
  if (prices === '') throw wrong('Name the file of prices: --prices FILE.');
  const secretKey = environment.STRIPE_SECRET_KEY?.trim() ?? '';
  if (secretKey === '') throw wrong('Set STRIPE_SECRET_KEY in the environment; no flag takes it.');
  return {
    action: 'reconcile',
    target: databaseTarget(values, environment, ['DATABASE_URL'], wrong),
    prices,
    repair: values.repair === true,
    json: values.json === true,
    secretKey,
  };
}
