import { test } from 'vitest';
import { naiveLoop, play, wholeLoop, gains, type Gain } from '../../simulation/false-passes.js';
test('x', async () => {
  const rows: object[] = [];
  for (const gain of Object.keys(gains) as Gain[]) for (const deviation of [3, 6, 10]) {
    for (const [name, loop] of [['whole', wholeLoop], ['naive', naiveLoop]] as const) {
      const f = await play(loop, { prompts: 2000, from: 60, to: 80, deviation, gain, seed: 7 });
      const e = await play(loop, { prompts: 2000, from: 85, to: 85, deviation, gain: 'none', seed: 8 });
      rows.push({ gain, deviation, name, fp: f.falsePasses, passes: f.passes, all: f.inflation.all, imp: f.inflation.improved, pas: f.inflation.passed, calls: f.judgeCalls, most: f.mostJudgeCalls, e85: e.passes });
    }
  }
  console.table(rows);
});
