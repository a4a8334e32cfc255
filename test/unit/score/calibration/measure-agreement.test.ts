import { expect, test } from 'vitest';
import { calibrationSet } from '../../../../src/score/calibration/calibration-set.js';
import { measureAgreement } from '../../../../src/score/calibration/measure-agreement.js';

const score = { clarity: 50, execution: 50, ambiguity: 50, business_fit: 50, composite: 50 };

test.each([
  1, 2,
])('a judge that does not look at the signal is asked no more once it is aborted, %d at a time', async (concurrency) => {
  const controller = new AbortController();
  let asked = 0;
  const report = await measureAgreement({
    set: calibrationSet.slice(0, 4),
    samples: 2,
    concurrency,
    score: async () => {
      asked += 1;
      if (asked === 3) controller.abort();
      return score;
    },
    signal: controller.signal,
    onProgress: () => {},
    seed: 1,
  });
  expect(asked).toBe(3);
  expect(report).toMatchObject({ stopReason: 'canceled', failure: null, samples: { asked: 8, valid: 3, invalid: 0 } });
});
