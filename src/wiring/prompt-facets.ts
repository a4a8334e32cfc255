import { lazyFacet } from '../facets/lazy-facet.js';
import type { PromptFacet } from '../facets/prompt-facet.js';
import type { SevenDFacet } from '../facets/seven-d-facet.js';
import type { SharedParts } from './shared-parts.js';

export interface PromptFacets {
  readonly prompts: PromptFacet;
  readonly sevenD: SevenDFacet;
}

/** The facets of what stands before a run, and costs nothing. */
export function promptFacets({ settings, working }: Pick<SharedParts, 'settings' | 'working'>): PromptFacets {
  const { promptPolicy: policy, sevenD: ruleset } = settings;
  return {
    prompts: lazyFacet<PromptFacet>({ validate: true, lint: true, compose: true }, async () => {
      const { promptFacet } = await import('../facets/prompt-facet.js');
      return promptFacet({ policy, ruleset, working });
    }),
    sevenD: lazyFacet<SevenDFacet>({ describe: true, resolve: true }, async () => {
      const { sevenDFacet } = await import('../facets/seven-d-facet.js');
      return sevenDFacet(ruleset, working);
    }),
  };
}
