import { describe, expect, test } from 'vitest';
import { openaiModel } from '../../src/index.js';
import { type Calibration, calibrate, calibrationSet, calibrationTiers } from '../../src/scoring.js';
import { liveModel, whySkipped } from './live-model.js';

/** Four of each tier, half of the set. */
const sample = calibrationTiers.flatMap((tier) =>
  calibrationSet.filter((one) => one.tier === tier).filter((_, index) => index % 2 === 0),
);

describe.skipIf(liveModel === null)(`the judge of the model in the environment${whySkipped}`, () => {
  let measured: Promise<Calibration> | null = null;
  const calibration = (): Promise<Calibration> => {
    if (liveModel === null) throw new Error('There is no model.');
    measured ??= calibrate({ judge: openaiModel(liveModel), set: sample, samples: 3 });
    return measured;
  };
  const composite = async () => {
    const { agreement, stopReason, failure } = await calibration();
    expect([stopReason, failure]).toEqual(['complete', null]);
    if (agreement === null) throw new Error('Nothing was scored.');
    return agreement.scales.composite;
  };

  test('ranks prompts as their labels do: Spearman of at least 0.8', async () => {
    expect((await composite()).spearman).toBeGreaterThanOrEqual(0.8);
  });

  test('is at most 12 points off on average', async () => {
    expect((await composite()).mae).toBeLessThanOrEqual(12);
  });

  test('repeats itself within a standard deviation of 8 points', async () => {
    expect((await composite()).standardDeviation).toBeLessThanOrEqual(8);
  });

  test('is not moved by prompts that speak to it', async () => {
    const speaking = new Set(sample.filter(({ speaksToJudge }) => speaksToJudge).map(({ id }) => id));
    expect(speaking.size).toBeGreaterThan(0);
    for (const { id, target, given } of (await calibration()).agreement?.errors ?? []) {
      if (speaking.has(id)) expect(given - target, id).toBeLessThan(25);
    }
  });
});
