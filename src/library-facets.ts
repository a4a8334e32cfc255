import type { AsCaller } from './facets/caller.js';
import type { HistoryFacet } from './facets/history-facet.js';
import { lazyFacet } from './facets/lazy-facet.js';
import type { Storage } from './ports/storage.js';
import type { AccessRules } from './session/access-rules.js';

export interface LibraryFacetParts {
  readonly storage: Storage;
  readonly access: AccessRules;
  readonly newId: () => string;
  readonly asCaller: AsCaller;
}

/** The facets of the prompt library. */
export interface LibraryFacets {
  readonly history: HistoryFacet;
}

export function libraryFacets({ storage, access, newId, asCaller }: LibraryFacetParts): LibraryFacets {
  return {
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
        const [{ historyFacet }, { sanitize }] = await Promise.all([
          import('./facets/history-facet.js'),
          import('./safety/unicode/sanitize.js'),
        ]);
        return historyFacet({ storage, access, sanitize, newId, asCaller });
      },
    ),
  };
}
