import type { SevenDRuleset } from '../domain/seven-d/seven-d-rules.js';
import type { ModuleChecks } from '../library/modules/module-checks.js';
import type { RenderParts } from '../library/modules/render-module.js';
import { contextLines, formatLines } from '../prompt/section-texts.js';
import { caseProblems } from '../trial/case-problems.js';
import { slotsIn } from '../trial/fill-prompt.js';
import { whatIsTaken } from '../trial/what-is-taken.js';
import { completeSevenD } from './complete-seven-d.js';

/** What modules take of other features, to be validated and rendered. */
export type ModuleParts = ModuleChecks & RenderParts;

export function modulePartsFor(ruleset: SevenDRuleset): ModuleParts {
  return {
    ruleset,
    wording: whatIsTaken,
    placeholdersIn: slotsIn,
    caseProblems,
    contextLines: (sevenD) => contextLines(sevenD, ruleset),
    // The other lines say of which parts an answer consists, and those of a module are its own.
    formatLine: (sevenD) => formatLines(sevenD, ruleset)[0] ?? '',
    completeSevenD: (sevenD) => completeSevenD(sevenD, ruleset),
  };
}
