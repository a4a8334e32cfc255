import { z } from 'zod';
import { subscriptionStatuses } from '../../index.js';
import { jsonResponse } from '../json-response.js';
import { route } from '../route.js';
import { named } from '../schemas/components.js';
import { plan } from '../schemas/quota.js';

const time = z.int().nullable();

const standing = named(
  'SubscriptionStanding',
  z.object({
    state: z.enum([...subscriptionStatuses, 'none']).describe('`none` without a subscription.'),
    plan,
    until: time.describe('Epoch milliseconds from which on it may mean something else by itself.'),
    subscription: z
      .object({
        planId: z.string(),
        status: z.enum(subscriptionStatuses),
        seats: z.int().min(1),
        ...{ trialEnd: time, pastDueSince: time, cancelAt: time, nextPlanAt: time },
        nextPlanId: z.string().nullable(),
        billedBy: z.string().nullable().describe('The billing provider; null when there is none.'),
      })
      .nullable()
      .describe('Times in epoch milliseconds.'),
  }),
);

/** What the caller's organization has signed up for. */
export const subscriptionRoute = route({
  method: 'GET',
  path: '/subscription',
  operationId: 'getSubscription',
  summary: 'What the organization of the caller has signed up for, and what that means now.',
  permission: 'plan:read',
  output: standing,
  async handle({ forge, token }) {
    const { orgId } = await forge.sessions.require(token, 'plan:read');
    const { state, subscription, plan, until } = await forge.subscriptions.get({ orgId });
    if (subscription === null) return jsonResponse({ state, plan, until, subscription });
    const { anchor: _anchor, overrides: _overrides, source, ...told } = subscription;
    return jsonResponse({ state, plan, until, subscription: { ...told, billedBy: source?.provider ?? null } });
  },
});
