import type {
  Page,
  PageRequest,
  SaveResult,
  Subscription,
  SubscriptionChange,
  SubscriptionStore,
  TenantScope,
  TenantSubscription,
  Versioned,
} from '../../../src/storage.js';
import { rowLimit } from '../arguments/row-limit.js';
import { parseIdCursor } from '../cursors/page-cursor.js';
import { formatChangeCursor, parseChangeCursor, parseVersionCursor } from '../cursors/subscription-cursor.js';
import { Row } from '../rows/row.js';
import { toPage } from '../rows/to-page.js';
import { toSaveResult } from '../rows/to-save-result.js';
import { toSubscription, toTenantSubscription } from '../rows/to-subscription.js';
import { toSubscriptionChange } from '../rows/to-subscription-change.js';
import type { SqlCall } from '../sql-call.js';

export class SqlSubscriptions implements SubscriptionStore {
  readonly #call: SqlCall;

  constructor(call: SqlCall) {
    this.#call = call;
  }

  async load(scope: TenantScope): Promise<Versioned<Subscription> | null> {
    const answer = await this.#call('load_subscription_v1', { p_org_id: scope.orgId });
    return answer === null ? null : toSubscription(new Row(answer));
  }

  async save(scope: TenantScope, subscription: Subscription, expectedVersion: number): Promise<SaveResult> {
    const answer = await this.#call('save_subscription_v1', {
      p_org_id: scope.orgId,
      p_subscription: subscription,
      p_expected_version: expectedVersion,
    });
    return toSaveResult(answer);
  }

  async history(scope: TenantScope, { limit, after }: PageRequest): Promise<Page<SubscriptionChange>> {
    const answer = await this.#call('subscription_history_v1', {
      p_org_id: scope.orgId,
      p_limit: rowLimit(limit),
      p_before_version: parseVersionCursor(after),
    });
    return toPage(answer, toSubscriptionChange, ({ version }) => `${version}`);
  }

  async list({ limit, after }: PageRequest): Promise<Page<TenantSubscription>> {
    const answer = await this.#call('list_subscriptions_v1', {
      p_limit: rowLimit(limit),
      p_after: parseIdCursor(after),
    });
    return toPage(answer, toTenantSubscription, ({ orgId }) => orgId);
  }

  async changes({ range, limit, after }: Parameters<SubscriptionStore['changes']>[0]) {
    const last = parseChangeCursor(after);
    const answer = await this.#call('list_subscription_changes_v1', {
      p_from: Math.ceil(range.from),
      p_to: Math.ceil(range.to),
      p_limit: rowLimit(limit),
      p_after_ms: last?.at ?? null,
      p_after_org_id: last?.orgId ?? null,
      p_after_version: last?.version ?? null,
    });
    return toPage(answer, toSubscriptionChange, formatChangeCursor);
  }
}
