import { describe, expect, test } from 'vitest';
import { demoReport } from '../../../../src/cli/demo/demo-report.js';
import { defaultPlans, type OptimizeResult, type Plan } from '../../../../src/index.js';
import { better, forgeWithModel, prompt } from '../../../fixtures/forge-with-model.js';
import { rewrite, verdict } from '../../../fixtures/model-answers.js';

const [pilot] = defaultPlans as readonly [Plan];

/** Two runs of one user: the result of the second, with the first as its history. */
async function twoRuns() {
  const { forge, optimize, tokenFor, clock } = forgeWithModel([
    ...[verdict(2), rewrite(better, ['Named the reader.', 'Said how long.']), verdict(4)],
    ...[verdict(2), rewrite(better), verdict(1), rewrite(better), verdict(1)],
  ]);
  await optimize();
  clock.advance(60_000);
  const { runs: history } = await forge.runs.list({ token: await tokenFor() });
  const result = await optimize({ prompt: `${prompt}\nAnd ${'much '.repeat(20)}more.` });
  return { result, history };
}

describe('the report of a run', () => {
  test('shows both prompts, the scores, the charge, what is left and the history', async () => {
    const { forge, optimize, tokenFor } = forgeWithModel([
      verdict(2),
      rewrite(better, ['Named the reader.']),
      verdict(4),
    ]);
    const result = await optimize();
    const { runs: history } = await forge.runs.list({ token: await tokenFor() });
    expect(demoReport({ result, plan: pilot, history })).toBe(`
== Original
${prompt}

== Optimized
${better}

== Changes
- Named the reader.

== Scores
(0 to 100)               original  optimized
clarity                        50        100
execution                      50        100
ambiguity (low is good)        50          0
business_fit                   50        100
composite                      50        100
gate at 80: pass; scored by the model as judge

== Charged
1 call, 1200 tokens, $0.002400

== Left on the Pilot plan
user-calls-hour      9 of 10, resets in 60 minutes
user-calls-month     49 of 50, resets in 8 days

== History
2026-11-23 12:00  model  50 -> 100, pass       Write a release note for our billing export, for accounta...`);
  });

  test('says when nothing better was found, and what fell short', async () => {
    const { result, history } = await twoRuns();
    const report = demoReport({ result, plan: pilot, history });
    expect(report).toContain('== Optimized (nothing better was found: the original stands)\n');
    expect(report).toContain('== Changes\nnone\n');
    expect(report).toContain('gate at 80: fail (short of: composite)');
    expect(report).toMatch(/== History\n2026-11-23 12:00 {2}model {2}50 -> 100, pass/);
  });

  test('shows one line for an earlier prompt of many', async () => {
    const { forge, optimize, tokenFor } = forgeWithModel([], { engine: 'rules' });
    const result = await optimize({ prompt: 'First line\nsecond line' });
    const { runs: history } = await forge.runs.list({ token: await tokenFor() });
    expect(demoReport({ result, plan: pilot, history })).toMatch(/ {2}First line second line$/);
  });

  test('cuts a long earlier prompt between characters, never within one', async () => {
    const { forge, optimize, tokenFor } = forgeWithModel([], { engine: 'rules' });
    const result = await optimize({ prompt: `x${'🙂'.repeat(60)}` });
    const { runs: history } = await forge.runs.list({ token: await tokenFor() });
    expect(demoReport({ result, plan: pilot, history })).toMatch(/ {2}x(🙂){56}\.\.\.$/u);
  });

  test('shows how an earlier run failed, and one whose content was erased', async () => {
    const { forge, optimize, tokenFor } = forgeWithModel([verdict(2), rewrite(better), verdict(4)]);
    const result = await optimize();
    const { runs } = await forge.runs.list({ token: await tokenFor() });
    const changed = runs.flatMap((run) => [
      { ...run, status: 'canceled' as const, result: null },
      { ...run, input: null, result: null },
    ]);
    const lines = demoReport({ result, plan: pilot, history: changed }).split('\n').slice(-2);
    expect(lines).toEqual([
      '2026-11-23 12:00  model  canceled              Write a release note for our billing export, for accounta...',
      '2026-11-23 12:00  model  succeeded             ',
    ]);
  });

  test('without a model says that the rules see no meaning, and that no tokens were used', async () => {
    const result = await forgeWithModel([], { engine: 'rules' }).optimize();
    const report = demoReport({ result, plan: pilot, history: [] });
    expect(report).toContain('scored by rules: they see structure, not meaning');
    expect(report).toContain('1 call, no tokens: the rules engine asks no model');
    expect(report).toMatch(/== History\nThis was the first run\.$/);
  });

  test('says what is partly estimated, and what has no known price', async () => {
    const { result } = await twoRuns();
    const usage = { ...result.usage, estimated: true, costMicros: null };
    const report = demoReport({ result: { ...result, usage }, plan: pilot, history: [] });
    expect(report).toMatch(/1 call, \d+ tokens, an unknown cost \(partly estimated\)/);
  });

  test.each([
    [1, '1 minute'],
    [119 * 60_000, '119 minutes'],
    [120 * 60_000, '2 hours'],
    [47 * 3_600_000, '47 hours'],
    [48 * 3_600_000, '2 days'],
    [30.2 * 86_400_000, '31 days'],
  ])('says %s ms as %s', async (resetAfterMs, words) => {
    const { result } = await twoRuns();
    const quota = result.quota.slice(0, 1).map((status) => ({ ...status, resetAfterMs }));
    const report = demoReport({ result: { ...result, quota } satisfies OptimizeResult, plan: pilot, history: [] });
    expect(report).toContain(`resets in ${words}\n`);
  });
});
