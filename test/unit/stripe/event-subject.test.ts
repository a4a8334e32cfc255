import type { Stripe } from 'stripe';
import { describe, expect, test } from 'vitest';
import { eventSubject } from '../../../adapters/stripe/webhook/event-subject.js';
import { StripeAccount } from '../../scripted-stripe/index.js';

const account = new StripeAccount();
const customer = account.addCustomer();
const subscription = account.subscribe(customer.id, { price_pro: 1 });
const about = { customerId: customer.id, namesTenant: false };

describe('an event', () => {
  test.each<[Stripe.Event.Type, { object: string }]>([
    ['customer.subscription.updated', subscription],
    ['customer.subscription.deleted', subscription],
    ['invoice.payment_failed', account.addOpenInvoice(subscription)],
    ['subscription_schedule.released', account.addSchedule(subscription, 'price_enterprise')],
    ['customer.updated', customer],
    ['customer.deleted', customer],
  ])('%s is about the customer', (type, object) => {
    expect(eventSubject(account.event(type, object))).toEqual(about);
  });

  test('may have its customer expanded', () => {
    const expanded = { ...subscription, customer };
    expect(eventSubject(account.event('customer.subscription.updated', expanded))).toEqual(about);
  });

  test('may name a tenant', () => {
    const named = { ...subscription, metadata: { promptforge_tenant: 'acme' } };
    expect(eventSubject(account.event('customer.subscription.created', named))).toEqual({
      ...about,
      namesTenant: true,
    });
  });

  test.each([
    {},
    { promptforge_tenant: '' },
    { promptforge_tenant: 'a\nb' },
    { promptforge_tenant: 'x'.repeat(256) },
  ])('names no tenant by %j', (metadata) => {
    const named = { ...subscription, metadata };
    expect(eventSubject(account.event('customer.subscription.created', named))).toEqual(about);
  });

  test.each<[Stripe.Event.Type, { object: string }]>([
    ['product.updated', { object: 'product' }],
    ['payment_intent.succeeded', { ...subscription, object: 'payment_intent' }],
    ['customer.source.created', { ...subscription, object: 'card' }],
    ['checkout.session.completed', { ...subscription, customer: null } as { object: string }],
  ])('%s is none of ours', (type, object) => {
    expect(eventSubject(account.event(type, object))).toBeNull();
  });

  test('of a connected account is none of ours', () => {
    const event = account.event('customer.subscription.updated', subscription);
    expect(eventSubject({ ...event, account: 'acct_1' })).toBeNull();
  });
});
