import type { SevenDRuleset } from '../domain/seven-d/seven-d-rules.js';
import { completeSevenD } from '../facets/complete-seven-d.js';
import {
  type ParameterSetFacet,
  type ParameterSetFacetParts,
  parameterSetFacet,
} from '../facets/parameter-set-facet.js';

/** The facet of parameter sets, whose values are judged as those of a run are. */
export function parameterSetFacetWith({
  ruleset,
  ...parts
}: Omit<ParameterSetFacetParts, 'complete'> & { readonly ruleset: SevenDRuleset }): ParameterSetFacet {
  return parameterSetFacet({ ...parts, complete: (input) => completeSevenD(input, ruleset) });
}
