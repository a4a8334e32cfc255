import { createHash, randomUUID } from 'node:crypto';
import type { ApiKey, NewApiKey, Storage, TenantScope } from '../../../storage.js';
import { assertOutcome } from '../fixtures/assert-outcome.js';

/** The hash of a key that was never given out before. */
export function newKeyHash(): string {
  return createHash('sha256').update(randomUUID()).digest('hex');
}

/** A key of ada, who is an admin, that does not expire. */
export function newApiKey(overrides: Partial<NewApiKey> = {}): NewApiKey {
  return {
    id: randomUUID(),
    userId: 'ada',
    role: 'admin',
    name: 'Server of the shop',
    last4: '12ab',
    scopes: ['runs:create', 'quota:consume'],
    limits: [{ meter: 'calls', period: 'hour', max: 100 }],
    hash: newKeyHash(),
    lifetimeMs: null,
    ...overrides,
  };
}

/** Creates a key that is certain to be new. */
export async function createApiKey({ apiKeys }: Storage, scope: TenantScope, created: NewApiKey): Promise<ApiKey> {
  return assertOutcome(await apiKeys.create(scope, created), 'created').apiKey;
}

/** A rotation to a secret that was never given out before. */
export function keyRotation(keyId: string, overlapMs: number) {
  return { keyId, hash: newKeyHash(), last4: '34cd', overlapMs };
}

/** A change of nothing, with what the test changes. */
export function keyChange(keyId: string, changes: Partial<Pick<ApiKey, 'name' | 'scopes' | 'limits'>> = {}) {
  return { keyId, name: null, scopes: null, limits: null, ...changes };
}
