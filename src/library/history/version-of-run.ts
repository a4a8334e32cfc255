import type { PromptVersion } from '../../domain/library/saved-prompt.js';
import type { Run, ScoredPrompt } from '../../domain/runs/run.js';
import { PromptForgeError } from '../../errors/promptforge-error.js';

/** What a version takes over from the run that made it. */
export type VersionOfRun = Pick<PromptVersion, 'text' | 'sevenD' | 'runId' | 'score'>;

/**
 * What becomes of a run as a version: the prompt it ended with, its context and its score.
 * @throws PromptForgeError `request_invalid` for a run that ended with none.
 */
export function versionOfRun(run: Run): VersionOfRun {
  const { scored, gate } = outcomeOf(run) ?? {};
  if (scored === undefined || gate === undefined) {
    throw new PromptForgeError(
      'request_invalid',
      'The run has no prompt to keep. Name one that has optimized or scored a prompt, and has succeeded.',
    );
  }
  const { clarity, execution, ambiguity, business_fit, composite } = scored.score;
  return {
    text: scored.prompt,
    sevenD: run.input?.sevenD ?? null,
    runId: run.id,
    score: { clarity, execution, ambiguity, business_fit, composite, gate },
  };
}

function outcomeOf(run: Run) {
  if (run.operation === 'optimize' && run.result !== null) return outcome(run.result.optimized, run.result.gate);
  if (run.operation === 'score' && run.result !== null) return outcome(run.result, run.result.gate);
  return null;
}

function outcome(scored: ScoredPrompt, { outcome: gate }: { readonly outcome: 'pass' | 'fail' | 'uncertain' }) {
  return { scored, gate };
}
