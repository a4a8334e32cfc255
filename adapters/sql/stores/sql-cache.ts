import type { CacheEntry, CacheStore, JsonObject, TenantScope } from '../../../src/storage.js';
import { rejectUnsound } from '../../guards/reject-unsound.js';
import { rowLimit } from '../arguments/row-limit.js';
import { Row } from '../rows/row.js';
import type { SqlCall } from '../sql-call.js';
import { inErasureBatches } from './in-erasure-batches.js';

export class SqlCache implements CacheStore {
  readonly #call: SqlCall;

  constructor(call: SqlCall) {
    this.#call = call;
  }

  async get({ orgId }: TenantScope, key: string): Promise<JsonObject | null> {
    const answer = await this.#call('get_cached_v1', { p_org_id: orgId, p_key: key });
    return answer === null ? null : new Row(answer).document('cached');
  }

  async put({ orgId }: TenantScope, { key, userId, value, ttlMs }: CacheEntry): Promise<void> {
    rejectUnsound(key, [ttlMs]);
    await this.#call('put_cached_v1', {
      p_org_id: orgId,
      p_key: key,
      p_user_id: userId,
      p_value: value,
      p_ttl_ms: ttlMs,
    });
  }

  async sweep({ limit }: { readonly limit: number }): Promise<number> {
    return Row.count(await this.#call('sweep_cache_v1', { p_limit: rowLimit(limit) }));
  }

  async eraseUser({ orgId }: TenantScope, userId: string): Promise<number> {
    return inErasureBatches(async () =>
      Row.count(await this.#call('erase_user_cache_v1', { p_org_id: orgId, p_user_id: userId })),
    );
  }
}
