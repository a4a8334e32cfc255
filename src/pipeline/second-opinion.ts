import { PromptForgeError } from '../errors/promptforge-error.js';
import { inDoubt, textInDoubt, withOpinion } from '../safety/classifier/second-stage.js';
import { promptBlocked } from './prompt-blocked.js';
import type { RunMeter } from './run-meter.js';
import type { RunTrace } from './run-trace.js';
import type { ValidatedRun } from './validate-run.js';

/** What asking can use at the worst; nothing when nobody is asked. */
export async function worstOpinion({
  verdict,
  policy,
}: ValidatedRun): Promise<{ tokens: number; cost: number | null }> {
  if (!inDoubt(verdict, policy.secondStage)) return { tokens: 0, cost: 0 };
  return policy.secondStage.classifier.worstCase(textInDoubt(verdict));
}

/**
 * Asks the second stage of the policy where the rules are in doubt. It comes after the reservation, so
 * that what it uses is the caller's, within their limits.
 * @throws PromptForgeError `prompt_blocked`, or the code of the failure when the policy turns away what
 * could not be asked about.
 */
export async function secondOpinion(
  { verdict, policy }: ValidatedRun,
  meter: RunMeter,
  trace: RunTrace,
): Promise<void> {
  const { secondStage } = policy;
  if (!inDoubt(verdict, secondStage)) return;
  const answer = await meter.classify(secondStage.classifier, textInDoubt(verdict), secondStage.deadlineMs);
  const second = withOpinion(verdict, policy, secondStage, answer);
  trace.step('prompt.classified', {
    judges: secondStage.classifier.judges,
    hostile: answer.outcome === 'classified' ? answer.hostile : null,
    action: second.action,
    inputTokens: answer.usage.inputTokens,
    outputTokens: answer.usage.outputTokens,
    costMicros: answer.usage.costMicros,
  });
  if (answer.outcome === 'failed' && (answer.code === 'run_canceled' || !second.ok)) {
    throw new PromptForgeError(answer.code, answer.message, { cause: answer.cause });
  }
  if (!second.ok) throw promptBlocked(second);
}
