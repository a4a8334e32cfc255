import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { changeSubscription } from '../../../../src/domain/plans/change-subscription.js';
import type { Subscription } from '../../../../src/domain/plans/subscription.js';
import type { SubscriptionAction } from '../../../../src/domain/plans/subscription-action.js';
import { carriedForward, subscriptionAt } from '../../../../src/domain/plans/subscription-at.js';
import { catalogueOfThree } from '../../../fixtures/catalogue-of-three.js';

const hour = 3_600_000;
const day = 24 * hour;
const begin = Date.UTC(2026, 0, 31);

const planId = fc.constantFrom('free', 'team', 'big');
const action: fc.Arbitrary<SubscriptionAction> = fc.oneof(
  fc.record({
    type: fc.constant('start' as const),
    planId,
    seats: fc.integer({ min: 1, max: 6 }),
    trial: fc.boolean(),
  }),
  fc.constantFrom<SubscriptionAction[]>(
    { type: 'activate' },
    { type: 'payment_failed' },
    { type: 'payment_succeeded' },
    { type: 'pause' },
    { type: 'resume' },
    { type: 'keep' },
    { type: 'cancel', when: 'now' },
    { type: 'cancel', when: 'period_end' },
  ),
  fc.record({
    type: fc.constant('change_plan' as const),
    planId,
    when: fc.constantFrom('now' as const, 'period_end' as const, 'auto' as const),
  }),
  fc.record({ type: fc.constant('set_seats' as const), seats: fc.integer({ min: 1, max: 6 }) }),
);
/** What is asked for, and how long after what was asked before. */
const story = fc.array(fc.record({ afterMs: fc.integer({ min: 0, max: 40 * day }), action }), { maxLength: 25 });
const moments = fc.array(fc.integer({ min: 0, max: 400 * day }), { maxLength: 12 });

type Story = readonly { readonly afterMs: number; readonly action: SubscriptionAction }[];
interface Told {
  readonly subscription: Subscription | null;
  readonly at: number;
  readonly named: ReadonlySet<string>;
}

/** Tells a story; `look` is done to what is stored before each action, at some moment before it. */
function tell(told: Story, look: (stored: Subscription | null, from: number, to: number) => Subscription | null): Told {
  let stored: Subscription | null = null;
  let at = begin;
  const named = new Set<string>();
  for (const { afterMs, action } of told) {
    stored = look(stored, at, at + afterMs);
    at += afterMs;
    const decision = changeSubscription(stored, action, { now: at, catalogue: catalogueOfThree, members: 0 });
    if (decision.outcome === 'refused') continue;
    stored = decision.subscription;
    if ('planId' in action) named.add(action.planId);
  }
  return { subscription: stored, at, named };
}
const asItIs = (stored: Subscription | null) => stored;
const standingAt = (stored: Subscription | null, at: number) => subscriptionAt(stored, catalogueOfThree, at);

describe('whatever happens to a subscription', () => {
  test('it makes no difference who looked, and saved what it had become, in between', () => {
    fc.assert(
      fc.property(
        story,
        fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 1 }),
        moments,
        (told, looks, later) => {
          let turn = 0;
          const often = (stored: Subscription | null, from: number, to: number) => {
            const share = looks[turn++ % looks.length] ?? 0;
            const between = from + Math.floor((to - from) * share);
            return stored === null ? null : carriedForward(carriedForward(stored, between), to);
          };
          const plain = tell(told, asItIs);
          const looked = tell(told, often);
          for (const ms of [0, ...later]) {
            const at = plain.at + ms;
            expect(standingAt(looked.subscription, at)).toEqual(standingAt(plain.subscription, at));
          }
        },
      ),
      { numRuns: 1_000 },
    );
  });

  test('it means the same at a moment, whatever moments were asked about before', () => {
    fc.assert(
      fc.property(story, moments, (told, later) => {
        const { subscription, at } = tell(told, asItIs);
        const inOrder = [...later].sort((a, b) => a - b);
        let carried = subscription;
        for (const ms of inOrder) {
          carried = carried === null ? null : carriedForward(carried, at + ms);
          expect(standingAt(carried, at + ms)).toEqual(standingAt(subscription, at + ms));
        }
      }),
      { numRuns: 500 },
    );
  });

  test('it means the same until the moment it names', () => {
    fc.assert(
      fc.property(story, fc.double({ min: 0, max: 1, noNaN: true, maxExcluded: true }), (told, share) => {
        const { subscription, at } = tell(told, asItIs);
        const standing = standingAt(subscription, at);
        const until = standing.until ?? at + 1_000 * day;
        expect(until).toBeGreaterThan(at);
        expect(standingAt(subscription, at + Math.floor((until - at) * share))).toEqual(standing);
      }),
      { numRuns: 500 },
    );
  });

  test('no plan comes of it that no action named', () => {
    fc.assert(
      fc.property(story, moments, (told, later) => {
        const { subscription, at, named } = tell(told, asItIs);
        for (const ms of [0, ...later]) {
          const standing = standingAt(subscription, at + ms);
          expect([...named, 'free']).toContain(standing.planId);
          expect(standing.plan?.id).toBe(standing.planId);
        }
      }),
      { numRuns: 500 },
    );
  });

  test('the anchor is that of the first subscription, and seats fit the plan', () => {
    fc.assert(
      fc.property(story, (told) => {
        let anchor: number | null = null;
        const { subscription } = tell(told, (stored) => {
          if (stored !== null) {
            anchor ??= stored.anchor;
            expect(stored.anchor).toBe(anchor);
            expect([stored.nextPlanId === null, stored.cancelAt === null || stored.nextPlanAt === null]).toEqual([
              stored.nextPlanAt === null,
              true,
            ]);
          }
          return stored;
        });
        if (subscription === null || subscription.status === 'canceled') return;
        const most = catalogueOfThree.find(({ id }) => id === subscription.planId)?.seats ?? 6;
        expect(subscription.seats).toBeLessThanOrEqual(most);
      }),
      { numRuns: 500 },
    );
  });

  test('a downgrade that is planned any number of times is made once, at the end of the period', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 20 * day }), { minLength: 1, maxLength: 5 }), (times) => {
        const down = { type: 'change_plan', planId: 'free', when: 'auto' } as const;
        const start = { type: 'start', planId: 'big', seats: 1 } as const;
        const repeated = [...times]
          .sort((a, b) => a - b)
          .map((ms, index, all) => ({
            afterMs: ms - (all[index - 1] ?? 0),
            action: down,
          }));
        const { subscription } = tell([{ afterMs: 0, action: start }, ...repeated], asItIs);
        const end = Date.UTC(2026, 1, 28);
        expect(standingAt(subscription, end - 1).planId).toBe('big');
        expect(standingAt(subscription, end)).toMatchObject({ planId: 'free', state: 'active', until: null });
        expect(carriedForward(carriedForward(subscription as Subscription, end), end + day)).toMatchObject({
          planId: 'free',
          nextPlanId: null,
          anchor: begin,
        });
      }),
    );
  });
});
