import { describe, expect, test } from 'vitest';
import { noUsage } from '../../../../src/domain/quota/usage.js';
import type { Run, RunInput, RunResult, ScoreResult } from '../../../../src/domain/runs/run.js';
import { exportedRun, withTextsOf } from '../../../../src/library/bundles/exported-run.js';
import { redactedRun } from '../../../../src/library/bundles/redacted-run.js';
import { exportedRunOf } from '../../../fixtures/exported-run.js';
import { refusal } from '../../../fixtures/rejection.js';

const { score, sampling, gate, sevenD } = exportedRunOf();
const input: RunInput = { prompt: 'first', sevenD };
const base = {
  ...({ id: 'run-1', orgId: 'acme', userId: 'ada', planId: 'pro', model: null } as const),
  ...({ status: 'succeeded', engine: 'rules' } as const),
  ...{ idempotencyKey: null, createdAt: 1, leaseExpiresAt: 2, endedAt: 3, input, error: null, usage: noUsage },
  charge: { calls: 1, tokens: 0, cost: 0 },
} as const;
const optimization: RunResult = {
  original: { prompt: 'first', score, sampling },
  optimized: { prompt: 'second', score, sampling },
  improved: true,
  gate,
  changes: ['one'],
  stopReason: 'gate_passed',
};
const scoring: ScoreResult = {
  ...{ prompt: 'first', score, sampling, gate },
  weaknesses: [{ dimension: 'clarity', note: 'note', quote: 'quote' }],
};

describe('what is exported of a run', () => {
  test('is the best prompt of an optimization, and the one it began with', () => {
    expect(exportedRun({ ...base, operation: 'optimize', result: optimization }, 'rubric-1')).toEqual({
      ...{ runId: 'run-1', operation: 'optimize', engine: 'rules', model: null, rubric: 'rubric-1', plan: 'pro' },
      ...{ sevenD, module: null, prompt: 'second', score, sampling, gate, original: optimization.original },
      ...{ search: { improved: true, stopReason: 'gate_passed' }, changes: ['one'], weaknesses: [] },
    });
  });

  test('is the prompt that was scored, and what speaks against it', () => {
    expect(exportedRun({ ...base, operation: 'score', result: scoring }, null)).toMatchObject({
      ...{ operation: 'score', prompt: 'first', rubric: null, original: null, search: null, changes: [] },
      weaknesses: scoring.weaknesses,
    });
  });

  test('names the module the run was made by, if there was one', () => {
    const module = { id: 'release-note', version: '1.0.0' };
    const run: Run = { ...base, operation: 'score', result: scoring };
    expect(exportedRun({ ...run, input: { ...input, module } }, null).module).toEqual(module);
    expect(exportedRun(run, null).module).toBe(null);
  });

  const refused: readonly (readonly [string, Run])[] = [
    ['failed', { ...base, operation: 'optimize', status: 'failed', result: optimization }],
    ['has not ended', { ...base, operation: 'optimize', status: 'reserved', result: null }],
    ['was canceled', { ...base, operation: 'score', status: 'canceled', result: null }],
    [
      'was a comparison',
      { ...base, operation: 'compare', result: { preferred: 'tie', verdicts: ['tie', 'tie'], reasons: ['', ''] } },
    ],
    ['was a test', { ...base, operation: 'test', result: null }],
    ['has lost its input', { ...base, operation: 'optimize', result: optimization, input: null }],
  ];
  test.each(refused)('is nothing when the run %s', async (_, run) => {
    const error = await refusal(() => exportedRun(run, null));
    expect(error).toMatchObject({ code: 'request_invalid', details: { operation: run.operation, status: run.status } });
  });

  test('holds no text that no file of its formats shows', () => {
    const run = exportedRunOf({ weaknesses: scoring.weaknesses });
    expect(withTextsOf(['txt'], run)).toEqual({ ...run, original: null, changes: [], weaknesses: [] });
    expect(withTextsOf(['txt', 'md'], run)).toEqual({ ...run, original: null });
    expect(withTextsOf(['json'], run)).toEqual(run);
  });
});

test('every text of a run is redacted, and what was taken out is counted', () => {
  const run = exportedRunOf({
    prompt: 'X',
    changes: ['X and X', 'nothing'],
    weaknesses: [{ dimension: 'clarity', note: 'X', quote: 'Y' }],
    original: { ...exportedRunOf(), prompt: 'Y X' },
  });
  const redactText = (text: string) => ({
    text: text.replaceAll('X', '[x]').replaceAll('Y', '[a]'),
    kinds: [...text.matchAll(/[XY]/g)].map(([letter]) => (letter === 'X' ? 'x' : 'a')),
  });
  const redacted = redactedRun(run, redactText);
  expect(JSON.stringify(redacted.run)).not.toMatch(/[XY]/);
  expect(redacted.run.weaknesses).toEqual([{ dimension: 'clarity', note: '[x]', quote: '[a]' }]);
  expect(redacted.redactions).toEqual([
    { kind: 'a', count: 2 },
    { kind: 'x', count: 5 },
  ]);
});
