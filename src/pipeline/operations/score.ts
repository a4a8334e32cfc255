import { PromptForgeError } from '../../errors/promptforge-error.js';
import { weaknessesOf } from '../../optimize/version.js';
import { nothing, timesOf } from '../call-sizes.js';
import type { Operation } from './operation.js';

/** Scores a prompt as it is. */
export function scoreOperation(mostSamples: number): Operation<'score'> {
  return {
    name: 'score',
    feature: 'gpt_editor',
    decisive: { mostSamples },
    async worstCase(engine, input) {
      const sizes = await engine.sizes(input);
      return sizes === null ? nothing : timesOf(mostSamples, sizes.first);
    },
    async leastCase(engine, input) {
      return (await engine.sizes(input))?.first ?? nothing;
    },
    async work({ engine, input, ask, meter, trace }) {
      const sizes = await engine.sizes(input);
      const hasRoom = (samples: number) => sizes === null || meter.lacks(timesOf(samples, sizes.first)) === null;
      // Where there is no room for one sample, the meter is asked all the same, and says what is lacking.
      const measured =
        (await engine.score(input, { ask, hasRoom })) ?? (await engine.score(input, { ask, hasRoom: () => true }));
      if (measured === null) throw new PromptForgeError('internal', 'A score rests on no sample.');
      const { assessments, scored } = measured;
      const { score, sampling, gate } = scored;
      const rubric = assessments[0]?.rubric ?? '';
      const { outcome, thresholds, failed } = gate;
      trace.step('gate.decided', { outcome, threshold: thresholds.composite, failed: Object.freeze([...failed]) });
      return {
        result: { prompt: input.prompt, score, sampling, gate, weaknesses: weaknessesOf({ assessments }) },
        scores: [{ ...score, rubric, subject: 'original', final: true }],
      };
    },
  };
}
