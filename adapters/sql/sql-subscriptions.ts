import type { SaveResult, Subscription, SubscriptionStore, TenantScope, Versioned } from '../../src/storage.js';
import { Row } from './row.js';
import type { SqlCall } from './sql-call.js';
import { toSubscription } from './to-subscription.js';

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
    const answer = new Row(
      await this.#call('save_subscription_v1', {
        p_org_id: scope.orgId,
        p_subscription: subscription,
        p_expected_version: expectedVersion,
      }),
    );
    const version = answer.nullableNumber('version');
    return version === null ? { outcome: 'conflict' } : { outcome: 'saved', version };
  }
}
