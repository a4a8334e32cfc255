import { PromptForgeError } from '../errors/promptforge-error.js';
import type { ClassifyResult } from '../ports/prompt-classifier.js';
import { askInTime } from '../safety/classifier/ask-in-time.js';
import { inDoubt, textInDoubt, withOpinion } from '../safety/classifier/second-stage.js';
import type { PromptPolicy } from '../safety/policy/prompt-policy.js';
import type { PromptVerdict } from '../safety/verdict/prompt-verdict.js';
import type { WorstCase } from './call-sizes.js';
import { promptBlocked } from './prompt-blocked.js';
import type { ReportError } from './report-error.js';
import type { RunMeter } from './run-meter.js';
import type { RunTrace } from './run-trace.js';

/**
 * What a model has to say of a prompt about which the rules are in doubt. It is asked after the
 * reservation, so that what it uses is the caller's, within their limits.
 */
export interface SecondOpinion {
  /** What asking can use. */
  worstCase(): Promise<WorstCase>;
  /**
   * @throws PromptForgeError `prompt_blocked`, or the code of the failure when the policy turns away what
   * could not be asked about.
   */
  ask(meter: RunMeter, trace: RunTrace, report: ReportError): Promise<void>;
}

/** Null where the rules are not in doubt, or nobody is to be asked. */
export function secondOpinion(verdict: PromptVerdict, policy: PromptPolicy): SecondOpinion | null {
  const { secondStage } = policy;
  if (!inDoubt(verdict, secondStage)) return null;
  const { classifier, deadlineMs } = secondStage;
  const text = textInDoubt(verdict);
  const worstCase = async () => ({ calls: 1, ...(await classifier.worstCase(text)) });
  return {
    worstCase,
    async ask(meter, trace, report) {
      const answer = await meter.account(await worstCase(), (asked) =>
        askInTime(classifier, { ...asked, text, deadlineMs }),
      );
      const second = withOpinion(verdict, policy, secondStage, answer);
      const codes = [...new Set(second.issues.filter((issue) => issue.action !== 'allow').map(({ code }) => code))];
      trace.step('prompt.classified', { ...reportOf(answer), judges: classifier.judges, action: second.action, codes });
      if (answer.outcome === 'failed' && answer.code !== 'run_canceled') {
        const { code, message, cause } = answer;
        report(new PromptForgeError(code, message, { cause }), { during: 'classify', runId: trace.runId });
      }
      if (answer.outcome === 'failed' && (answer.code === 'run_canceled' || !second.ok)) {
        throw new PromptForgeError(answer.code, answer.message, { cause: answer.cause });
      }
      if (!second.ok) throw promptBlocked(second);
    },
  };
}

function reportOf(answer: ClassifyResult) {
  const { inputTokens, outputTokens, costMicros } = answer.usage;
  const hostile = answer.outcome === 'classified' ? answer.hostile : null;
  return { hostile, inputTokens, outputTokens, costMicros };
}
