import { builtInFeatures } from '../domain/plans/plan.js';
import { PromptForgeError } from '../errors/promptforge-error.js';

/** The names of all features there are: those every catalogue knows, and the host's own. */
export function knownFeatures(own: readonly string[]): readonly string[] {
  return Object.freeze([...builtInFeatures, ...own]);
}

/** @throws PromptForgeError `request_invalid` for a feature that does not exist. */
export function assertKnown(known: readonly string[], feature: string): void {
  if (known.includes(feature)) return;
  throw new PromptForgeError(
    'request_invalid',
    `No such feature. PromptForge has ${builtInFeatures.join(', ')}; name those of your own in the features option.`,
  );
}
