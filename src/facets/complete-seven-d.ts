import type { ResolvedSevenD } from '../domain/seven-d/seven-d.js';
import type { SevenDRuleset } from '../domain/seven-d/seven-d-rules.js';
import { PromptForgeError } from '../errors/promptforge-error.js';
import { checkSevenD } from '../safety/structure/check-seven-d.js';
import { structureError } from '../safety/structure/structure-error.js';

/** @throws PromptForgeError `seven_d_invalid` */
export function completeSevenD(input: unknown, ruleset: SevenDRuleset): ResolvedSevenD {
  const { problems, sevenD } = checkSevenD(input, ruleset);
  const [problem, ...others] = problems;
  if (problem !== undefined) throw structureError([problem, ...others]);
  if (sevenD !== null) return sevenD;
  throw new PromptForgeError('internal', '7D parameters without problems were not completed.');
}
