import { type BundleFacet, type BundleFacetParts, bundleFacet } from '../facets/bundle-facet.js';
import { redact } from '../safety/personal-data/redact.js';

/** The facet of bundles with the gate and the redactor it is handed: the gate that the run itself was measured by. */
export function bundleFacetWith(parts: Omit<BundleFacetParts, 'gateOf' | 'redactText'>): BundleFacet {
  return bundleFacet({
    ...parts,
    gateOf: ({ gate }) => gate,
    redactText(text) {
      const { text: rest, redacted } = redact(text);
      return { text: rest, kinds: redacted.map(({ code }) => code) };
    },
  });
}
