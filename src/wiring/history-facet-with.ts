import { type HistoryFacet, historyFacet } from '../facets/history-facet.js';
import { sanitize } from '../safety/unicode/sanitize.js';

/** The facet of saved prompts, whose texts are cleaned as those of a run are. */
export function historyFacetWith(parts: Omit<Parameters<typeof historyFacet>[0], 'sanitize'>): HistoryFacet {
  return historyFacet({ ...parts, sanitize });
}
