import type { PlanOfTenant } from './entitlement/plan-of-tenant.js';
import type { AsCaller, Working } from './facets/caller.js';
import { lazyFacet } from './facets/lazy-facet.js';
import type { ModuleLibrary } from './facets/load-module.js';
import type { ModuleFacet } from './facets/module-facet.js';
import type { Storage } from './ports/storage.js';

/** What the facets of the prompt library share with the rest of a PromptForge. */
export interface LibraryParts {
  readonly storage: Pick<Storage, 'library'>;
  readonly plans: Pick<PlanOfTenant, 'resolve'>;
  readonly modules: () => Promise<ModuleLibrary>;
  readonly asCaller: AsCaller;
  readonly working: Working;
}

export interface LibraryFacets {
  readonly modules: ModuleFacet;
}

/** The facets of the prompt library. The code of each is loaded with its first call. */
export function libraryFacets({ storage, plans, modules, asCaller, working }: LibraryParts): LibraryFacets {
  return {
    modules: lazyFacet<ModuleFacet>(
      {
        list: true,
        get: true,
        versions: true,
        render: true,
        publish: true,
        setStatus: true,
        publishForAll: true,
        setStatusForAll: true,
      },
      async () => {
        const { moduleFacet } = await import('./facets/module-facet.js');
        return moduleFacet({ store: storage.library, library: await modules(), plans, asCaller, working });
      },
    ),
  };
}
