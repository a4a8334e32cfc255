import { fewestToPass } from '../../domain/scores/score-samples.js';
import { type CallNeed, type LoopSettings, loopNeed, stepNeed } from '../../optimize/loop-settings.js';
import { optimizePrompt } from '../../optimize/optimize-prompt.js';
import { rejectCandidate, textReaders } from '../../optimize/reject-candidate.js';
import { confidentialPhrases } from '../../score/rubric.js';
import { nothing, sumOf, worstOfNeed } from '../call-sizes.js';
import { traceLoop } from '../trace-loop.js';
import type { Operation } from './operation.js';

/** Rewrites a prompt until it is good enough, or nothing better comes. */
export function optimizeOperation(settings: LoopSettings, mostSamples: number): Operation<'optimize'> {
  return {
    name: 'optimize',
    feature: 'gpt_editor',
    decisive: { loop: { ...settings }, mostSamples },
    async worstCase(engine, input) {
      const sizes = await engine.sizes(input);
      return sizes === null ? nothing : worstOfNeed(sizes, loopNeed(settings, mostSamples));
    },
    async leastCase(engine, input) {
      return (await engine.sizes(input))?.first ?? nothing;
    },
    async firstStep(engine, input) {
      if (settings.maxSteps === 0) return null;
      const sizes = await engine.sizes(input);
      if (sizes === null) return nothing;
      const composed = settings.composed ? (sizes.composed ?? nothing) : nothing;
      return sumOf([sizes.first, composed, worstOfNeed(sizes, stepNeed(settings, fewestToPass))]);
    },
    async work({ engine, input, ask, hasRoom, meter, trace, normalize }) {
      const sizes = await engine.sizes(input);
      const guards = { confidential: confidentialPhrases, readers: await textReaders() };
      const { result, versions, finalIndex } = await optimizePrompt(input.prompt, {
        ...engine.hands(input, { ask, hasRoom }),
        // The rules have nothing else to offer.
        settings: sizes === null ? { ...settings, composed: true } : settings,
        reject: async (original, candidate) => rejectCandidate(original, candidate, guards),
        normalize,
        lacks: (need) => (sizes === null ? null : meter.lacks(worstOfNeed(sizes, need), stagesOf(need))),
        onEvent: (event) => traceLoop(trace, event),
      });
      return {
        result,
        scores: versions.map(({ scored, assessments }, index) => ({
          ...scored.score,
          rubric: assessments[0]?.rubric ?? '',
          subject: index === 0 ? 'original' : 'candidate',
          final: index === finalIndex,
        })),
      };
    },
  };
}

/** Calls that follow each other: those of one kind are made side by side. */
function stagesOf(need: CallNeed): number {
  return Object.values(need).filter((count) => count > 0).length;
}
