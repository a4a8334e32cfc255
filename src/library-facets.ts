import type { PlanOfTenant } from './entitlement/plan-of-tenant.js';
import type { BundleFacet } from './facets/bundle-facet.js';
import type { AsCaller } from './facets/caller.js';
import { lazyFacet } from './facets/lazy-facet.js';
import type { ParameterSetFacet } from './facets/parameter-set-facet.js';
import type { Settings } from './options.js';
import type { Storage } from './ports/storage.js';

export interface LibraryFacetParts {
  readonly settings: Settings;
  readonly storage: Storage;
  readonly plans: Pick<PlanOfTenant, 'resolve'>;
  readonly asCaller: AsCaller;
}

/** The facets of the prompt library. */
export interface LibraryFacets {
  readonly bundles: BundleFacet;
  readonly parameterSets: ParameterSetFacet;
}

/** Makes the facets of the prompt library, each of which is loaded with its first call. */
export function libraryFacets({ settings, storage, plans, asCaller }: LibraryFacetParts): LibraryFacets {
  return {
    bundles: lazyFacet<BundleFacet>({ export: true, get: true, list: true, download: true }, async () => {
      const { bundleFacetWith } = await import('./bundle-parts.js');
      return bundleFacetWith({ storage, plans, asCaller, license: settings.bundles.license });
    }),
    parameterSets: lazyFacet<ParameterSetFacet>(
      { create: true, get: true, list: true, update: true, remove: true, compare: true, resolve: true },
      async () => {
        const { parameterSetFacetWith } = await import('./parameter-set-parts.js');
        return parameterSetFacetWith({ library: storage.library, newId: settings.newId, asCaller });
      },
    ),
  };
}
