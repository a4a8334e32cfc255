import { describe, expect, test } from 'vitest';
import { dollars, stepLine } from '../../../src/cli/step-line.js';
import { telemetryEventTypes } from '../../../src/domain/runs/telemetry-event.js';
import type { RunEventData, RunStepEvent } from '../../../src/index.js';

const call = {
  call: 1,
  inputTokens: 120,
  outputTokens: 45,
  costMicros: 300,
  latencyMs: 1_234,
  attempts: 1,
};
const opinion = { codes: [], inputTokens: 200, outputTokens: 12, costMicros: 9 };
const score = { clarity: 50, execution: 50, ambiguity: 50, business_fit: 50, composite: 61.5, rubric: 'rules-1' };

type Said = { [T in keyof RunEventData]: readonly [data: RunEventData[T], line: string][] };

const said: Said = {
  'session.verified': [[{ role: 'owner' }, '  session      token verified, role owner']],
  'entitlement.granted': [[{ plan: 'pro', feature: 'gpt_editor' }, '  plan         pro includes gpt_editor']],
  'prompt.validated': [
    [
      {
        length: 61,
        domain: 'saas',
        output_format: 'md',
        defaulted: 5,
        action: 'allow',
        risk: 0,
        codes: ['phone_number'],
      },
      '  prompt       61 characters, saas, md; 5 of 7 parameters by default',
    ],
    [
      {
        length: 61,
        domain: 'saas',
        output_format: 'md',
        defaulted: 0,
        action: 'flag',
        risk: 0.7,
        codes: ['mode_switch'],
      },
      '  prompt       61 characters, saas, md; 0 of 7 parameters by default; flag: mode_switch',
    ],
  ],
  'prompt.classified': [
    [{ judges: 'injection', ...opinion, hostile: true, action: 'flag' }, '  prompt       second stage: hostile, flag'],
    [
      { judges: 'content', ...opinion, hostile: false, action: 'allow' },
      '  prompt       second stage: harmless, allow',
    ],
    [
      { judges: 'content', ...opinion, hostile: null, action: 'allow' },
      '  prompt       second stage: no answer, allow',
    ],
  ],
  'quota.reserved': [
    [
      { holdTokens: 9_000, holdCostMicros: 12_345 },
      '  quota        reserved 1 call, at most 9000 tokens and $0.012345',
    ],
    [
      { holdTokens: 9_000, holdCostMicros: null },
      '  quota        reserved 1 call, at most 9000 tokens and an unknown cost',
    ],
    [{ holdTokens: 0, holdCostMicros: 0 }, '  quota        reserved 1 call'],
  ],
  'model.called': [[{ call: 1, purpose: 'judge' }, '  model        judge ...']],
  'model.answered': [
    [{ purpose: 'judge', ...call }, '  model        judge: 120 tokens in, 45 out, 1234 ms'],
    [
      { purpose: 'rewrite', ...call, attempts: 3 },
      '  model        rewrite: 120 tokens in, 45 out, 1234 ms, 3 attempts',
    ],
  ],
  'model.failed': [
    [{ purpose: 'judge', ...call, code: 'model_timeout' }, '  model        judge failed: model_timeout'],
  ],
  'candidate.rejected': [[{ step: 1, reason: 'too_long' }, '  rewrite      version 1 rejected: too long']],
  'candidate.scored': [
    [{ step: 0, subject: 'original', accepted: true, ...score }, '  score        original 61.5'],
    [{ step: 0, subject: 'composed', accepted: true, ...score }, '  score        by the rules 61.5, accepted'],
    [{ step: 1, subject: 'rewrite', accepted: true, ...score }, '  score        version 1 61.5, accepted'],
    [{ step: 2, subject: 'rewrite', accepted: false, ...score }, '  score        version 2 61.5, not better'],
  ],
  'model.cached': [[{ purpose: 'judge' }, '  model        judge: answered before']],
  'run.resumed': [[{ answers: 3, modelCalls: 4 }, '  run          taken over from another process, with 3 answers']],
  'step.started': [[{ step: 2, strategies: ['clarify', 'persona_free'] }, '  step         2: clarify, persona free']],
  'candidate.compared': [
    [{ step: 1, preferred: 'candidate' }, '  compare      better than the original in both orders'],
    [{ step: 1, preferred: 'original' }, '  compare      worse than the original in both orders'],
    [{ step: 1, preferred: 'tie' }, '  compare      no better than the original: a tie'],
  ],
  'case.tested': [
    [{ index: 0, passed: true, failedAssertions: 0, code: null }, '  test         case 1 passed'],
    [
      { index: 1, passed: false, failedAssertions: 0, code: 'model_refused' },
      '  test         case 2 failed: model_refused',
    ],
  ],
  'candidate.measured': [
    [
      {
        step: 1,
        clarity: 80,
        execution: 90,
        ambiguity: 15,
        business_fit: 80,
        composite: 84.2,
        samples: 5,
        standardError: 2.1,
      },
      '  score        measured 84.2 by 5 samples, +-2.1',
    ],
  ],
  'gate.decided': [
    [{ outcome: 'pass', threshold: 80, failed: [] }, '  gate         pass at 80'],
    [
      { outcome: 'fail', threshold: 80, failed: ['composite', 'clarity'] },
      '  gate         fail at 80; short of: composite, clarity',
    ],
  ],
  'run.succeeded': [
    [
      { operation: 'optimize', tokens: 450, costMicros: 1_500_000, improved: true, stopReason: 'gate_passed' },
      '  settled      1 call, 450 tokens, $1.500000; stop reason: gate passed',
    ],
    [
      { operation: 'optimize', tokens: 450, costMicros: null, improved: false, stopReason: 'no_improvement' },
      '  settled      1 call, 450 tokens, an unknown cost; stop reason: no improvement',
    ],
    [
      { operation: 'score', tokens: 0, costMicros: 0, improved: null, stopReason: null },
      '  settled      1 call, no tokens',
    ],
  ],
  'run.failed': [[{ code: 'model_timeout' }, '  settled      failed: model_timeout']],
  'run.canceled': [[{ tokens: 100 }, '  settled      canceled after 100 tokens']],
};

describe.each(telemetryEventTypes)('%s', (type) => {
  test.each<readonly [data: unknown, line: string]>(said[type])('%j is said in one line', (data, line) => {
    const event = { type, data, runId: 'run-1', sequence: 1, at: 0 } as RunStepEvent;
    expect(stepLine(event)).toBe(line);
  });
});

test.each([
  [0, '$0.000000'],
  [1, '$0.000001'],
  [12_345_678, '$12.345678'],
  [null, 'an unknown cost'],
])('%s micro-dollars are %s', (micros, words) => {
  expect(dollars(micros)).toBe(words);
});
