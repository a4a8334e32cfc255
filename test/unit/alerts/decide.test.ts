import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { RunAlertRule } from '../../../src/alerts/alert-options.js';
import { decide } from '../../../src/alerts/decide.js';
import type { Alert, AlertState } from '../../../src/domain/figures/alert.js';
import { ruleOf } from './rule-of.js';

const minuteMs = 60_000;

/** What is told, and how the rule stands, after each figure of a series: one a minute. */
function told(rule: Partial<RunAlertRule>, figures: readonly (number | null)[], runs = 100) {
  const settings = ruleOf(rule);
  let ids = 0;
  let state: AlertState | null = null;
  const alerts: (Alert | null)[] = [];
  const states: AlertState[] = [];
  for (const [minute, value] of figures.entries()) {
    const reading = { value, runs, sampled: false };
    const decision = decide(settings, state, { reading, now: minute * minuteMs, newId: () => `id-${++ids}` });
    state = decision.state;
    states.push(state);
    alerts.push(decision.alert);
  }
  return { alerts, states, types: alerts.map((alert) => alert?.type ?? '-'), status: states.map((one) => one.status) };
}

describe('a rule', () => {
  const above = { above: 0.1 };
  const gap = { above: 0.1, clearBelow: 0.05 };
  const below = { figure: 'gate_pass_rate', below: 0.8, clearAbove: 0.9 } as const;
  test.each<[string, Partial<RunAlertRule>, readonly (number | null)[], string]>([
    ['fires above the threshold, and not at it', above, [0.1, 0.11], '- fired'],
    ['fires once, however long it lasts', above, [0.2, 0.3, 0.2], 'fired - -'],
    ['is over at the threshold unless there is a second one', above, [0.2, 0.1], 'fired resolved'],
    ['is not over between the thresholds', gap, [0.2, 0.06, 0.2, 0.06, 0.05], 'fired - - - resolved'],
    ['tells of a new breach once the last is over', gap, [0.2, 0.01, 0.2], 'fired resolved fired'],
    ['fires below as well', below, [0.8, 0.79, 0.89, 0.9], '- fired - resolved'],
    ['waits until a breach has held', { ...above, forMinutes: 2 }, [0.2, 0.2, 0.2, 0.2], '- - fired -'],
    ['waits anew after a pause', { ...above, forMinutes: 2 }, [0.2, 0.2, 0.1, 0.2, 0.2, 0.2], '- - - - - fired'],
    ['lets go of what is pending when nothing can be told', { ...above, forMinutes: 2 }, [0.2, null, 0.2], '- - -'],
    ['stays as it is when nothing can be told', above, [0.2, null, 0.2, null, 0], 'fired - - - resolved'],
  ])('%s', (_what, rule, figures, expected) => {
    expect(told(rule, figures).types.join(' ')).toBe(expected);
  });

  test('decides nothing of fewer runs than it needs, and tells no figure of them', () => {
    const few = told({ ...above, minimumRuns: 20 }, [0.9], 19);
    expect([few.types, few.states[0]?.reading.value]).toEqual([['-'], null]);
    expect(told({ ...above, minimumRuns: 20 }, [0.9], 20).types).toEqual(['fired']);
  });

  test('says when the breach was first seen, and which alert it was that is over', () => {
    const { alerts, states } = told({ ...gap, forMinutes: 1, orgId: 'acme' }, [0, 0.2, 0.2, 0.01]);
    const [, , fired, resolved] = alerts;
    const common = { rule: 'errors', figure: 'error_rate', orgId: 'acme', threshold: 0.1, windowMinutes: 15 };
    expect(fired).toEqual({
      ...{ ...common, id: 'id-1', breachId: 'id-1', type: 'fired', direction: 'above' },
      ...{ value: 0.2, runs: 100, sampled: false, since: minuteMs, at: 2 * minuteMs },
    });
    expect(resolved).toMatchObject({ ...common, id: 'id-2', breachId: 'id-1', type: 'resolved', since: minuteMs });
    expect(states.map(({ since }) => since / minuteMs)).toEqual([0, 1, 1, 3]);
    expect(states.map(({ breachId }) => breachId)).toEqual([null, null, 'id-1', null]);
  });
});

test('a figure that wanders around the thresholds never notifies twice within one breach', () => {
  const wandering = fc.array(fc.option(fc.integer({ min: 0, max: 20 }).map((twentieth) => twentieth / 20)), {
    minLength: 1,
    maxLength: 60,
  });
  fc.assert(
    fc.property(wandering, fc.integer({ min: 0, max: 4 }), (figures, forMinutes) => {
      const { alerts } = told({ above: 0.5, clearBelow: 0.4, forMinutes }, figures);
      let fired: Alert | null = null;
      for (const [minute, alert] of alerts.entries()) {
        const value = figures[minute] ?? null;
        if (alert?.type === 'fired') {
          expect(fired, 'one breach was told twice').toBe(null);
          const held = figures.slice(minute - forMinutes, minute + 1);
          expect(held.length === forMinutes + 1 && held.every((figure) => figure !== null && figure > 0.5)).toBe(true);
          fired = alert;
        } else if (alert?.type === 'resolved') {
          expect(alert.breachId).toBe(fired?.id);
          expect(value !== null && value <= 0.4).toBe(true);
          fired = null;
        } else if (fired !== null) {
          expect(value === null || value > 0.4, 'the end of a breach was told').toBe(true);
        }
      }
    }),
    { numRuns: 500 },
  );
});
