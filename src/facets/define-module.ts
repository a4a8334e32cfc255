import type { ModuleDefinition } from '../domain/library/module-recipe.js';
import { builtInSevenD } from '../domain/seven-d/built-in-seven-d.js';
import type { SevenDRuleset } from '../domain/seven-d/seven-d-rules.js';
import { moduleInvalid } from '../library/modules/module-invalid.js';
import type { ModuleProblem } from '../library/modules/module-problem.js';
import { type ModuleValues, type RenderedModule, renderWith } from '../library/modules/render-module.js';
import { moduleProblems } from '../library/modules/validate-module.js';
import { modulePartsFor } from './module-parts.js';

/** Modules that were found to be right by a ruleset, and are frozen. */
const known = new WeakMap<object, SevenDRuleset>();

/**
 * Everything that is wrong with a module, in the order of its fields; empty for one that is right. Says where
 * and how to mend it, and repeats no value.
 * @param ruleset What `extendSevenD()` of `promptforge/prompts` makes. Default: the 7D parameters as PromptForge has them.
 */
export function validateModule(definition: unknown, ruleset: SevenDRuleset = builtInSevenD): readonly ModuleProblem[] {
  return moduleProblems(definition, modulePartsFor(ruleset));
}

/**
 * A module, if it is right: a frozen copy of what was given.
 * @param ruleset As for {@link validateModule}.
 * @throws PromptForgeError `module_invalid` with all problems in `details.problems`.
 */
export function defineModule(definition: ModuleDefinition, ruleset: SevenDRuleset = builtInSevenD): ModuleDefinition {
  if (known.get(definition) === ruleset) return definition;
  const problems = validateModule(definition, ruleset);
  if (problems.length > 0) throw moduleInvalid(problems);
  const copy = frozen(structuredClone(definition));
  known.set(copy, ruleset);
  return copy;
}

/**
 * The prompt that a module makes of inputs, and its 7D parameters: those of the caller over its own.
 * @param ruleset As for {@link validateModule}.
 * @throws PromptForgeError `module_input_invalid` that names the inputs, `seven_d_invalid`, also for a format
 * that the module does not allow, or `module_invalid`.
 */
export function renderModule(
  definition: ModuleDefinition,
  values: ModuleValues,
  ruleset: SevenDRuleset = builtInSevenD,
): RenderedModule {
  const { inputs, sevenD } = values;
  return renderWith(defineModule(definition, ruleset), { inputs, sevenD }, modulePartsFor(ruleset));
}

function frozen<T>(value: T): T {
  if (typeof value === 'object' && value !== null) for (const part of Object.values(value)) frozen(part);
  return Object.freeze(value);
}
