import type { ModuleDefinition } from '../../../domain/module-recipe.js';

/** The modules that every PromptForge offers, unless the option `starterModules` is false. */
export const starterModules: readonly ModuleDefinition[] = [];
