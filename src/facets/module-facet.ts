import type { Principal } from '../domain/access/principal.js';
import { platformScope } from '../domain/library/module.js';
import type { ModuleDefinition } from '../domain/library/module-recipe.js';
import type { Page } from '../domain/lists/page.js';
import { folded } from '../domain/text/search-text.js';
import type { PlanOfTenant } from '../entitlement/plan-of-tenant.js';
import { PromptForgeError } from '../errors/promptforge-error.js';
import { moduleNotFound } from '../library/modules/module-errors.js';
import type { FoundVersion } from '../library/modules/module-registry.js';
import type { ModuleVersion } from '../library/modules/module-source.js';
import { moduleAccess } from '../library/modules/plan-access.js';
import { renderWith } from '../library/modules/render-module.js';
import { type ModuleStore, recipeOf } from '../library/modules/stored-modules.js';
import type { AsCaller, Working } from './caller.js';
import { checkedPage } from './checked-page.js';
import { checkedRequest } from './checked-request.js';
import { checkedId, checkedVersion, type ModuleLibrary, usableModule } from './load-module.js';
import { modulePartsFor } from './module-parts.js';
import { publishModule, setModuleStatus } from './module-publishing.js';
import type {
  LibraryModuleDetails,
  LibraryModuleSummary,
  LibraryModuleVersion,
  ModuleGetRequest,
  ModuleListRequest,
  ModulePublishRequest,
  ModuleRenderRequest,
  ModuleStatusChange,
  ModuleStatusRequest,
  ModuleVersionsRequest,
  RenderedLibraryModule,
} from './module-requests.js';

/**
 * Modules: versioned recipes for prompts. They come from the organization of the caller, the platform, the options
 * of the host and the starter catalogue; where several have one of the same id, the first of these counts, for all
 * its versions. What is published, and every status, is seen by all processes at once.
 */
export interface ModuleFacet {
  /**
   * Modules by their ids, each in its latest active version. Those that the plan may not use are listed, and locked.
   * @throws PromptForgeError `request_invalid`
   */
  list(request: ModuleListRequest): Promise<Page<LibraryModuleSummary>>;
  /**
   * A version of a module, or the latest active one.
   * @throws PromptForgeError `module_not_found`
   */
  get(request: ModuleGetRequest): Promise<LibraryModuleDetails>;
  /**
   * Every version of a module, latest first. Drafts are seen by those who may publish.
   * @throws PromptForgeError `module_not_found`
   */
  versions(request: ModuleVersionsRequest): Promise<readonly LibraryModuleVersion[]>;
  /**
   * The prompt that a module makes of inputs. Nothing is counted against a plan, and nothing is stored.
   * @throws PromptForgeError `module_not_found`, `plan_feature_missing`, `module_input_invalid` or `seven_d_invalid`
   */
  render(request: ModuleRenderRequest): Promise<RenderedLibraryModule>;
  /**
   * Publishes a version of a module for the organization. A version never changes afterwards, but for its status.
   * @throws PromptForgeError `module_invalid` with all problems in `details.problems`, or `module_exists`
   */
  publish(request: ModulePublishRequest): Promise<ModuleVersion>;
  /**
   * Changes the status of a version that the organization has published.
   * @throws PromptForgeError `module_not_found`, or `storage_conflict` when somebody else did so at the same time
   */
  setStatus(request: ModuleStatusRequest): Promise<ModuleVersion>;
  /** Publishes a version of a module for all organizations. For the host alone: it takes no token. */
  publishForAll(module: ModuleDefinition): Promise<ModuleVersion>;
  /** Changes the status of a version that is published for all. For the host alone: it takes no token. */
  setStatusForAll(change: ModuleStatusChange): Promise<ModuleVersion>;
}

export interface ModuleFacetParts {
  readonly store: ModuleStore;
  readonly library: ModuleLibrary;
  readonly plans: Pick<PlanOfTenant, 'resolve'>;
  readonly asCaller: AsCaller;
  readonly working: Working;
}

const defaultPage = 50;

export function moduleFacet({ store, library, plans, asCaller, working }: ModuleFacetParts): ModuleFacet {
  const registryFor = (caller: Principal) => library.registryFor(caller, library.mayPublish(caller));

  const forCaller = async (caller: Principal) => {
    const [{ plan }, catalogue] = await Promise.all([plans.resolve(caller), library.catalogue()]);
    return (found: FoundVersion): LibraryModuleVersion => {
      const { id, version, title, summary, status, origin, minimumPlanId } = found;
      const access = moduleAccess(minimumPlanId, plan, catalogue);
      return { id, version, title, summary, status, origin, minimumPlanId, ...access };
    };
  };

  return Object.freeze<ModuleFacet>({
    list: async (request) => {
      const fields = ['token', 'category', 'search', 'limit', 'after'];
      const { token, category, search, limit, after } = checkedRequest('modules.list()', request, fields);
      return asCaller(token, 'library:read', async (caller) => {
        const page = checkedPage({ limit, after }, defaultPage);
        const { isFound, isOf } = filters(search, category);
        const registry = registryFor(caller);
        const shown = await forCaller(caller);
        const items: LibraryModuleSummary[] = [];
        for (const found of await registry.latest()) {
          if ((page.after !== null && found.id <= page.after) || !isFound(found)) continue;
          const { category: own } = await registry.definitionOf(found);
          if (!isOf(own)) continue;
          if (items.length === page.limit) return { items, next: items.at(-1)?.id ?? null };
          items.push({ ...shown(found), category: own });
        }
        return { items, next: null };
      });
    },
    get: async (request) => {
      const { token, id, version } = checkedRequest('modules.get()', request, ['token', 'id', 'version']);
      return asCaller(token, 'library:read', async (caller) => {
        const found = await registryFor(caller).find(checkedId(id), checkedVersion(version));
        const shown = (await forCaller(caller))(found);
        const recipe = recipeOf(found.definition);
        return { ...shown, category: recipe.category, recipe: shown.locked ? null : recipe };
      });
    },
    versions: async (request) => {
      const { token, id } = checkedRequest('modules.versions()', request, ['token', 'id']);
      return asCaller(token, 'library:read', async (caller) => {
        const found = await registryFor(caller).versions(checkedId(id));
        if (found.length === 0) throw moduleNotFound();
        return found.map(await forCaller(caller));
      });
    },
    render: async (request) => {
      const fields = ['token', 'id', 'version', 'inputs', 'sevenD'];
      const { token, id, version, inputs, sevenD } = checkedRequest('modules.render()', request, fields);
      return asCaller(token, 'library:read', async (principal) => {
        const entitlement = await plans.resolve(principal);
        const found = await usableModule(library, { principal, entitlement, id, version });
        const rendered = renderWith(found.definition, { inputs, sevenD }, modulePartsFor(library.ruleset));
        return { id: found.id, version: found.version, status: found.status, ...rendered };
      });
    },
    publish: async (request) => {
      const { token, module } = checkedRequest('modules.publish()', request, ['token', 'module']);
      return asCaller(token, 'library:publish', (caller) => publishModule(store, caller, module, library.ruleset));
    },
    setStatus: async (request) => {
      const fields = ['token', 'id', 'version', 'status'];
      const { token, ...change } = checkedRequest('modules.setStatus()', request, fields);
      return asCaller(token, 'library:publish', (caller) => setModuleStatus(store, caller, change));
    },
    publishForAll: (module) => working(() => publishModule(store, platformScope, module, library.ruleset)),
    setStatusForAll: (change) =>
      working(async () => {
        const checked = checkedRequest('modules.setStatusForAll()', change, ['id', 'version', 'status']);
        return setModuleStatus(store, platformScope, checked);
      }),
  });
}

function filters(search: unknown, category: unknown) {
  for (const [name, value] of Object.entries({ search, category })) {
    if (value === undefined || (typeof value === 'string' && value.length <= 200)) continue;
    throw new PromptForgeError('request_invalid', `${name} must be a text of at most 200 characters.`);
  }
  const words = typeof search === 'string' ? folded(search).split(/\s+/).filter(Boolean) : [];
  return {
    isFound: ({ id, title, summary }: FoundVersion) => {
      const text = folded(`${id}\n${title}\n${summary}`);
      return words.every((word) => text.includes(word));
    },
    isOf: (own: string) => category === undefined || own === category,
  };
}
