import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  inLockOrder,
  limitName,
  noAmounts,
  type Period,
  type QuotaLimit,
  quotaProblem,
  windowBounds,
} from '../../../../src/domain/quota/quota-window.js';

const day = (text: string) => Date.parse(`${text}T00:00:00Z`);
const month = (anchor: string, at: string) => {
  const { start, end } = windowBounds('month', Date.parse(anchor), Date.parse(at));
  return [new Date(start).toISOString(), new Date(end).toISOString()];
};
const limit = (changes: Partial<QuotaLimit> = {}): QuotaLimit => ({
  subject: 'user',
  meter: 'calls',
  period: 'hour',
  max: 10,
  anchor: null,
  algorithm: 'fixed',
  ...changes,
});

describe('a window', () => {
  test('of an hour or a day follows UTC, whatever the anchor', () => {
    const at = Date.parse('2026-11-23T17:42:03.500Z');
    expect(windowBounds('hour', day('2026-01-31'), at)).toEqual({
      start: Date.parse('2026-11-23T17:00:00Z'),
      end: Date.parse('2026-11-23T18:00:00Z'),
    });
    expect(windowBounds('day', day('2026-01-31') + 1, at)).toEqual({
      start: day('2026-11-23'),
      end: day('2026-11-24'),
    });
  });

  test('of a month without an anchor is the month of the calendar', () => {
    expect(windowBounds('month', null, day('2026-11-23'))).toEqual({
      start: day('2026-11-01'),
      end: day('2026-12-01'),
    });
  });

  test('begins at its start and not at its end', () => {
    const midnight = day('2026-11-24');
    expect(windowBounds('day', null, midnight).start).toBe(midnight);
    expect(windowBounds('day', null, midnight - 1).end).toBe(midnight);
    expect(windowBounds('month', day('2026-01-24'), midnight).start).toBe(midnight);
    expect(windowBounds('month', day('2026-01-24'), midnight - 1).end).toBe(midnight);
  });

  test.each([
    ['2026-02-10', '2026-01-31', '2026-02-28'],
    ['2026-02-28', '2026-02-28', '2026-03-31'],
    ['2026-03-30', '2026-02-28', '2026-03-31'],
    ['2026-03-31', '2026-03-31', '2026-04-30'],
    ['2026-12-31', '2026-12-31', '2027-01-31'],
    ['2028-02-29', '2028-02-29', '2028-03-31'],
    ['2028-02-28', '2028-01-31', '2028-02-29'],
  ])('of a month anchored on the 31st holds %s from %s to %s', (at, start, end) => {
    expect(windowBounds('month', day('2026-01-31'), day(at))).toEqual({ start: day(start), end: day(end) });
  });

  test('anchored on 29 February comes back to the 29th in the months that have one', () => {
    const anchor = '2024-02-29T00:00:00Z';
    expect(month(anchor, '2025-02-28T00:00:00Z')).toEqual(['2025-02-28T00:00:00.000Z', '2025-03-29T00:00:00.000Z']);
    expect(month(anchor, '2028-03-01T00:00:00Z')).toEqual(['2028-02-29T00:00:00.000Z', '2028-03-29T00:00:00.000Z']);
  });

  test('keeps the time of day of its anchor', () => {
    const anchor = '2026-01-15T09:30:00.250Z';
    expect(month(anchor, '2026-06-15T09:30:00.249Z')).toEqual(['2026-05-15T09:30:00.250Z', '2026-06-15T09:30:00.250Z']);
    expect(month(anchor, '2026-06-15T09:30:00.250Z')).toEqual(['2026-06-15T09:30:00.250Z', '2026-07-15T09:30:00.250Z']);
  });

  test('reaches back before an anchor that lies in the future', () => {
    expect(month('2027-03-31T00:00:00Z', '2026-11-23T00:00:00Z')).toEqual([
      '2026-10-31T00:00:00.000Z',
      '2026-11-30T00:00:00.000Z',
    ]);
  });

  test('holds its moment and touches the windows beside it', () => {
    const moment = fc.integer({ min: day('1971-01-01'), max: day('2100-01-01') });
    const period = fc.constantFrom<Period>('hour', 'day', 'month');
    fc.assert(
      fc.property(period, fc.option(moment), moment, (name, anchor, at) => {
        const { start, end } = windowBounds(name, anchor, at);
        expect(start).toBeLessThanOrEqual(at);
        expect(at).toBeLessThan(end);
        expect(windowBounds(name, anchor, start)).toEqual({ start, end });
        expect(windowBounds(name, anchor, end).start).toBe(end);
        expect(windowBounds(name, anchor, start - 1).end).toBe(start);
      }),
      { numRuns: 1_000 },
    );
  });
});

describe('limits in lock order', () => {
  test('put those of the user before those of the organization, then go by name', () => {
    const given = [
      limit({ subject: 'org', meter: 'tokens', period: 'month' }),
      limit({ period: 'month' }),
      limit({ subject: 'org', meter: 'cost', period: 'month' }),
      limit(),
    ];
    expect(inLockOrder(given).map(limitName)).toEqual([
      'user-calls-hour',
      'user-calls-month',
      'org-cost-month',
      'org-tokens-month',
    ]);
  });

  test('are the same for every order they come in, and the list given stays as it was', () => {
    const all = (['user', 'org'] as const).flatMap((subject) =>
      (['calls', 'tokens', 'cost'] as const).flatMap((meter) =>
        (['hour', 'day', 'month'] as const).map((period) => limit({ subject, meter, period })),
      ),
    );
    const ordered = inLockOrder(all);
    fc.assert(
      fc.property(fc.shuffledSubarray(all, { minLength: all.length }), (shuffled) => {
        const before = [...shuffled];
        expect(inLockOrder(shuffled)).toEqual(ordered);
        expect(shuffled).toEqual(before);
      }),
    );
  });
});

describe('a quota', () => {
  test('of whole numbers can be counted with', () => {
    const limits = [limit({ max: 0 }), limit({ period: 'month', max: Number.MAX_SAFE_INTEGER })];
    expect(quotaProblem(limits, { calls: 1, tokens: 0, cost: Number.MAX_SAFE_INTEGER })).toBeNull();
    expect(quotaProblem([], noAmounts)).toBeNull();
  });

  test.each([
    Number.NaN,
    -1,
    0.5,
    Number.POSITIVE_INFINITY,
    Number.MAX_SAFE_INTEGER + 1,
    '1',
    null,
    undefined,
  ])('with %s in it is a problem, as a maximum and as an amount', (value) => {
    expect(quotaProblem([limit({ max: value as number })], noAmounts)).toContain('maximum');
    for (const meter of ['calls', 'tokens', 'cost'] as const) {
      expect(quotaProblem([limit()], { ...noAmounts, [meter]: value })).toContain('amounts');
    }
  });

  test('with a limit given twice is a problem, even with another maximum', () => {
    expect(quotaProblem([limit(), limit({ max: 99 })], noAmounts)).toContain('once');
    expect(quotaProblem([limit(), limit({ subject: 'org' })], noAmounts)).toBeNull();
  });
});
