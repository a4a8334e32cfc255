import { PromptForgeError, usageTotalProblem } from '../../src/storage.js';

/** @throws PromptForgeError `internal` for a total, or a month, that cannot be reported. */
export function rejectUnreportable(request: Parameters<typeof usageTotalProblem>[0]): void {
  const problem = usageTotalProblem(request);
  if (problem !== null) throw new PromptForgeError('internal', `The usage cannot be reported: ${problem}.`);
}
