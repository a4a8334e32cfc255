import { describe, expect, test } from 'vitest';
import type { RunEvent } from '../../../src/pipeline/run-event.js';
import { RunTrace } from '../../../src/pipeline/run-trace.js';
import { manualClock } from '../../fixtures/manual-clock.js';

const ada = { userId: 'ada', orgId: 'acme', role: 'member', sessionId: 's-1' } as const;
const fail = () => {
  throw new Error('nothing should be reported');
};

describe('the trace of a run', () => {
  test('numbers its steps, tells them as they happen and keeps them for their owner', () => {
    const told: RunEvent[] = [];
    const clock = manualClock(1_000);
    const trace = new RunTrace('run-1', clock, (event) => told.push(event), fail);
    trace.step('session.verified', { role: 'member' });
    expect(told).toHaveLength(1);
    clock.advance(5);
    trace.step('model.called', { call: 1, purpose: 'judge' });
    const expected = [
      { runId: 'run-1', sequence: 1, at: 1_000, type: 'session.verified', data: { role: 'member' } },
      { runId: 'run-1', sequence: 2, at: 1_005, type: 'model.called', data: { call: 1, purpose: 'judge' } },
    ];
    expect(told).toEqual(expected);
    expect(trace.eventsOf(ada)).toEqual(expected.map((event) => ({ ...event, orgId: 'acme', userId: 'ada' })));
  });

  test('tells of pieces of an answer, and never keeps them', () => {
    const told: RunEvent[] = [];
    const trace = new RunTrace('run-1', manualClock(), (event) => told.push(event), fail);
    trace.delta(1, 'rewrite', 'a piece');
    expect(told).toEqual([{ type: 'model.delta', runId: 'run-1', call: 1, purpose: 'rewrite', text: 'a piece' }]);
    expect(trace.eventsOf(ada)).toEqual([]);
  });

  test('needs no listener', () => {
    const trace = new RunTrace('run-1', manualClock(), null, fail);
    trace.step('model.called', { call: 1, purpose: 'judge' });
    trace.delta(1, 'judge', 'a piece');
    expect(trace.eventsOf(ada)).toHaveLength(1);
  });

  test('keeps a step its listener failed on, and reports the failure', () => {
    const reported: unknown[] = [];
    const broken = () => {
      throw new Error('broken');
    };
    const trace = new RunTrace('run-1', manualClock(), broken, (error, context) => reported.push([error, context]));
    trace.step('model.called', { call: 1, purpose: 'judge' });
    expect(trace.eventsOf(ada)).toHaveLength(1);
    expect(reported).toEqual([[new Error('broken'), { during: 'onEvent', runId: 'run-1' }]]);
  });
});
