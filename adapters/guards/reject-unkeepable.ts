import { artifactProblem, type Bundle, PromptForgeError } from '../../src/storage.js';

/** @throws PromptForgeError `internal` for a bundle whose files are not what they are said to be. */
export function rejectUnkeepable({ artifacts }: Pick<Bundle, 'artifacts'>): void {
  const problem = artifactProblem(artifacts);
  if (problem !== null) throw new PromptForgeError('internal', `The bundle cannot be kept as it is: ${problem}.`);
}
