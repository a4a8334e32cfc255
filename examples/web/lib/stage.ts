import type { RunStepEvent as Step } from 'promptforge';
import { counted, inDollars, inPoints, inWhole } from './numbers';

export interface Stage {
  readonly key: string;
  readonly title: string;
  readonly detail: string;
  readonly tone: 'done' | 'trouble';
}

const subjects = { original: 'The original', composed: 'A composed version', rewrite: 'A rewrite' } as const;
const purposes: Readonly<Record<string, string>> = {
  rewrite: 'Rewriting',
  judge: 'Judging',
  compare: 'Comparing',
  classify: 'Checking for hostile text',
};

/** What a step of a run is told as; null for what the next one says again. */
export function stageOf(step: Step): Stage | null {
  const told = tell(step);
  return told && { key: `${step.runId}:${step.sequence}`, tone: 'done', ...told };
}

type Told = Pick<Stage, 'title' | 'detail'> & { readonly tone?: Stage['tone'] };

function tell(step: Step): Told | null {
  switch (step.type) {
    case 'session.verified':
      return null;
    case 'entitlement.granted':
      return { title: 'Let in', detail: 'Your session is good, and your plan includes this.' };
    case 'prompt.validated':
      return { title: 'Validated', detail: validated(step.data) };
    case 'prompt.classified':
      return { title: 'Looked at twice', detail: `A second check says: ${step.data.action}.` };
    case 'quota.reserved':
      return { title: 'Reserved', detail: reserved(step.data) };
    case 'run.resumed':
      return { title: 'Gone on with', detail: `${counted(step.data.answers, 'answer')} were there already.` };
    case 'model.called':
      return { title: purposes[step.data.purpose] ?? 'Asking the model', detail: `Call ${step.data.call}` };
    case 'model.answered':
      return null;
    case 'model.cached':
      return { title: purposes[step.data.purpose] ?? 'Asking the model', detail: 'The answer was there already.' };
    case 'model.failed':
      return { title: 'The model failed', detail: `Call ${step.data.call}: ${step.data.code}`, tone: 'trouble' };
    case 'step.started':
      return { title: `Step ${step.data.step}`, detail: step.data.strategies.join(', ').replaceAll('_', ' ') };
    case 'candidate.rejected':
      return { title: 'Put aside', detail: step.data.reason.replaceAll('_', ' '), tone: 'trouble' };
    case 'candidate.scored':
      return { title: 'Scored', detail: `${subjects[step.data.subject]}: ${inPoints(step.data.composite)}` };
    case 'candidate.compared':
      return { title: 'Compared', detail: preferred[step.data.preferred] };
    case 'candidate.measured':
      return { title: 'Measured', detail: `${counted(step.data.samples, 'sample')}: ${inPoints(step.data.composite)}` };
    case 'case.tested':
      return { title: `Case ${step.data.index + 1}`, detail: step.data.passed ? 'Passed' : 'Failed' };
    case 'gate.decided':
      return {
        title: 'Gate',
        detail: `${gates[step.data.outcome]} at ${inWhole(step.data.threshold)} points`,
        tone: step.data.outcome === 'fail' ? 'trouble' : 'done',
      };
    case 'run.succeeded':
      return { title: 'Done', detail: 'Settled: only what was used is charged.' };
    case 'run.failed':
      return { title: 'Failed', detail: step.data.code, tone: 'trouble' };
    case 'run.canceled':
      return { title: 'Canceled', detail: `${counted(step.data.tokens, 'token')} were used by then.`, tone: 'trouble' };
    default:
      // A newer server may tell more.
      return null;
  }
}

const preferred = {
  original: 'The original reads better.',
  candidate: 'The new version reads better.',
  tie: 'Neither reads better.',
} as const;

const gates = { pass: 'Passed', fail: 'Not passed', uncertain: 'Too close to tell' } as const;

function validated(data: Extract<Step, { type: 'prompt.validated' }>['data']): string {
  const found = data.codes.length === 0 ? 'nothing to object to' : data.codes.join(', ').replaceAll('_', ' ');
  return `${counted(data.length, 'character')}, ${found}`;
}

function reserved(data: Extract<Step, { type: 'quota.reserved' }>['data']): string {
  const tokens = data.holdTokens === 0 ? '' : `, at most ${counted(data.holdTokens, 'token')}`;
  const cost =
    data.holdCostMicros === null || data.holdCostMicros === 0 ? '' : ` and ${inDollars(data.holdCostMicros)}`;
  return `One call${tokens}${cost}`;
}
