import type { ModuleDefinition } from '../../domain/library/module-recipe.js';
import type { GateThresholds } from '../../domain/scores/quality-gate.js';
import { scoreRulesFor } from '../../domain/scores/score-rules.js';
import { resolveSevenD, type SevenDIssue } from '../../domain/seven-d/resolve-seven-d.js';
import type { ModuleChecks } from './module-checks.js';
import { type ModuleProblem, pathOf } from './module-problem.js';

type Rules = Pick<ModuleChecks, 'ruleset'>;

/** The 7D parameters that a module is made for. */
export function checkSevenD({ sevenD }: ModuleDefinition, { ruleset }: Rules): readonly ModuleProblem[] {
  const resolved = resolveSevenD(sevenD, ruleset);
  if (resolved.ok) return [];
  return resolved.issues.map(({ parameter, problem, allowed }) => ({
    path: pathOf(['sevenD', parameter === 'unknown' ? '*' : parameter]),
    problem: 'seven_d_invalid',
    message: `${meanings[problem]}: ${allowed.join(', ')}`,
  }));
}

const meanings: Readonly<Record<SevenDIssue['problem'], string>> = {
  missing: 'is required, one of',
  not_in_list: 'must be one of',
  unknown_parameter: 'is no parameter, which are',
};

export function checkFormats(
  { sevenD, outputFormats }: ModuleDefinition,
  { ruleset }: Rules,
): readonly ModuleProblem[] {
  const allowed = Object.keys(ruleset.output_format);
  const repeated = outputFormats.flatMap((format, index): readonly ModuleProblem[] => {
    const path = pathOf(['outputFormats', index]);
    if (!allowed.includes(format)) {
      return [{ path, problem: 'seven_d_invalid', message: `must be one of: ${allowed.join(', ')}` }];
    }
    return outputFormats.indexOf(format) === index
      ? []
      : [{ path, problem: 'enum_repeated', message: 'is listed twice' }];
  });
  const resolved = resolveSevenD(sevenD, ruleset);
  if (!resolved.ok || outputFormats.includes(resolved.sevenD.values.output_format)) return repeated;
  const message = 'must hold the output_format of sevenD';
  return [...repeated, { path: 'outputFormats', problem: 'format_missing', message }];
}

/** A module may ask for more than the gate of its domain, never for less. */
export function checkThresholds(
  { sevenD, thresholds = {} }: ModuleDefinition,
  { ruleset }: Rules,
): readonly ModuleProblem[] {
  const resolved = resolveSevenD(sevenD, ruleset);
  if (!resolved.ok) return [];
  const gate = scoreRulesFor(resolved.sevenD.values.domain, ruleset).thresholds;
  const names = Object.keys(gate) as readonly (keyof GateThresholds)[];
  return names.flatMap((name): readonly ModuleProblem[] => {
    const [own, least] = [thresholds[name] ?? null, gate[name]];
    const isLax = own !== null && least !== null && (name === 'ambiguity' ? own > least : own < least);
    if (!isLax) return [];
    const message = `must be ${name === 'ambiguity' ? 'at most' : 'at least'} ${least}, as the domain has it: a module may only be stricter`;
    return [{ path: pathOf(['thresholds', name]), problem: 'threshold_lax', message }];
  });
}
