import type {
  ApiKey,
  ApiKeyChange,
  ApiKeyRecord,
  ApiKeyRotation,
  ApiKeyStore,
  ApiKeyUse,
  CreateApiKeyResult,
  NewApiKey,
  Page,
  PageRequest,
  TenantScope,
} from '../../../src/storage.js';
import { rejectTooMany } from '../../guards/reject-too-many.js';
import { rejectUnsound } from '../../guards/reject-unsound.js';
import { rowLimit } from '../arguments/row-limit.js';
import { requireStorable } from '../arguments/storable-arguments.js';
import { formatPageCursor, parsePageCursor } from '../cursors/page-cursor.js';
import { Row } from '../rows/row.js';
import { toApiKey } from '../rows/to-api-key.js';
import { toPage } from '../rows/to-page.js';
import type { SqlCall } from '../sql-call.js';

export class SqlApiKeys implements ApiKeyStore {
  readonly #call: SqlCall;

  constructor(call: SqlCall) {
    this.#call = call;
  }

  async create(scope: TenantScope, created: NewApiKey): Promise<CreateApiKeyResult> {
    const { id, userId, hash, ...apiKey } = created;
    rejectUnsound(hash, [apiKey.lifetimeMs]);
    const answer = new Row(
      await this.#call('create_api_key_v1', {
        p_org_id: scope.orgId,
        p_user_id: userId,
        p_key_id: id,
        p_hash: hash,
        p_key: apiKey,
      }),
    );
    const outcome = answer.literal<CreateApiKeyResult['outcome']>('outcome');
    return outcome === 'exists' ? { outcome } : { outcome, apiKey: toApiKey(answer.row('apiKey')) };
  }

  async get(scope: TenantScope, keyId: string): Promise<ApiKey | null> {
    return toNullable(await this.#call('get_api_key_v1', { p_org_id: scope.orgId, p_key_id: keyId }));
  }

  async list(scope: TenantScope, page: PageRequest): Promise<Page<ApiKey>> {
    const after = parsePageCursor(page.after);
    const answer = await this.#call('list_api_keys_v1', {
      p_org_id: scope.orgId,
      p_limit: rowLimit(page.limit),
      p_after_ms: after?.createdAt ?? null,
      p_after_id: after?.id ?? null,
    });
    return toPage(answer, toApiKey, formatPageCursor);
  }

  async read(keyId: string): Promise<ApiKeyRecord | null> {
    const answer = await this.#call('read_api_key_v1', { p_key_id: keyId });
    if (answer === null) return null;
    const row = new Row(answer);
    return {
      apiKey: toApiKey(row.row('apiKey')),
      hash: row.text('hash'),
      previousHash: row.nullableText('previousHash'),
      creator: row.literal('creator'),
      now: row.number('now'),
    };
  }

  async update(scope: TenantScope, { keyId, name, scopes, limits }: ApiKeyChange): Promise<ApiKey | null> {
    return toNullable(
      await this.#call('update_api_key_v1', {
        p_org_id: scope.orgId,
        p_key_id: keyId,
        p_change: { name, scopes, limits },
      }),
    );
  }

  async rotate(scope: TenantScope, { keyId, hash, last4, overlapMs }: ApiKeyRotation): Promise<ApiKey | null> {
    rejectUnsound(hash, [overlapMs]);
    return toNullable(
      await this.#call('rotate_api_key_v1', {
        p_org_id: scope.orgId,
        p_key_id: keyId,
        p_hash: hash,
        p_last4: last4,
        p_overlap_ms: overlapMs,
      }),
    );
  }

  async revoke(scope: TenantScope, keyId: string): Promise<ApiKey | null> {
    return toNullable(await this.#call('revoke_api_key_v1', { p_org_id: scope.orgId, p_key_id: keyId }));
  }

  async markUsed(uses: readonly ApiKeyUse[]): Promise<void> {
    rejectTooMany(uses);
    const documents = uses.map(({ scope, keyId, agoMs }) => {
      requireStorable(scope.orgId, 'orgId');
      requireStorable(keyId, 'keyId');
      return { orgId: scope.orgId, keyId, agoMs: Math.ceil(agoMs) };
    });
    await this.#call('mark_api_keys_used_v1', { p_uses: documents });
  }

  async purge(request: { readonly before: number; readonly limit: number }): Promise<number> {
    const answer = await this.#call('purge_api_keys_v1', {
      p_before: Math.ceil(request.before),
      p_limit: rowLimit(request.limit),
    });
    return Row.count(answer);
  }

  async eraseUser(scope: TenantScope, userId: string): Promise<number> {
    return Row.count(await this.#call('erase_user_api_keys_v1', { p_org_id: scope.orgId, p_user_id: userId }));
  }
}

function toNullable(answer: unknown): ApiKey | null {
  return answer === null ? null : toApiKey(new Row(answer));
}
