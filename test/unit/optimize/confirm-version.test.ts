import { describe, expect, test } from 'vitest';
import type { BudgetMeter } from '../../../src/domain/quota/run-budget.js';
import type { Preference } from '../../../src/domain/runs/run.js';
import type { Assessment } from '../../../src/domain/scores/assessment.js';
import { scoreRulesFor } from '../../../src/domain/scores/score-rules.js';
import { sampledScore } from '../../../src/domain/scores/score-samples.js';
import { PromptForgeError } from '../../../src/errors/promptforge-error.js';
import { confirmVersion } from '../../../src/optimize/confirm-version.js';
import type { LoopEvent, LoopParts, Measured } from '../../../src/optimize/loop-parts.js';
import type { Version } from '../../../src/optimize/version.js';

const { thresholds } = scoreRulesFor('generic');
const assessment = (composite: number): Assessment => ({
  score: { clarity: composite, execution: composite, ambiguity: 100 - composite, business_fit: composite, composite },
  rubric: 'test-1',
  weaknesses: [],
});
const measuredAt = (composite: number, samples = 3): Measured => {
  const assessments = Array.from({ length: samples }, () => assessment(composite));
  return {
    assessments,
    scored: sampledScore(
      assessments.map(({ score }) => score),
      thresholds,
      { isLast: true },
    ),
  };
};
const version = (prompt: string, step: number, composite: number): Version => ({
  step,
  prompt,
  changes: [],
  ...measuredAt(composite, 1),
  isMeasured: false,
});
const original = version('the original', 0, 70);
const candidate = version('the candidate', 1, 85);
const unusable = new PromptForgeError('model_refused', 'No.');

async function confirm(
  preference: Preference | Error,
  measured: Readonly<Record<string, Measured | null | Error>>,
  which = candidate,
  lacking: BudgetMeter | null = null,
) {
  const asked: string[] = [];
  const events: LoopEvent[] = [];
  const parts: Pick<LoopParts, 'compare' | 'measure' | 'lacks' | 'onEvent'> = {
    lacks: () => lacking,
    compare: async (first, second) => {
      asked.push(`${first} or ${second}`);
      if (preference instanceof Error) throw preference;
      return preference;
    },
    measure: async (prompt, known) => {
      asked.push(`${prompt}, ${known.length} known`);
      const found = measured[prompt];
      if (found instanceof Error) throw found;
      return found ?? null;
    },
    onEvent: (event) => events.push(event),
  };
  const survivor = await confirmVersion(original, which, parts as LoopParts);
  return { survivor, asked, events: events.map(({ type }) => type) };
}

describe('what a search has found', () => {
  test('remains when it is better in both orders, with the score of samples the search did not see', async () => {
    const { survivor, asked, events } = await confirm('second', { 'the candidate': measuredAt(90) });
    expect(survivor).toMatchObject({ prompt: 'the candidate', isMeasured: true, scored: { score: { composite: 90 } } });
    expect(asked).toEqual(['the original or the candidate', 'the candidate, 0 known']);
    expect(events).toEqual(['candidate.compared', 'candidate.measured']);
  });

  test.each(['first', 'tie'] as const)('gives way to the original when the preference is: %s', async (preference) => {
    const { survivor, asked } = await confirm(preference, { 'the original': measuredAt(71) });
    expect(survivor).toMatchObject({ prompt: 'the original', isMeasured: true, scored: { score: { composite: 71 } } });
    // Nothing was chosen by the first look at the original, so that it counts.
    expect(asked.at(-1)).toBe('the original, 1 known');
  });

  test('gives way when its measurement contradicts the comparison, beyond what chance explains', async () => {
    const contradicted = await confirm('second', { 'the candidate': measuredAt(60), 'the original': measuredAt(70) });
    expect(contradicted.survivor.prompt).toBe('the original');
    const withinChance = await confirm('second', { 'the candidate': measuredAt(66) });
    expect(withinChance.survivor.prompt).toBe('the candidate');
  });

  test('gives way when the judge has nothing usable to say, and the run goes on', async () => {
    const notCompared = await confirm(unusable, { 'the original': measuredAt(70) });
    expect(notCompared.survivor).toMatchObject({ prompt: 'the original', isMeasured: true });
    const notMeasured = await confirm('second', { 'the candidate': unusable, 'the original': unusable });
    expect(notMeasured.survivor).toMatchObject({ prompt: 'the original', isMeasured: true });
  });

  test('is given up, with the reason, when there is no room to measure it', async () => {
    await expect(confirm('second', {}, candidate, 'time')).rejects.toMatchObject({ meter: 'time' });
  });

  test('gives way to the original as it was first seen when there is no room to measure that', async () => {
    const { survivor, events } = await confirm('tie', {}, candidate, 'calls');
    expect(survivor).toMatchObject({ prompt: 'the original', isMeasured: true, scored: { score: { composite: 70 } } });
    expect(events).toEqual(['candidate.compared']);
  });

  test('gives way to an original of which nothing new was learned, without a word about it', async () => {
    const { events } = await confirm('tie', { 'the original': measuredAt(70, 1) });
    expect(events).toEqual(['candidate.compared']);
  });

  test('is not compared with itself when it is the original', async () => {
    const { asked } = await confirm('second', { 'the original': measuredAt(70) }, original);
    expect(asked).toEqual(['the original, 1 known']);
  });

  test('is lost to no other failure: that is thrown', async () => {
    const failure = new PromptForgeError('model_auth_failed', 'The key is wrong.');
    await expect(confirm(failure, {})).rejects.toBe(failure);
    await expect(confirm('second', { 'the candidate': failure })).rejects.toBe(failure);
  });
});
