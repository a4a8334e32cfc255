import type { AnalyticsStore, TenantScope, UserMetrics } from '../../src/storage.js';
import { Row } from './row.js';
import type { SqlCall } from './sql-call.js';
import { toUserMetrics } from './to-user-metrics.js';

export class SqlAnalytics implements AnalyticsStore {
  readonly #call: SqlCall;

  constructor(call: SqlCall) {
    this.#call = call;
  }

  async user(scope: TenantScope, request: Parameters<AnalyticsStore['user']>[1]): Promise<UserMetrics> {
    const answer = await this.#call('user_metrics_v1', {
      p_org_id: scope.orgId,
      p_user_id: request.userId,
      p_from: Math.ceil(request.range.from),
      p_to: Math.ceil(request.range.to),
    });
    return toUserMetrics(new Row(answer));
  }
}
