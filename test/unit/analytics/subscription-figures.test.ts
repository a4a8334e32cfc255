import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { revenueMicrosOf, subscriptionFigures } from '../../../src/analytics/subscription-figures.js';
import { changeSubscription } from '../../../src/domain/plans/change-subscription.js';
import type { Catalogue } from '../../../src/domain/plans/plan.js';
import type { Subscription, SubscriptionChange } from '../../../src/domain/plans/subscription.js';
import type { SubscriptionAction } from '../../../src/domain/plans/subscription-action.js';
import { carriedForward } from '../../../src/domain/plans/subscription-at.js';
import { catalogueOfThree } from '../../fixtures/catalogue-of-three.js';

const hour = 3_600_000;
/** All that happens does so at the beginning of one of these. */
const step = 6 * hour;
const begin = Date.UTC(2028, 1, 1);
const steps = 4 * 70;

const [free, team, big] = catalogueOfThree;
const catalogue: Catalogue = [
  free,
  { ...(team ?? free), price: { unitAmount: 2_900, currency: 'usd', interval: 'month' } },
  { ...(big ?? free), price: { unitAmount: 90_000, currency: 'usd', interval: 'year' } },
];

const planId = fc.constantFrom('free', 'team', 'big');
const action: fc.Arbitrary<SubscriptionAction> = fc.oneof(
  fc.record({
    type: fc.constant('start' as const),
    planId,
    seats: fc.integer({ min: 1, max: 4 }),
    trial: fc.boolean(),
  }),
  fc.constantFrom<SubscriptionAction[]>(
    { type: 'activate' },
    { type: 'payment_failed' },
    { type: 'payment_succeeded' },
    { type: 'pause' },
    { type: 'resume' },
    { type: 'cancel', when: 'now' },
    { type: 'cancel', when: 'period_end' },
  ),
  fc.record({
    type: fc.constant('change_plan' as const),
    planId,
    when: fc.constantFrom('now' as const, 'auto' as const),
  }),
  fc.record({ type: fc.constant('set_seats' as const), seats: fc.integer({ min: 1, max: 4 }) }),
);
const story = fc.array(fc.record({ at: fc.nat({ max: steps - 1 }), action }), { maxLength: 12 });

interface Tenant {
  readonly stored: Subscription | null;
  readonly changes: readonly SubscriptionChange[];
  /** What it was in each step. */
  readonly seen: readonly (Subscription | null)[];
}

/** Plays a story step by step, and looks at what the subscription is in each of them. */
function play(orgId: string, told: readonly { readonly at: number; readonly action: SubscriptionAction }[]): Tenant {
  let stored: Subscription | null = null;
  const changes: SubscriptionChange[] = [];
  const seen: (Subscription | null)[] = [];
  for (let index = 0; index < steps; index += 1) {
    const now = begin + index * step;
    for (const { action: asked } of told.filter(({ at }) => at === index)) {
      // Of what became of a subscription by itself, only the last is known.
      if (stored !== null && carriedForward(stored, now) !== stored) continue;
      const decision = changeSubscription(stored, asked, { now, catalogue, members: 1 });
      if (decision.outcome !== 'changed') continue;
      const { planId: plan, status, seats } = decision.subscription;
      const previous: SubscriptionChange['previous'] =
        stored === null ? null : { planId: stored.planId, status: stored.status, seats: stored.seats };
      changes.push({ orgId, version: changes.length + 1, at: now, planId: plan, status, seats, previous });
      stored = decision.subscription;
    }
    seen.push(stored === null ? null : carriedForward(stored, now));
  }
  return { stored, changes, seen };
}

async function* each<T>(values: readonly T[]): AsyncGenerator<T, void> {
  yield* values;
}

const isPaying = (subscription: Pick<Subscription, 'planId' | 'status'> | null | undefined) =>
  subscription?.planId !== 'free' && (subscription?.status === 'active' || subscription?.status === 'past_due');
const yearMs = 365.2425 * 24 * hour;

/** The same figures, by adding up what was seen in each step. */
function recounted(tenants: readonly Tenant[], first: number, end: number) {
  const accrued = new Map<string, number>();
  for (const { seen } of tenants) {
    for (const subscription of seen.slice(first, end)) {
      const price = catalogue.find(({ id }) => id === subscription?.planId)?.price;
      if (subscription == null || !isPaying(subscription) || price == null) continue;
      const parts = price.interval === 'year' ? 1 : 12;
      const amount = (price.unitAmount * subscription.seats * step * parts) / yearMs;
      accrued.set(subscription.planId, (accrued.get(subscription.planId) ?? 0) + amount);
    }
  }
  // What was so just before the range: the step before it, unless something was done in between.
  const before = tenants.filter(({ changes, stored }) => {
    const next = changes.find(({ at }) => at >= begin + first * step);
    const moment = begin + first * step - 1;
    return isPaying(next === undefined ? stored && carriedForward(stored, moment) : next.previous);
  });
  const after = tenants.filter(({ seen }) => isPaying(seen[end - 1]));
  return { accrued, after: after.length, before };
}

describe('figures of subscriptions', () => {
  test('are what looking at each of them all the time comes to', async () => {
    const range = fc.tuple(fc.nat({ max: steps - 2 }), fc.nat({ max: steps - 2 })).map(([a, b]) => ({
      first: Math.min(a, b),
      end: Math.max(a, b) + 1,
    }));
    await fc.assert(
      fc.asyncProperty(fc.array(story, { maxLength: 4 }), range, async (stories, { first, end }) => {
        const tenants = stories.map((told, index) => play(`org-${index}`, told));
        const [from, to] = [begin + first * step, begin + end * step];
        const changes = tenants.flatMap((tenant) => tenant.changes).filter(({ at }) => at >= from);
        const subscriptions = tenants.flatMap(({ stored }, index) =>
          stored === null ? [] : [{ orgId: `org-${index}`, value: stored, version: 1 }],
        );
        const now = begin + (steps - 1) * step;
        const answer = await subscriptionFigures(
          { catalogue, subscriptions: each(subscriptions), changes: each(changes), now },
          { from, to },
        );
        const expected = recounted(tenants, first, end);
        for (const plan of ['team', 'big']) {
          const earned = answer.revenue.find((revenue) => revenue.planId === plan)?.accrued ?? 0;
          expect(Math.abs(earned - (expected.accrued.get(plan) ?? 0))).toBeLessThanOrEqual(0.51);
        }
        expect(answer.paying).toEqual({ before: expected.before.length, after: expected.after });
        const stillPaying = expected.before.filter(({ seen }) => isPaying(seen[end - 1])).length;
        expect(answer.churn.lost).toBe(expected.before.length - stillPaying);
        expect(answer.distribution.reduce((sum, { tenants: count }) => sum + count, 0)).toBe(subscriptions.length);
      }),
      { numRuns: 300 },
    );
  });

  test('tell a trial that was paid for from one that ran out', async () => {
    const tried = { type: 'start', planId: 'team', seats: 2, trial: true } as const;
    const tenants = [
      play('kept', [
        { at: 0, action: tried },
        { at: 8, action: { type: 'activate' } },
      ]),
      play('left', [{ at: 0, action: tried }]),
    ];
    const answer = await subscriptionFigures(
      {
        catalogue,
        subscriptions: each(
          tenants.flatMap(({ stored }, index) =>
            stored === null ? [] : [{ orgId: ['kept', 'left'][index] ?? '', value: stored, version: 1 }],
          ),
        ),
        changes: each(tenants.flatMap((tenant) => tenant.changes)),
        now: begin + steps * step,
      },
      { from: begin, to: begin + steps * step },
    );
    expect(answer.trials).toEqual({ running: 2, converted: 1, conversionRate: 0.5 });
    expect(answer.revenue.map(({ planId: plan, monthly }) => [plan, monthly])).toEqual([['team', 5_800]]);
  });

  test('make no sum of money in different currencies', () => {
    const earned = { planId: 'team', monthly: 1, accrued: 250 };
    expect(revenueMicrosOf([{ ...earned, currency: 'usd' }])).toBe(2_500_000);
    expect(
      revenueMicrosOf([
        { ...earned, currency: 'usd' },
        { ...earned, currency: 'eur' },
      ]),
    ).toBeNull();
    expect(revenueMicrosOf([])).toBeNull();
  });
});
