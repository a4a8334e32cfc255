// biome-ignore-all lint/suspicious/noTemplateCurlyInString: such text is what is tested here.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Assessment } from '../../../src/domain/scores/assessment.js';
import type { GateThresholds } from '../../../src/domain/scores/quality-gate.js';
import type { Score } from '../../../src/domain/scores/score.js';
import { exactScore } from '../../../src/domain/scores/score-samples.js';
import type { LoopEvent } from '../../../src/optimize/loop-parts.js';
import { optimizePrompt } from '../../../src/optimize/optimize-prompt.js';
import { type Rejection, rejectCandidate } from '../../../src/optimize/reject-candidate.js';
import type { RepairMaterial, Rewritten } from '../../../src/optimize/rewrite-by-model.js';
import { sanitize } from '../../../src/safety/unicode/sanitize.js';

const original = 'Write a note to our customers.';
const first = 'Write a note of 100 words to our customers.';
const second = 'Write a note of 100 words to our customers, on prices.';
const thresholds: GateThresholds = {
  composite: 80,
  clarity: null,
  execution: null,
  ambiguity: null,
  business_fit: null,
};

const assessment = (composite: number, changes: Partial<Score> = {}): Assessment => ({
  score: {
    clarity: composite,
    execution: composite,
    ambiguity: 100 - composite,
    business_fit: composite,
    composite,
    ...changes,
  },
  rubric: 'test-1',
  weaknesses: [{ dimension: 'clarity', note: `weakness at ${composite}`, quote: '' }],
});

/** Runs the loop, without noise, on these rewrites and scores, one after the other; a rewrite may be `null`. */
async function run(
  rewrites: readonly (string | null)[],
  scores: readonly (number | Assessment)[],
  limits: GateThresholds = thresholds,
) {
  const events: LoopEvent[] = [];
  const rewriteCalls: (RepairMaterial | null)[] = [];
  const scored: string[] = [];
  const estimate = async (prompt: string) => {
    const score = scores[scored.push(prompt) - 1];
    if (score === undefined) throw new Error('one score too many');
    return typeof score === 'number' ? assessment(score) : score;
  };
  const outcome = await optimizePrompt(original, {
    settings: { maxSteps: 2, candidates: 1, composed: false, maxConfirmations: 1 },
    compose: async () => null,
    rewrite: async (_strategy, previous): Promise<Rewritten | null> => {
      const prompt = rewrites[rewriteCalls.push(previous) - 1];
      if (prompt === undefined) throw new Error('one rewrite too many');
      return prompt === null ? null : { prompt, changes: [`change ${rewriteCalls.length}`] };
    },
    estimate,
    measure: async () => null,
    scoreOf: ([only]) => exactScore((only ?? assessment(0)).score, limits),
    compare: null,
    reject: async (before, candidate) => rejectCandidate(before, candidate),
    normalize: (text) => sanitize(text).trim(),
    lacks: () => null,
    onEvent: (event) => events.push(event),
  });
  return { ...outcome, events, rewriteCalls, scored };
}

describe('the loop', () => {
  test('stops at the first rewrite that passes the gate', async () => {
    const { result, scored, finalIndex } = await run([first], [50, 80]);
    expect(result).toMatchObject({
      original: { prompt: original, score: { composite: 50 } },
      optimized: { prompt: first, score: { composite: 80 } },
      improved: true,
      gate: { outcome: 'pass' },
      changes: ['change 1'],
      stopReason: 'gate_passed',
    });
    expect(scored).toEqual([original, first]);
    expect(finalIndex).toBe(1);
  });

  test('repairs once what the gate refuses, from the best version and what speaks against it', async () => {
    const { result, rewriteCalls } = await run([first, second], [50, 70, 90]);
    expect(rewriteCalls).toEqual([
      null,
      {
        candidate: first,
        weaknesses: [{ dimension: 'clarity', note: 'weakness at 70', quote: '' }],
        history: [{ prompt: first, composite: 70 }],
      },
    ]);
    expect(result).toMatchObject({ optimized: { prompt: second }, stopReason: 'gate_passed', changes: ['change 2'] });
  });

  test('repairs the original when the first rewrite was no better', async () => {
    const { rewriteCalls } = await run([first, second], [50, 40, 60]);
    expect(rewriteCalls[1]).toEqual({
      candidate: original,
      weaknesses: [{ dimension: 'clarity', note: 'weakness at 50', quote: '' }],
      history: [{ prompt: first, composite: 40 }],
    });
  });

  test('ends with the best version when no step passes', async () => {
    const { result, finalIndex } = await run([first, second], [50, 70, 60]);
    expect(result).toMatchObject({ optimized: { prompt: first }, improved: true, stopReason: 'steps_exhausted' });
    expect(result.gate).toMatchObject({ outcome: 'fail', failed: ['composite'] });
    expect(finalIndex).toBe(1);
  });

  test('keeps the original on a tie', async () => {
    const { result, finalIndex } = await run([first, second], [70, 70, 70]);
    expect(result).toMatchObject({ optimized: { prompt: original }, improved: false, changes: [] });
    expect(finalIndex).toBe(0);
  });

  test('keeps an original that passes when the rewrite is no better, and says that the gate was passed', async () => {
    const { result, scored } = await run([first], [90, 85]);
    expect(result).toMatchObject({ optimized: { prompt: original }, improved: false, stopReason: 'gate_passed' });
    expect(scored).toHaveLength(2);
  });

  test('prefers what passes the gate to what only has the higher composite', async () => {
    const strict = { ...thresholds, ambiguity: 15 };
    const { result } = await run(
      [first],
      [assessment(95, { ambiguity: 40 }), assessment(85, { ambiguity: 10 })],
      strict,
    );
    expect(result).toMatchObject({ optimized: { prompt: first, score: { composite: 85 } }, improved: true });
  });

  test('never gives up a pass for a higher composite that fails', async () => {
    const strict = { ...thresholds, ambiguity: 15 };
    const { result } = await run(
      [first],
      [assessment(85, { ambiguity: 10 }), assessment(95, { ambiguity: 40 })],
      strict,
    );
    expect(result).toMatchObject({ optimized: { prompt: original }, improved: false });
  });

  test('stops when the rewriter has nothing to add', async () => {
    const { result, scored } = await run([null], [50]);
    expect(result).toMatchObject({ optimized: { prompt: original }, improved: false, stopReason: 'nothing_to_add' });
    expect(scored).toEqual([original]);
    expect((await run([first, null], [50, 60])).result).toMatchObject({
      optimized: { prompt: first },
      stopReason: 'nothing_to_add',
    });
  });

  test('scores a rewrite in its normal spelling', async () => {
    const { result, scored } = await run([` \r\n${first}\u0000 \n`], [50, 90]);
    expect(scored[1]).toBe(first);
    expect(result.optimized.prompt).toBe(first);
  });
});

describe('a rewrite that is rejected', () => {
  const kinds: readonly (readonly [Rejection, string])[] = [
    ['placeholder_invented', 'Write a note to {customers}, please.'],
    ['placeholder_invented', 'Write a note to {{customers}}, please.'],
    ['placeholder_invented', 'Write a note to ${customers}, please.'],
    ['placeholder_invented', 'Write a note to <customers>, please.'],
    ['placeholder_invented', 'Write a note to [CUSTOMERS], please.'],
    ['empty', '  '],
    ['too_long', 'x'.repeat(10_001)],
    ['unchanged', ` ${original}\n`],
    ['script_changed', 'Напишите письмо нашим клиентам.'],
    ['evidence_marker_leaked', `${first}\n-----END EVIDENCE 123-----`],
  ];

  test.each(kinds)('as %s is not scored, and the next one is', async (reason, rejected) => {
    const { result, scored, events, finalIndex, versions } = await run([rejected, second], [50, 90]);
    expect(events[2]).toEqual({ type: 'candidate.rejected', step: 1, reason });
    expect(scored).toEqual([original, second]);
    expect(result).toMatchObject({ optimized: { prompt: second }, stopReason: 'gate_passed' });
    expect(versions[finalIndex]?.scored.score.composite).toBe(90);
  });

  test('each time leaves the original, and says so', async () => {
    const { result, events } = await run(['', original], [50]);
    expect(result).toMatchObject({
      optimized: { prompt: original },
      improved: false,
      stopReason: 'candidates_rejected',
    });
    expect(events.map(({ type }) => type)).toEqual([
      'candidate.scored',
      'step.started',
      'candidate.rejected',
      'step.started',
      'candidate.rejected',
      'gate.decided',
    ]);
  });
});

test('each step is told, in order, with what was decided', async () => {
  const { events } = await run([first, second], [50, 40, 60]);
  expect(events).toMatchObject([
    { type: 'candidate.scored', step: 0, accepted: true, scored: { score: { composite: 50 } } },
    { type: 'step.started', step: 1, strategies: ['clarify'] },
    { type: 'candidate.scored', step: 1, accepted: false, scored: { score: { composite: 40 } } },
    { type: 'step.started', step: 2, strategies: ['persona_free'] },
    { type: 'candidate.scored', step: 2, accepted: true, scored: { score: { composite: 60 } } },
    { type: 'gate.decided', gate: { outcome: 'fail' } },
  ]);
});

describe('a version that was confirmed without passing', () => {
  const third = 'Write a note of 100 words to our customers, on prices, by Friday.';

  /** Two steps, each of whose rewrites looks like a pass at first; what comes of measuring and comparing them is given. */
  async function confirmed(measures: Readonly<Record<string, number>>, comparisons: readonly ('first' | 'second')[]) {
    const rewrites = [second, third];
    let compared = 0;
    const measured = (composite: number) => {
      const scored = exactScore(assessment(composite).score, thresholds);
      return { assessments: [assessment(composite)], scored };
    };
    const { result } = await optimizePrompt(original, {
      settings: { maxSteps: 2, candidates: 1, composed: false, maxConfirmations: 2 },
      compose: async () => null,
      rewrite: async () => ({ prompt: rewrites.shift() ?? '', changes: [] }),
      estimate: async (prompt) => assessment(prompt === original ? 50 : 85),
      measure: async (prompt) => measured(measures[prompt] ?? 50),
      scoreOf: ([only]) => exactScore((only ?? assessment(0)).score, thresholds),
      compare: async () => comparisons[compared++] ?? 'tie',
      reject: async () => null,
      normalize: (text) => text,
      lacks: () => null,
      onEvent: () => {},
    });
    return result;
  }

  test.each([
    ['is kept when the next one is not preferred to the original', { [second]: 75 }, ['second', 'first'], second],
    ['is kept when the next one measures worse', { [second]: 75, [third]: 70 }, ['second', 'second'], second],
    ['gives way to one that measures better', { [second]: 70, [third]: 75 }, ['second', 'second'], third],
    ['gives way to one that passes', { [second]: 75, [third]: 90 }, ['second', 'second'], third],
  ] as const)('%s', async (_, measures, comparisons, prompt) => {
    const result = await confirmed(measures, comparisons);
    expect(result).toMatchObject({
      improved: true,
      optimized: { prompt, score: { composite: (measures as Readonly<Record<string, number>>)[prompt] } },
    });
  });
});

test('whatever the scores, the result is never worse than the original, unless the gate says it is good enough', async () => {
  const points = fc.integer({ min: 0, max: 100 });
  const any = fc
    .record({ clarity: points, execution: points, ambiguity: points, business_fit: points, composite: points })
    .map((score): Assessment => ({ score, rubric: 'test-1', weaknesses: [] }));
  const limit = fc.option(points);
  const gates = fc.record({
    composite: points,
    clarity: limit,
    execution: limit,
    ambiguity: limit,
    business_fit: limit,
  });
  await fc.assert(
    fc.asyncProperty(any, any, any, gates, async (zero, one, two, limits) => {
      const { result, versions, finalIndex } = await run([first, second], [zero, one, two], limits);
      const passes = (score: Score) =>
        score.composite >= limits.composite &&
        score.clarity >= (limits.clarity ?? 0) &&
        score.execution >= (limits.execution ?? 0) &&
        score.ambiguity <= (limits.ambiguity ?? 100) &&
        score.business_fit >= (limits.business_fit ?? 0);
      const before = result.original.score;
      const after = result.optimized.score;
      expect(after).toEqual(versions[finalIndex]?.scored.score);
      expect(result.gate.outcome).toBe(passes(after) ? 'pass' : 'fail');
      if (passes(before)) expect(passes(after)).toBe(true);
      if (passes(before) || !passes(after)) expect(after.composite).toBeGreaterThanOrEqual(before.composite);
      if (result.improved) expect(passes(after) !== passes(before) || after.composite > before.composite).toBe(true);
      else expect(result.optimized).toEqual(result.original);
    }),
    { numRuns: 500 },
  );
});
