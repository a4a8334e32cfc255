import { expect, test } from 'vitest';
import { type Gain, gains, naiveLoop, play, wholeLoop } from '../simulation/false-passes.js';
import { amount } from './amount.js';

const seeds = amount('ROUNDS', 1);
const prompts = amount('SIZE', 500);
const bars = [
  [3, 2],
  [6, 4],
  [10, 8],
] as const;

test('a judge that is off by chance lets few prompts pass that should not', {
  timeout: 120_000 + seeds * prompts * 60,
}, async () => {
  const table: object[] = [];
  for (let seed = 1; seed <= seeds; seed += 1) {
    for (const gain of Object.keys(gains) as Gain[]) {
      for (const [deviation, bar] of bars) {
        for (const [name, loop] of [
          ['whole loop', wholeLoop],
          ['best of four, one sample each', naiveLoop],
        ] as const) {
          const world = { prompts, deviation, seed };
          const below = await play(loop, { ...world, from: 60, to: 80, gain });
          const at85 = await play(loop, { ...world, from: 85, to: 85, gain: 'none' });
          table.push({
            'rewrites add': gain,
            'judge off by': deviation,
            loop: name,
            'below the gate, passed %': below.falsePasses,
            'told beyond truth': below.inflation.all,
            'of accepted': below.inflation.improved,
            'of passed': below.inflation.passed,
            'truly 85, passed %': at85.passes,
            'judge calls': below.judgeCalls,
            'at most': below.mostJudgeCalls,
          });
          // The short form is too small to tell a share of a few percent.
          if (loop === wholeLoop) expect(below.falsePasses).toBeLessThanOrEqual(prompts < 2_000 ? 2 * bar + 1 : bar);
        }
      }
    }
  }
  console.table(table);
});
