import type { TenantScope } from '../../domain/access/principal.js';
import { everyItem } from '../../domain/lists/every-item.js';
import { PromptForgeError } from '../../errors/promptforge-error.js';
import type { LibraryStore } from '../../ports/library-store.js';

/** Sets that one person may have in an organization, and that an organization may have. */
const mostSets = { person: 200, organization: 1_000 } as const;

/**
 * Looks through the sets that are there, since stores count none. Sets that are made at the same moment do not
 * see each other, so that there may be a few more.
 * @throws PromptForgeError `parameter_sets_exceeded`
 */
export async function requireRoom(library: LibraryStore, scope: TenantScope, userId: string): Promise<void> {
  let [own, all] = [0, 0];
  for await (const { value } of everyItem((page) => library.listParameterSets(scope, { ...page, visibleTo: null }))) {
    all += 1;
    if (value.ownerId === userId) own += 1;
  }
  if (own >= mostSets.person) throw exceeded('person', 'You have');
  if (all >= mostSets.organization) throw exceeded('organization', 'The organization has');
}

function exceeded(of: keyof typeof mostSets, who: string): PromptForgeError {
  const max = mostSets[of];
  return new PromptForgeError(
    'parameter_sets_exceeded',
    `${who} ${max} parameter sets, and no more are kept. Remove one that is no longer used.`,
    { details: { of, max } },
  );
}
