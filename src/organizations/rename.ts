import type { TenantScope } from '../domain/access/principal.js';
import { PromptForgeError } from '../errors/promptforge-error.js';
import type { OrganizationStore } from '../ports/organization-store.js';
import { noOrganization } from './organization-refused.js';

const attempts = 16;

/** @param expectedVersion null to try again when others were faster. @returns the version that was saved. */
export async function rename(
  organizations: OrganizationStore,
  scope: TenantScope,
  name: string,
  expectedVersion: number | null,
): Promise<number> {
  for (let attempt = 0; attempt < attempts; attempt += 1) {
    const stored = await organizations.load(scope);
    if (stored === null) throw noOrganization();
    if (expectedVersion !== null && stored.version !== expectedVersion) break;
    const saved = await organizations.save(scope, { name }, stored.version);
    if (saved.outcome === 'saved') return saved.version;
  }
  throw new PromptForgeError(
    'storage_conflict',
    'The organization was changed by somebody else in the meantime. Read it again, and repeat the change.',
  );
}
