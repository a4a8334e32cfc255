import { describe, expect, test } from 'vitest';
import { type CalibrateRequest, calibrate, planCalibration } from '../../../src/facets/calibrate.js';
import { type CalibrationPrompt, targetOf } from '../../../src/score/calibration/calibration-prompt.js';
import { calibrationSet } from '../../../src/score/calibration/calibration-set.js';
import { scriptedAnswer, scriptedFailure, scriptedModel } from '../../../src/testing/scripted-model.js';

/** What a judge answers who agrees with the labels. */
function agreeing({ ratings }: CalibrationPrompt) {
  return Object.fromEntries(
    Object.entries(ratings).map(([name, rating]) => [name, { evidence: '', weakness: '', rating }]),
  );
}

/** The prompt a judge was asked about. */
function askedAbout(user: string): CalibrationPrompt {
  const { prompt } = JSON.parse(String(user.split('\n')[1])) as { readonly prompt: string };
  const found = calibrationSet.find((one) => one.prompt === prompt);
  if (found === undefined) throw new Error('no such prompt');
  return found;
}

const three = calibrationSet.filter((_, index) => index % 16 === 0);
const perfect = () => scriptedModel(({ user }) => agreeing(askedAbout(user)));

describe('a model that agrees with the labels', () => {
  test('is found to, on every scale and in every tier', async () => {
    const model = perfect();
    const { agreement, samples, stopReason, usage } = await calibrate({ judge: model, samples: 2 });
    expect(stopReason).toBe('complete');
    expect(samples).toEqual({ asked: 80, valid: 80, invalid: 0 });
    expect(agreement).toMatchObject({ prompts: 40, samples: 80, inTier: 1 });
    for (const scale of Object.values(agreement?.scales ?? {})) {
      expect(scale).toMatchObject({ spearman: 1, mae: 0, bias: 0, standardDeviation: 0 });
    }
    expect(usage).toMatchObject({ modelCalls: 80, inputTokens: 8_000, costMicros: 80 * 300 });
    expect(model.requests.every(({ purpose, endUser }) => purpose === 'judge' && !endUser.includes('@'))).toBe(true);
  });

  test('is asked no more than was planned', async () => {
    const request: CalibrateRequest = { judge: perfect(), samples: 2, set: three, maxOutputTokens: 200 };
    const plan = await planCalibration(request);
    // 100 tokens in and 200 out at most, at 1 and 4 micro-dollars each.
    expect(plan).toEqual({ prompts: 3, calls: 6, tokens: 6 * 300, costMicros: 6 * 900 });
    const { usage } = await calibrate(request);
    expect(usage.modelCalls).toBe(plan.calls);
    expect(usage.costMicros).toBeLessThanOrEqual(Number(plan.costMicros));
  });
});

describe('a judge that is not perfect', () => {
  test('loses a sample where it refuses, and no point', async () => {
    const judge = scriptedModel(({ user }, index) =>
      index === 0 ? scriptedFailure('model_refused', { tokens: {} }) : agreeing(askedAbout(user)),
    );
    const { agreement, samples } = await calibrate({ judge, samples: 2, set: three });
    expect(samples).toEqual({ asked: 6, valid: 5, invalid: 1 });
    expect(agreement?.scales.composite.mae).toBe(0);
  });

  test('that can be reached no more ends it with what was measured', async () => {
    const judge = scriptedModel(({ user }, index) =>
      index < 3 ? agreeing(askedAbout(user)) : scriptedFailure('model_rate_limited'),
    );
    const report = await calibrate({ judge, samples: 3, set: three, concurrency: 1 });
    expect(report).toMatchObject({
      stopReason: 'failed',
      failure: { code: 'model_rate_limited' },
      samples: { asked: 9, valid: 3 },
      agreement: { prompts: 3 },
    });
    expect(judge.requests).toHaveLength(4);
  });

  test('that cannot be reached at all leaves nothing', async () => {
    const judge = scriptedModel(() => scriptedFailure('model_auth_failed'));
    expect(await calibrate({ judge, set: three, concurrency: 1 })).toMatchObject({
      stopReason: 'failed',
      failure: { code: 'model_auth_failed' },
      agreement: null,
    });
  });

  test('of ones own is asked as often and no more at once', async () => {
    let open = 0;
    let most = 0;
    const seen: string[] = [];
    const { agreement, usage } = await calibrate({
      judge: async (prompt, sevenD) => {
        seen.push(prompt);
        open += 1;
        most = Math.max(most, open);
        await Promise.resolve();
        open -= 1;
        const one = three.find((each) => each.prompt === prompt && each.sevenD === sevenD);
        return targetOf(one ?? three[0] ?? never());
      },
      set: three,
      samples: 4,
      concurrency: 2,
    });
    expect([seen.length, most]).toEqual([12, 2]);
    expect(agreement?.scales.composite.mae).toBe(0);
    expect(usage.modelCalls).toBe(0);
  });
});

describe('a limit', () => {
  const limited = (maxCostMicros: number, concurrency = 1) => {
    // Each call may cost 100 + 4 * 200 = 900 and does cost 500.
    const judge = scriptedModel(({ user }) => scriptedAnswer(agreeing(askedAbout(user)), { outputTokens: 100 }));
    return calibrate({ judge, set: three, samples: 3, maxOutputTokens: 200, maxCostMicros, concurrency });
  };

  test.each([1, 2, 8])('of cost is never passed, %d at a time', async (concurrency) => {
    const { usage, stopReason } = await limited(2_100, concurrency);
    expect(stopReason).toBe('cost_exhausted');
    expect(usage.costMicros).toBeLessThanOrEqual(2_100);
    expect(usage.modelCalls).toBeGreaterThan(0);
  });

  test('of cost that is enough changes nothing', async () => {
    expect(await limited(9 * 500 + 400)).toMatchObject({ stopReason: 'complete', samples: { valid: 9 } });
  });

  test('of nothing asks nothing', async () => {
    expect(await limited(0)).toMatchObject({ stopReason: 'cost_exhausted', agreement: null, usage: { modelCalls: 0 } });
  });

  test('of cost is refused where no price is known', async () => {
    const judge = scriptedModel([], { prices: null });
    await expect(calibrate({ judge, set: three, maxCostMicros: 1 })).rejects.toMatchObject({
      code: 'model_price_unknown',
    });
    expect((await planCalibration({ judge, set: three })).costMicros).toBeNull();
  });

  test('set by an abort ends it with what was measured', async () => {
    const controller = new AbortController();
    const judge = perfect();
    const report = await calibrate({
      judge,
      set: three,
      samples: 3,
      concurrency: 1,
      signal: controller.signal,
      onProgress: ({ done, of }) => {
        expect(of).toBe(9);
        if (done === 4) controller.abort();
      },
    });
    expect(report).toMatchObject({ stopReason: 'canceled', samples: { valid: 4 }, agreement: { prompts: 3 } });
    expect(judge.requests).toHaveLength(4);
  });
});

describe('the rules engine', () => {
  test('is measured once, without a model and the same each time', async () => {
    expect(await planCalibration({ judge: 'rules' })).toEqual({ prompts: 40, calls: 0, tokens: 0, costMicros: 0 });
    const first = await calibrate({ judge: 'rules' });
    expect(first).toMatchObject({ stopReason: 'complete', samples: { valid: 40 }, usage: { modelCalls: 0 } });
    expect(await calibrate({ judge: 'rules' })).toEqual(first);
  });

  test('agrees with the labels as far as the documentation says', async () => {
    const { agreement } = await calibrate({ judge: 'rules' });
    const { spearman, mae, bias } = agreement?.scales.composite ?? never();
    expect({
      spearman: spearman?.toFixed(2),
      mae: mae.toFixed(0),
      bias: bias.toFixed(0),
      inTier: agreement?.inTier,
    }).toMatchInlineSnapshot(`
      {
        "bias": "5",
        "inTier": 0.175,
        "mae": "25",
        "spearman": "0.50",
      }
    `);
  });
});

test.each([
  ['no judge', { judge: undefined }],
  ['an unknown judge', { judge: 'me' }],
  ['an empty set', { judge: 'rules', set: [] }],
  ['no samples', { judge: 'rules', samples: 0 }],
  ['half a sample', { judge: 'rules', samples: 1.5 }],
  ['too much at once', { judge: 'rules', concurrency: 17 }],
  ['less than no cost', { judge: 'rules', maxCostMicros: -1 }],
  ['an unknown option', { judge: 'rules', sample: 1 }],
])('a request with %s is refused', async (_what, request) => {
  await expect(calibrate(request as unknown as CalibrateRequest)).rejects.toMatchObject({ code: 'request_invalid' });
});

function never(): never {
  throw new Error('it is not there');
}
