import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { PlanPrice } from '../../../../src/domain/plans/plan.js';
import { billingPeriod, prorate } from '../../../../src/domain/plans/proration.js';

const eur = (unitAmount: number): PlanPrice => ({ unitAmount, currency: 'eur', interval: 'month' });
const one = { from: 1, to: 1 };
const period = { periodStart: 0, periodEnd: 1_000 };

describe('a hint of proration', () => {
  test.each([
    ['half of the period', eur(1_000), eur(3_000), one, 500, 500, 1_500],
    ['the whole period', eur(1_000), eur(3_000), one, 0, 1_000, 3_000],
    ['the end of the period', eur(1_000), eur(3_000), one, 1_000, 0, 0],
    ['seats', eur(1_000), eur(3_000), { from: 3, to: 4 }, 500, 1_500, 6_000],
    ['a third, rounded', eur(100), eur(100), one, 667, 33, 34],
    ['a downgrade', eur(3_000), eur(1_000), one, 500, 1_500, 500],
    ['a trial, for which nothing was paid', eur(1_000), eur(1_000), { from: 0, to: 2 }, 500, 0, 1_000],
  ] as const)('for %s', (_, from, to, seats, now, creditAmount, chargeAmount) => {
    expect(prorate({ from, to, seats, now, ...period })).toEqual({
      outcome: 'prorated',
      creditAmount,
      chargeAmount,
      dueAmount: chargeAmount - creditAmount,
      currency: 'eur',
    });
  });

  test('is not given where a price is unknown', () => {
    expect(prorate({ from: null, to: eur(1), seats: one, now: 0, ...period })).toEqual({ outcome: 'unknown' });
    expect(prorate({ from: eur(1), to: null, seats: one, now: 0, ...period })).toEqual({ outcome: 'unknown' });
  });

  test('is refused where prices cannot be compared', () => {
    const yearly = { ...eur(1), interval: 'year' } as const;
    const dollars = { ...eur(1), currency: 'usd' };
    const asked = (to: PlanPrice) => prorate({ from: eur(1), to, seats: one, now: 0, ...period });
    expect(asked(yearly)).toEqual({ outcome: 'incomparable', by: 'interval' });
    expect(asked(dollars)).toEqual({ outcome: 'incomparable', by: 'currency' });
  });

  test('is whole, never out by a unit, and never in favor of going back and forth', () => {
    const amount = fc.integer({ min: 0, max: 100_000_000 });
    const length = 31 * 86_400_000;
    fc.assert(
      fc.property(
        amount,
        amount,
        fc.integer({ min: 1, max: 1_000 }),
        fc.integer({ min: 0, max: length }),
        (a, b, count, now) => {
          const seats = { from: count, to: count };
          const asked = (from: number, to: number) => {
            const answer = prorate({ from: eur(from), to: eur(to), seats, now, periodStart: 0, periodEnd: length });
            if (answer.outcome !== 'prorated') throw new Error(answer.outcome);
            return answer;
          };
          const { creditAmount, chargeAmount, dueAmount } = asked(a, b);
          const left = BigInt(length - now);
          const exact = (unit: number) => BigInt(unit) * BigInt(count) * left;
          expect(BigInt(creditAmount) * BigInt(length) <= exact(a)).toBe(true);
          expect(BigInt(creditAmount + 1) * BigInt(length) > exact(a)).toBe(true);
          expect(BigInt(chargeAmount) * BigInt(length) >= exact(b)).toBe(true);
          expect(BigInt(chargeAmount - 1) * BigInt(length) < exact(b)).toBe(true);
          expect(dueAmount + asked(b, a).dueAmount).toBeGreaterThanOrEqual(0);
        },
      ),
    );
  });
});

describe('the period that is paid for', () => {
  const anchor = Date.UTC(2024, 1, 29, 12);
  test.each([
    ['month', Date.UTC(2026, 1, 10), Date.UTC(2026, 0, 29, 12), Date.UTC(2026, 1, 28, 12)],
    ['year', Date.UTC(2026, 1, 10), Date.UTC(2025, 1, 28, 12), Date.UTC(2026, 1, 28, 12)],
    ['year', Date.UTC(2026, 1, 28, 12), Date.UTC(2026, 1, 28, 12), Date.UTC(2027, 1, 28, 12)],
    ['year', Date.UTC(2028, 1, 29, 11), Date.UTC(2027, 1, 28, 12), Date.UTC(2028, 1, 29, 12)],
    ['year', anchor, anchor, Date.UTC(2025, 1, 28, 12)],
  ] as const)('by the %s is counted from the anchor', (interval, at, start, end) => {
    expect(billingPeriod(interval, anchor, at)).toEqual({ start, end });
  });
});
