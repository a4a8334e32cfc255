import { platformScope } from '../domain/library/module.js';
import type { ModuleDefinition } from '../domain/library/module-recipe.js';
import type { SevenDRuleset } from '../domain/seven-d/seven-d-rules.js';
import type { CatalogueSource } from '../entitlement/catalogue.js';
import { PromptForgeError } from '../errors/promptforge-error.js';
import { defineModule } from '../facets/define-module.js';
import type { ModuleLibrary } from '../facets/load-module.js';
import { codeSource } from '../library/modules/code-source.js';
import { moduleRegistry } from '../library/modules/module-registry.js';
import { type ModuleStore, StoredModules } from '../library/modules/stored-modules.js';
import type { Settings } from '../options.js';
import type { AccessRules } from '../session/access-rules.js';

export interface ModuleLibraryParts {
  readonly store: ModuleStore;
  readonly catalogue: CatalogueSource;
  readonly access: AccessRules;
}

/**
 * Where modules come from, nearest first: the organization, the platform, the host, the starter catalogue. Loaded
 * with the first of them.
 * @throws PromptForgeError `config_invalid` for modules of the host that are none.
 */
export async function moduleLibrary(
  { modules, starterModules, sevenD }: Pick<Settings, 'modules' | 'starterModules' | 'sevenD'>,
  { store, catalogue, access }: ModuleLibraryParts,
): Promise<ModuleLibrary> {
  const stored = new StoredModules(store);
  const inCode = [
    codeSource('host', definedModules(modules, sevenD)),
    ...(starterModules
      ? [codeSource('starter', (await import('../library/modules/starter/index.js')).starterModules)]
      : []),
  ];
  const ofPlatform = stored.of(platformScope, 'platform');
  return {
    ruleset: sevenD,
    registryFor: (scope, seesDrafts) =>
      moduleRegistry([stored.of(scope, 'organization'), ofPlatform, ...inCode], seesDrafts),
    catalogue: async () => (catalogue.current() ?? (await catalogue.read())).plans,
    mayPublish: (caller) => isAllowed(() => access.require(caller, 'library:publish')),
  };
}

function definedModules(modules: readonly ModuleDefinition[], ruleset: SevenDRuleset): readonly ModuleDefinition[] {
  return modules.map((module, index) => {
    try {
      return defineModule(module, ruleset);
    } catch (cause) {
      if (!PromptForgeError.is(cause) || cause.code !== 'module_invalid') throw cause;
      throw new PromptForgeError('config_invalid', `modules.${index}: ${cause.message}`, { details: cause.details });
    }
  });
}

function isAllowed(require: () => void): boolean {
  try {
    require();
    return true;
  } catch (error) {
    if (PromptForgeError.is(error) && error.code === 'permission_denied') return false;
    throw error;
  }
}
