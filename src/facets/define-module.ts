import type { ModuleDefinition } from '../domain/module-recipe.js';
import { moduleInvalid } from '../library/modules/module-invalid.js';
import type { ModuleProblem } from '../library/modules/module-problem.js';
import { type ModuleValues, type RenderedModule, renderWith } from '../library/modules/render-module.js';
import { moduleProblems } from '../library/modules/validate-module.js';
import { moduleParts } from './module-parts.js';

/** Modules that were found to be right, and are frozen. */
const known = new WeakSet<object>();

/**
 * Everything that is wrong with a module, in the order of its fields; empty for one that is right. Says where
 * and how to mend it, and repeats no value.
 */
export function validateModule(definition: unknown): readonly ModuleProblem[] {
  return moduleProblems(definition, moduleParts);
}

/**
 * A module, if it is right: a frozen copy of what was given.
 * @throws PromptForgeError `module_invalid` with all problems in `details.problems`.
 */
export function defineModule(definition: ModuleDefinition): ModuleDefinition {
  if (known.has(definition)) return definition;
  const problems = validateModule(definition);
  if (problems.length > 0) throw moduleInvalid(problems);
  const copy = frozen(structuredClone(definition));
  known.add(copy);
  return copy;
}

/**
 * The prompt that a module makes of inputs, and its 7D parameters: those of the caller over its own.
 * @throws PromptForgeError `module_input_invalid` that names the inputs, `seven_d_invalid`, also for a format
 * that the module does not allow, or `module_invalid`.
 */
export function renderModule(definition: ModuleDefinition, values: ModuleValues): RenderedModule {
  const { inputs, sevenD } = values;
  return renderWith(defineModule(definition), { inputs, sevenD }, moduleParts);
}

function frozen<T>(value: T): T {
  if (typeof value === 'object' && value !== null) for (const part of Object.values(value)) frozen(part);
  return Object.freeze(value);
}
