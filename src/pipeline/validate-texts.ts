import type { RunOperation } from '../domain/runs/run.js';
import type { Operation } from './operations/operation.js';
import type { PipelineParts, PipelineRequest } from './pipeline-parts.js';
import { validateCases } from './validate-cases.js';
import { type ValidatedRun, validateRun } from './validate-run.js';

export interface ValidatedTexts<O extends RunOperation> {
  /** The prompt, and after it the one it is compared with. */
  readonly validated: readonly [ValidatedRun, ...ValidatedRun[]];
  /** With its cases as they may be asked. */
  readonly operation: Operation<O>;
}

/** Holds to the policy what users wrote: the prompt, the one it is compared with, and what is in cases. */
export async function validateTexts<O extends RunOperation>(
  { promptPolicy, ruleset }: Pick<PipelineParts, 'promptPolicy' | 'ruleset'>,
  { prompt, sevenD }: Pick<PipelineRequest, 'prompt' | 'sevenD'>,
  operation: Operation<O>,
): Promise<ValidatedTexts<O>> {
  const { other, cases = [] } = operation;
  const first = await validateRun({ prompt, sevenD }, promptPolicy, ruleset);
  const checked = await validateCases(cases, promptPolicy);
  const others = other === undefined ? [] : [await validateRun({ prompt: other, sevenD }, promptPolicy, ruleset)];
  return { validated: [first, ...others], operation: operation.withCases?.(checked) ?? operation };
}
