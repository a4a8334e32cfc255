import { keyNotFound } from '../api-keys/api-key-refused.js';
import {
  checkedChange,
  checkedCreation,
  checkedKeyId,
  checkedRotation,
  keptFromKeys,
} from '../api-keys/api-key-schema.js';
import { keyHash, keyPrefix, newKeyText } from '../api-keys/key-text.js';
import type { ApiKey, ApiKeyLimit } from '../domain/access/api-key.js';
import type { Permission } from '../domain/access/permission.js';
import type { Principal, TenantScope } from '../domain/access/principal.js';
import type { Page } from '../domain/lists/page.js';
import { PromptForgeError } from '../errors/promptforge-error.js';
import type { ApiKeyStore } from '../ports/api-key-store.js';
import type { AccessRules } from '../session/access-rules.js';
import type { AsCaller, Authenticated } from './caller.js';
import { checkedPage } from './checked-page.js';
import { checkedRequest } from './checked-request.js';

/** A key as it is shown to the people of the organization. */
export interface ApiKeyDetails extends ApiKey {
  /** What the key begins with: `pfk_` and its id. */
  readonly prefix: string;
}

/** A key and its secret, which nobody can be told again. */
export interface IssuedApiKey {
  /** What to send as `Authorization: Bearer`. */
  readonly key: string;
  readonly apiKey: ApiKeyDetails;
}

export interface CreateApiKeyRequest extends Authenticated {
  /** What people know it by, 1 to 100 characters. */
  readonly name: string;
  /** What it may do: permissions that the caller has, except those about people and keys, such as `members:manage`. */
  readonly scopes: readonly Permission[];
  /** 60 to 315,360,000 (ten years). Default: it does not expire. */
  readonly expiresInSeconds?: number;
  /** Limits of its own, besides those of the plan. Default: none. */
  readonly limits?: readonly ApiKeyLimit[];
}

export interface ApiKeyRequest extends Authenticated {
  readonly keyId: string;
}

export interface ListApiKeysRequest extends Authenticated {
  /** 1 to 500. Default: 20. */
  readonly limit?: number;
  /** The `next` of the page before. */
  readonly after?: string | null;
}

/** What is not given stays as it is. */
export interface UpdateApiKeyRequest extends ApiKeyRequest {
  readonly name?: string;
  readonly scopes?: readonly Permission[];
  readonly limits?: readonly ApiKeyLimit[];
}

export interface RotateApiKeyRequest extends ApiKeyRequest {
  /** For how long the secret so far is still taken: 0 to 2,592,000 (30 days). Default: 86,400 (a day). */
  readonly overlapSeconds?: number;
}

/**
 * API keys of the caller's organization, for calls from server to server. Each method takes the
 * permission `api_keys:manage`, which no key has.
 */
export interface ApiKeyFacet {
  /**
   * The secret is told here and never again.
   * @throws PromptForgeError `plan_feature_missing`, `permission_denied` for scopes that the caller does
   * not have, `request_invalid`
   */
  create(request: CreateApiKeyRequest): Promise<IssuedApiKey>;
  /** @throws PromptForgeError `api_key_not_found`, `request_invalid` */
  get(request: ApiKeyRequest): Promise<ApiKeyDetails>;
  /** Ended or not, newest first. @throws PromptForgeError `request_invalid` */
  list(request: ListApiKeysRequest): Promise<Page<ApiKeyDetails>>;
  /**
   * In force here at once, and in other processes within `apiKeyCacheMs`.
   * @throws PromptForgeError `api_key_not_found`, `request_invalid`, `permission_denied` for scopes that
   * the caller does not have, and for keys that somebody else has created.
   */
  update(request: UpdateApiKeyRequest): Promise<ApiKeyDetails>;
  /**
   * Gives a key another secret. The one so far is taken until the overlap is over, the one before it no
   * longer.
   * @throws PromptForgeError as `update`
   */
  rotate(request: RotateApiKeyRequest): Promise<IssuedApiKey>;
  /** Ends a key for good: here at once, in other processes within `apiKeyCacheMs`. Safe to call again. @throws PromptForgeError as `get` */
  revoke(request: ApiKeyRequest): Promise<ApiKeyDetails>;
}

export interface ApiKeyFacetParts {
  readonly store: ApiKeyStore;
  readonly access: AccessRules;
  /** @throws PromptForgeError `plan_feature_missing` when the tenant may have no keys. */
  readonly requirePlan: (scope: TenantScope) => Promise<void>;
  /** To be told of a key that has changed. */
  readonly forget: (keyId: string) => Promise<void>;
  readonly asCaller: AsCaller;
}

const defaultPage = 20;

export function apiKeyFacet({ store, access, requirePlan, forget, asCaller }: ApiKeyFacetParts): ApiKeyFacet {
  const asManager = <T>(token: unknown, task: (caller: Principal) => Promise<T>): Promise<T> =>
    asCaller(token, 'api_keys:manage', task);

  /** A key acts in the name of its creator, who alone gets its secret and says what it may do. */
  const requireOwn = async (caller: Principal, keyId: string): Promise<void> => {
    const apiKey = found(await store.get(caller, keyId));
    if (apiKey.userId === caller.userId) return;
    throw new PromptForgeError(
      'permission_denied',
      'The API key acts in the name of somebody else. Revoke it, and create one of your own.',
    );
  };

  /** The change, and that it is seen from then on, whatever became of the answer. */
  const changing = async (keyId: string, change: () => Promise<ApiKey | null>): Promise<ApiKeyDetails> => {
    try {
      return detailsOf(found(await change()));
    } finally {
      await forget(keyId);
    }
  };

  return Object.freeze<ApiKeyFacet>({
    create: async (request) => {
      const fields = ['token', 'name', 'scopes', 'expiresInSeconds', 'limits'];
      const { token, ...asked } = checkedRequest('apiKeys.create()', request, fields);
      return asManager(token, async (caller) => {
        const { name, scopes, limits, expiresInSeconds } = checkedCreation(asked);
        requireScopes(access, caller, scopes);
        await requirePlan(caller);
        const { text, id } = newKeyText();
        const created = await store.create(caller, {
          id,
          userId: caller.userId,
          role: caller.role,
          name,
          last4: text.slice(-4),
          scopes,
          limits,
          hash: keyHash(text),
          lifetimeMs: expiresInSeconds === null ? null : expiresInSeconds * 1_000,
        });
        if (created.outcome === 'created') return { key: text, apiKey: detailsOf(created.apiKey) };
        throw new PromptForgeError('storage_conflict', 'The id of the API key was taken. Call again.');
      });
    },
    get: async (request) => {
      const { token, keyId } = checkedRequest('apiKeys.get()', request, ['token', 'keyId']);
      return asManager(token, async (caller) => detailsOf(found(await store.get(caller, checkedKeyId(keyId)))));
    },
    list: async (request) => {
      const { token, limit, after } = checkedRequest('apiKeys.list()', request, ['token', 'limit', 'after']);
      return asManager(token, async (caller) => {
        const { items, next } = await store.list(caller, checkedPage({ limit, after }, defaultPage));
        return { items: items.map(detailsOf), next };
      });
    },
    update: async (request) => {
      const fields = ['token', 'keyId', 'name', 'scopes', 'limits'];
      const { token, ...asked } = checkedRequest('apiKeys.update()', request, fields);
      return asManager(token, async (caller) => {
        const change = checkedChange(asked);
        requireScopes(access, caller, change.scopes ?? []);
        await requireOwn(caller, change.keyId);
        return changing(change.keyId, () => store.update(caller, change));
      });
    },
    rotate: async (request) => {
      const fields = ['token', 'keyId', 'overlapSeconds'];
      const { token, ...asked } = checkedRequest('apiKeys.rotate()', request, fields);
      return asManager(token, async (caller) => {
        const { keyId, overlapSeconds } = checkedRotation(asked);
        await requireOwn(caller, keyId);
        const { text } = newKeyText(keyId);
        const rotation = { keyId, hash: keyHash(text), last4: text.slice(-4), overlapMs: overlapSeconds * 1_000 };
        return { key: text, apiKey: await changing(keyId, () => store.rotate(caller, rotation)) };
      });
    },
    revoke: async (request) => {
      const { token, keyId } = checkedRequest('apiKeys.revoke()', request, ['token', 'keyId']);
      return asManager(token, async (caller) => {
        const id = checkedKeyId(keyId);
        return changing(id, () => store.revoke(caller, id));
      });
    },
  });
}

function requireScopes(access: AccessRules, caller: Principal, scopes: readonly Permission[]): void {
  for (const scope of scopes) {
    access.require(caller, scope);
    if (!keptFromKeys.includes(scope)) continue;
    throw new PromptForgeError('permission_denied', `No API key may have the permission ${scope}.`);
  }
}

function found(apiKey: ApiKey | null): ApiKey {
  if (apiKey === null) throw keyNotFound();
  return apiKey;
}

function detailsOf(apiKey: ApiKey): ApiKeyDetails {
  return { ...apiKey, prefix: `${keyPrefix}${apiKey.id}` };
}
