import type { RunOperation } from '../domain/run.js';
import type { Operation } from './operations/operation.js';
import type { PipelineParts, PipelineRequest } from './pipeline-parts.js';
import { type ValidatedRun, validateCases, validateRun } from './validate-run.js';

/** The prompt, and the one it is compared with. What is in cases is held to the policy as well. */
export async function validateTexts(
  { promptPolicy, ruleset }: Pick<PipelineParts, 'promptPolicy' | 'ruleset'>,
  { prompt, sevenD }: Pick<PipelineRequest, 'prompt' | 'sevenD'>,
  { other, cases = [] }: Pick<Operation<RunOperation>, 'other' | 'cases'>,
): Promise<readonly [ValidatedRun, ...ValidatedRun[]]> {
  const first = await validateRun({ prompt, sevenD }, promptPolicy, ruleset);
  await validateCases(cases, promptPolicy);
  return other === undefined ? [first] : [first, await validateRun({ prompt: other, sevenD }, promptPolicy, ruleset)];
}
