import { LRUCache } from 'lru-cache';
import type { TenantScope } from '../../domain/access/principal.js';
import type { JsonObject } from '../../domain/json/json.js';
import type { LibraryModule } from '../../domain/library/module.js';
import type { ModuleDefinition, ModuleRecipe } from '../../domain/library/module-recipe.js';
import { everyItem } from '../../domain/lists/every-item.js';
import type { LibraryStore } from '../../ports/library-store.js';
import type { ModuleOrigin, ModuleSource, ModuleVersion } from './module-source.js';

export type ModuleStore = Pick<LibraryStore, 'addModule' | 'setModuleStatus' | 'getModule' | 'listModules'>;

/** Recipes that a process keeps: they never change. */
const keptRecipes = 1_000;

/**
 * Modules in the storage, those of one organization at a time. What is there, and its status, is asked of the
 * storage each time, so that a change is seen at once everywhere; recipes, which never change, are kept.
 */
export class StoredModules {
  readonly #store: ModuleStore;
  readonly #recipes = new LRUCache<string, ModuleDefinition>({ max: keptRecipes });

  constructor(store: ModuleStore) {
    this.#store = store;
  }

  of(scope: TenantScope, origin: ModuleOrigin): ModuleSource {
    return {
      origin,
      versions: (id) => this.#versions(scope, id),
      definition: ({ id, version }) => this.#definition(scope, id, version),
    };
  }

  async #versions(scope: TenantScope, id: string | null): Promise<readonly ModuleVersion[]> {
    const found: ModuleVersion[] = [];
    for await (const { value } of everyItem((page) => this.#store.listModules(scope, { ...page, id })))
      found.push(value);
    return found;
  }

  async #definition(scope: TenantScope, id: string, version: string): Promise<ModuleDefinition | null> {
    const key = JSON.stringify([scope.orgId, id, version]);
    const kept = this.#recipes.get(key);
    if (kept !== undefined) return kept;
    const stored = await this.#store.getModule(scope, { id, version });
    if (stored === null) return null;
    const definition = fromStored(stored.value);
    this.#recipes.set(key, definition);
    return definition;
  }
}

/** What a module is made of, apart from what lists show of it. */
export function recipeOf(definition: ModuleDefinition): ModuleRecipe {
  const { id: _id, version: _version, title: _title, summary: _summary, ...rest } = definition;
  const { status: _status, minimumPlanId: _minimumPlanId, ...recipe } = rest;
  return recipe;
}

/** A module as the storage keeps it. */
export function toStored(definition: ModuleDefinition): LibraryModule {
  const { id, version, title, summary, status = 'active', minimumPlanId = null } = definition;
  // It was validated, so that there is nothing but JSON in it.
  const body: JsonObject = JSON.parse(JSON.stringify(recipeOf(definition)));
  return { id, version, title, summary, status, minimumPlanId, body };
}

function fromStored({ body, ...rest }: LibraryModule): ModuleDefinition {
  // What is published was validated, and has not changed since.
  return Object.freeze({ ...(body as unknown as ModuleRecipe), ...rest });
}
