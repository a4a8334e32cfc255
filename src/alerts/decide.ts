import type { Alert, AlertReading, AlertState } from '../domain/figures/alert.js';
import type { AlertRuleSettings } from './alert-schema.js';

export interface Decision {
  /** Without what has yet to be delivered of this decision. */
  readonly state: AlertState;
  /** What is to be told; null when nothing has begun or ended. */
  readonly alert: Alert | null;
}

export interface Observation {
  readonly reading: AlertReading;
  /** Epoch milliseconds by the store's clock. */
  readonly now: number;
  readonly newId: () => string;
}

/**
 * How a rule stands after one more reading: `ok`, then `pending` while a breach has not held long enough, then
 * `firing` until the second threshold is reached. A reading that tells nothing ends no breach that was told,
 * and lets go of one that was not.
 */
export function decide(rule: AlertRuleSettings, before: AlertState | null, observation: Observation): Decision {
  const { reading, now, newId } = observation;
  const value = reading.runs < rule.minimumRuns ? null : reading.value;
  const status = before?.status ?? 'ok';
  const since = before?.since ?? now;
  const state = (changes: Pick<AlertState, 'status' | 'since' | 'breachId'>): AlertState => ({
    rule: rule.name,
    orgId: rule.orgId,
    ...changes,
    reading: { ...reading, value },
    checkedAt: now,
    deliveries: before?.deliveries ?? [],
  });
  const quiet: Decision = {
    state: state({ status: 'ok', since: status === 'ok' ? since : now, breachId: null }),
    alert: null,
  };
  if (status === 'firing') {
    const breachId = before?.breachId ?? newId();
    if (value === null || !isOver(rule, value)) {
      return { state: state({ status, since, breachId }), alert: null };
    }
    return { ...quiet, alert: alertOf(rule, { reading, value, since, now, type: 'resolved', id: newId(), breachId }) };
  }
  if (value === null || !isBreach(rule, value)) return quiet;
  const began = status === 'pending' ? since : now;
  if (now - began < rule.forMs) {
    return { state: state({ status: 'pending', since: began, breachId: null }), alert: null };
  }
  const id = newId();
  return {
    state: state({ status: 'firing', since: began, breachId: id }),
    alert: alertOf(rule, { reading, value, since: began, now, type: 'fired', id, breachId: id }),
  };
}

function isBreach({ direction, threshold }: AlertRuleSettings, value: number): boolean {
  return direction === 'above' ? value > threshold : value < threshold;
}

function isOver({ direction, clear }: AlertRuleSettings, value: number): boolean {
  return direction === 'above' ? value <= clear : value >= clear;
}

interface Telling extends Pick<Alert, 'id' | 'breachId' | 'type' | 'since' | 'value'> {
  readonly reading: AlertReading;
  readonly now: number;
}

function alertOf(rule: AlertRuleSettings, { id, breachId, type, since, value, reading, now }: Telling): Alert {
  const { name, figure, orgId, direction, threshold, windowMinutes } = rule;
  return {
    ...{ id, breachId, type, rule: name, figure, orgId, direction, threshold, value },
    ...{ runs: reading.runs, sampled: reading.sampled, windowMinutes, since, at: now },
  };
}
