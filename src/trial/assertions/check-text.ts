import type { ContainsAssertion, EqualsAssertion } from '../../domain/runs/prompt-test.js';
import { type Check, yesOrNo } from './check.js';

export function checkContains(answer: string, { value, ignoreCase = false, not = false }: ContainsAssertion): Check {
  const holds = folded(answer, ignoreCase).includes(folded(value, ignoreCase));
  return yesOrNo(holds !== not, `The answer ${holds ? 'holds' : 'does not hold'} the text.`);
}

export function checkEquals(answer: string, { value, ignoreCase = false, not = false }: EqualsAssertion): Check {
  const equals = folded(answer, ignoreCase).trim() === folded(value, ignoreCase).trim();
  return yesOrNo(equals !== not, `The answer ${equals ? 'is' : 'is not'} the text.`);
}

/** The same letters in one form: a composed and a decomposed é look alike. */
function folded(text: string, ignoreCase: boolean): string {
  const normal = text.normalize('NFC');
  return ignoreCase ? normal.toLowerCase() : normal;
}
