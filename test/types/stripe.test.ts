import { Stripe } from 'stripe';
import { expectTypeOf, test } from 'vitest';
import type { StripeClient, StripeModule } from '../../adapters/stripe/index.js';

// The compiler is what verifies these.
test('the class of stripe fits the type that stripeBilling() asks for', () => {
  expectTypeOf<Stripe>().toExtend<StripeClient>();
  expectTypeOf<{ Stripe: typeof Stripe }>().toExtend<StripeModule>();
});

test('each method fits on its own, parameters and answers', () => {
  // Methods are compared loosely; as functions their parameters are compared strictly.
  type Strict<T> = { [Name in keyof T]: T[Name] extends (...values: infer V) => infer R ? (...values: V) => R : never };
  expectTypeOf<Strict<Stripe['customers']>>().toExtend<Strict<StripeClient['customers']>>();
  expectTypeOf<Strict<Stripe['subscriptions']>>().toExtend<Strict<StripeClient['subscriptions']>>();
  expectTypeOf<Strict<Stripe['subscriptionItems']>>().toExtend<Strict<StripeClient['subscriptionItems']>>();
  expectTypeOf<Strict<Stripe['invoices']>>().toExtend<Strict<StripeClient['invoices']>>();
  expectTypeOf<Strict<Stripe['checkout']['sessions']>>().toExtend<Strict<StripeClient['checkout']['sessions']>>();
  expectTypeOf<Strict<Stripe['billingPortal']['sessions']>>().toExtend<
    Strict<StripeClient['billingPortal']['sessions']>
  >();
  expectTypeOf<Strict<Stripe['billing']['meterEvents']>>().toExtend<Strict<StripeClient['billing']['meterEvents']>>();
  expectTypeOf<Strict<Stripe['billing']['meters']>>().toExtend<Strict<StripeClient['billing']['meters']>>();
});

test('what lacks a method does not fit', () => {
  expectTypeOf<Omit<Stripe, 'webhooks'>>().not.toExtend<StripeClient>();
  expectTypeOf(new Stripe('sk_test_of_no_account')).not.toBeAny();
});
