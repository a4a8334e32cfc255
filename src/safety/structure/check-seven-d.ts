import { builtInSevenD } from '../../domain/seven-d/built-in-seven-d.js';
import { resolveSevenD, type SevenDIssue } from '../../domain/seven-d/resolve-seven-d.js';
import type { ResolvedSevenD } from '../../domain/seven-d/seven-d.js';
import type { SevenDRuleset } from '../../domain/seven-d/seven-d-rules.js';
import type { StructureProblem } from './structure-problem.js';

export interface CheckedSevenD {
  /** All at once; none when `sevenD` is there. */
  readonly problems: readonly StructureProblem[];
  readonly sevenD: ResolvedSevenD | null;
}

/** Completes 7D parameters: spelling is folded, aliases are followed, and defaults come from the domain. */
export function checkSevenD(input: unknown, ruleset: SevenDRuleset = builtInSevenD): CheckedSevenD {
  if (typeof input !== 'object' || input === null || Array.isArray(input)) {
    return { problems: [notAnObject], sevenD: null };
  }
  const resolution = resolveSevenD(input as Record<string, unknown>, ruleset);
  if (resolution.ok) return { problems: [], sevenD: resolution.sevenD };
  return { problems: resolution.issues.map(problemOf), sevenD: null };
}

const notAnObject: StructureProblem = {
  code: 'seven_d_invalid',
  path: ['sevenD'],
  message: 'sevenD must be an object with at least domain and output_format.',
  fix: 'Give for instance { "domain": "saas", "output_format": "md" }.',
  details: {},
};

function problemOf(issue: SevenDIssue): StructureProblem {
  const { parameter, problem, allowed } = issue;
  const unknown = problem === 'unknown_parameter';
  return {
    code: 'seven_d_invalid',
    path: unknown ? ['sevenD'] : ['sevenD', parameter],
    message: messageOf(issue),
    fix: `${unknown ? 'The parameters are' : 'Use one of'}: ${allowed.join(', ')}.`,
    details: { parameter, problem, allowed },
  };
}

function messageOf({ parameter, problem }: SevenDIssue): string {
  if (problem === 'unknown_parameter') return 'sevenD has a key that is not a 7D parameter.';
  return `sevenD.${parameter} is ${problem === 'missing' ? 'required' : 'not in its list'}.`;
}
