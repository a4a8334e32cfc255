import type { ApiKeyVerifier } from '../api-keys/api-key-verifier.js';
import type { TenantScope } from '../domain/access/principal.js';
import type { PlanOfTenant } from '../entitlement/plan-of-tenant.js';
import { requireFeature } from '../entitlement/require-feature.js';
import { once } from '../facets/once.js';
import type { Settings } from '../options.js';
import type { Storage } from '../ports/storage.js';
import { isUnavailable } from '../quota/is-unavailable.js';
import { timer } from '../quota/later.js';
import type { LedgerInFront } from '../quota/ledger-in-front.js';
import { withinWait } from '../quota/within-wait.js';
import type { VerifyToken } from '../session/token-verifier.js';

/** Who calls, be it a person with an access token or a server with an API key. */
export interface CallerVerification {
  readonly verify: VerifyToken;
  /** @throws PromptForgeError `plan_feature_missing` when the tenant may have no API keys. */
  readonly requireKeys: (scope: TenantScope) => Promise<void>;
  /** To be told that an API key has changed; null when those of anybody may have. */
  readonly forgetKey: (keyId: string | null) => Promise<void>;
  /** Writes down what is not yet written. */
  close(): Promise<void>;
}

export interface CallerVerificationParts {
  readonly storage: Pick<Storage, 'apiKeys'>;
  readonly plans: Pick<PlanOfTenant, 'resolve'>;
  readonly front: LedgerInFront;
  /** What access tokens are verified with. */
  readonly verifyToken: VerifyToken;
}

export function callerVerification(settings: Settings, parts: CallerVerificationParts): CallerVerification {
  const { quota, clock, apiKeyCacheMs, onError } = settings;
  const { storage, plans, front, verifyToken } = parts;
  const requireKeys = async (scope: TenantScope) => requireFeature((await plans.resolve(scope)).plan, 'api_keys');
  const letsIn = (error: unknown): boolean => {
    if (quota.whenUnavailable === 'refuse' || !isUnavailable(error)) return false;
    front.noteAway(error);
    return true;
  };
  let isLoaded = false;
  // Loaded with the first key that is seen.
  const keys = once(async (): Promise<ApiKeyVerifier> => {
    isLoaded = true;
    const { ApiKeyVerifier } = await import('../api-keys/api-key-verifier.js');
    return new ApiKeyVerifier({
      store: {
        read: (keyId) => withinWait(storage.apiKeys.read(keyId), quota.maxWaitMs, timer),
        markUsed: (uses) => storage.apiKeys.markUsed(uses),
      },
      requirePlan: requireKeys,
      cacheMs: apiKeyCacheMs,
      clock,
      report: (error) => onError(error, { during: 'session' }),
      isAway: () => front.isAway(),
      letsIn,
    });
  });
  return {
    verify: async (token) =>
      typeof token === 'string' && token.startsWith('pfk_') ? (await keys()).verify(token) : verifyToken(token),
    requireKeys,
    async forgetKey(keyId) {
      if (!isLoaded) return;
      const verifier = await keys();
      if (keyId === null) verifier.forgetAll();
      else verifier.forget(keyId);
    },
    async close() {
      if (isLoaded) await (await keys()).close();
    },
  };
}
