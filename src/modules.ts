/**
 * `promptforge/modules`: versioned recipes for prompts, without a PromptForge: defining, validating and
 * rendering them. It runs wherever JavaScript does, browsers included.
 */
export type {
  ModuleChange,
  ModuleDefinition,
  ModuleInput,
  ModuleInputs,
  ModuleOutput,
  ModuleRecipe,
  ModuleTest,
} from './domain/library/module-recipe.js';
export { defineModule, renderModule, validateModule } from './facets/define-module.js';
export {
  type ModuleProblem,
  type ModuleProblemCode,
  moduleProblemMeanings,
} from './library/modules/module-problem.js';
export type { ModuleValues, RenderedModule } from './library/modules/render-module.js';
export { starterModules } from './library/modules/starter/index.js';
