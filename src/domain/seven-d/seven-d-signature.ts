import { type SevenD, sevenDParameters } from './seven-d.js';

/**
 * One text for one set of parameters, the same in every process and version: the seven values in the order
 * of the parameters, with dots between them, for instance
 * `saas.startup.sprint.standard.lean_team.implementation.md`. Two sets are equal when their signatures are.
 */
export function sevenDSignature(values: SevenD): string {
  return sevenDParameters.map((parameter) => values[parameter]).join('.');
}
