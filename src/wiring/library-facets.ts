import type { BundleFacet } from '../facets/bundle-facet.js';
import type { HistoryFacet } from '../facets/history-facet.js';
import { lazyFacet } from '../facets/lazy-facet.js';
import type { ModuleLibrary } from '../facets/load-module.js';
import type { ModuleFacet } from '../facets/module-facet.js';
import type { ParameterSetFacet } from '../facets/parameter-set-facet.js';
import type { SharedParts } from './shared-parts.js';

export interface LibraryFacets {
  readonly modules: ModuleFacet;
  readonly parameterSets: ParameterSetFacet;
  readonly history: HistoryFacet;
  readonly bundles: BundleFacet;
}

/** The facets of the prompt library. The code of each is loaded with its first call. */
export function libraryFacets(
  { settings, storage, sources, access, asCaller, working }: SharedParts,
  modules: () => Promise<ModuleLibrary>,
): LibraryFacets {
  const { plansInUse: plans } = sources;
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
        const { moduleFacet } = await import('../facets/module-facet.js');
        return moduleFacet({ store: storage.library, library: await modules(), plans, asCaller, working });
      },
    ),
    parameterSets: lazyFacet<ParameterSetFacet>(
      { create: true, get: true, list: true, update: true, remove: true, compare: true, resolve: true },
      async () => {
        const { parameterSetFacetWith } = await import('./parameter-set-facet-with.js');
        const { newId, sevenD: ruleset } = settings;
        return parameterSetFacetWith({ library: storage.library, newId, asCaller, ruleset });
      },
    ),
    history: lazyFacet<HistoryFacet>(
      {
        create: true,
        add: true,
        get: true,
        list: true,
        versions: true,
        version: true,
        diff: true,
        restore: true,
        fork: true,
        update: true,
        remove: true,
      },
      async () => {
        const { historyFacetWith } = await import('./history-facet-with.js');
        return historyFacetWith({ storage, access, newId: settings.newId, asCaller });
      },
    ),
    bundles: lazyFacet<BundleFacet>({ export: true, get: true, list: true, download: true }, async () => {
      const { bundleFacetWith } = await import('./bundle-facet-with.js');
      return bundleFacetWith({ storage, plans, asCaller, license: settings.bundles.license });
    }),
  };
}
