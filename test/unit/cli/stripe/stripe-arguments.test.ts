import { describe, expect, test } from 'vitest';
import { parseStripeArguments } from '../../../../src/cli/stripe/stripe-arguments.js';
import { differenceLine, isOpen } from '../../../../src/cli/stripe/stripe-report.js';
import { refusal } from '../../../fixtures/rejection.js';

const environment = { STRIPE_SECRET_KEY: 'sk_test_of_nobody', DATABASE_URL: 'postgres://server/shop' };

describe('the arguments of stripe', () => {
  test.each([
    [
      ['reconcile', '--prices', 'p.json', '--data-dir', 'x'],
      { target: { kind: 'pglite', dataDir: 'x', shown: 'PGlite in x' }, prices: 'p.json', repair: false, json: false },
    ],
    [
      ['reconcile', '--prices', 'p.json', '--repair', '--json'],
      { target: { shown: 'postgres://server/shop' }, repair: true, json: true, secretKey: 'sk_test_of_nobody' },
    ],
    [['--help'], { action: 'help' }],
    [['reconcile', '-h'], { action: 'help' }],
  ])('%j', (words, expected) => {
    expect(parseStripeArguments(words, environment)).toMatchObject(expected);
  });

  test.each([
    [[], {}, /^Give one command: reconcile\./],
    [['refund'], {}, /^Give one command/],
    [['reconcile', 'twice', '--prices', 'p'], {}, /^Give one command/],
    [['reconcile'], {}, /^Name the file of prices/],
    [['reconcile', '--prices', ' '], {}, /^Name the file of prices/],
    [['reconcile', '--prices', 'p'], { STRIPE_SECRET_KEY: '' }, /^Set STRIPE_SECRET_KEY in the environment/],
    [['reconcile', '--prices', 'p'], { DATABASE_URL: '' }, /^No database was named/],
    [['reconcile', '--secret-key', 'sk_live_1'], {}, /--secret-key/],
  ])('%j is refused', async (words, change, says) => {
    const { code, message } = await refusal(() => parseStripeArguments(words, { ...environment, ...change }));
    expect([code, message]).toEqual(['request_invalid', expect.stringMatching(says)]);
    expect(message).toMatch(/ See: promptforge stripe --help$/);
    expect(message).not.toMatch(/sk_(test|live)/);
  });
});

describe('a difference', () => {
  test.each([
    [
      { kind: 'subscription', orgId: 'acme', fields: ['seats', 'status'], repaired: true },
      'repaired  acme: seats, status',
    ],
    [{ kind: 'subscription', orgId: 'acme', fields: ['seats'], repaired: false }, 'differs   acme: seats'],
    [{ kind: 'price_unknown', orgId: 'acme', repaired: false }, /on a price/],
    [{ kind: 'status_unknown', orgId: 'acme', repaired: false }, /in a status/],
    [{ kind: 'missing_at_stripe', orgId: 'acme', repaired: false }, /does not know/],
    [{ kind: 'several_subscriptions', orgId: 'acme', count: 2, repaired: false }, /pays for 2 subscriptions/],
    [{ kind: 'customer_unlinked', customerId: 'cus_1', orgId: null, repaired: false }, /cus_1: belongs to no tenant/],
    [
      { kind: 'customer_unlinked', customerId: 'cus_1', orgId: 'acme', repaired: true },
      /^repaired {2}cus_1: belongs to acme/,
    ],
    [{ kind: 'meter_unfit', eventName: 'calls', repaired: false }, /no active meter/],
    [
      {
        kind: 'usage_uncertain',
        orgId: 'acme',
        eventName: 'calls',
        month: '2026-11-01',
        amount: 3,
        atStripe: false,
        repaired: true,
      },
      'repaired  acme: 3 of calls in 2026-11 did not arrive at Stripe',
    ],
  ] as const)('%j is told in one line', (difference, line) => {
    if (typeof line === 'string') expect(differenceLine(difference)).toBe(line);
    else expect(differenceLine(difference)).toMatch(line);
    expect(isOpen(difference)).toBe(!difference.repaired);
  });
});
