import type { ResolvedSevenD } from '../domain/seven-d.js';
import { PromptForgeError } from '../errors/promptforge-error.js';
import { checkSevenD } from '../safety/structure/check-seven-d.js';
import { structureError } from '../safety/structure/structure-error.js';

/**
 * Completes 7D parameters as every run does.
 * @throws PromptForgeError `seven_d_invalid` that names each wrong one.
 */
export function completeSevenD(input: unknown): ResolvedSevenD {
  const { problems, sevenD } = checkSevenD(input);
  const [problem, ...others] = problems;
  if (problem !== undefined) throw structureError([problem, ...others]);
  if (sevenD !== null) return sevenD;
  throw new PromptForgeError('internal', 'The 7D parameters were neither accepted nor refused.');
}
