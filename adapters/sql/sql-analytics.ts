import type {
  AnalyticsStore,
  DailyUsage,
  MetricsSnapshot,
  Page,
  TenantScope,
  UsedWindow,
  UserMetrics,
  UserMetricsQuery,
} from '../../src/storage.js';
import { formatFeedCursor } from './feed-cursor.js';
import { Row } from './row.js';
import { rowLimit } from './row-limit.js';
import type { SqlCall } from './sql-call.js';
import { toDailyUsage } from './to-daily-usage.js';
import { toFeedMoment } from './to-feed-moment.js';
import { toUsedWindow } from './to-used-window.js';
import { toUserMetrics } from './to-user-metrics.js';
import { formatWindowCursor, parseWindowCursor } from './window-cursor.js';

export class SqlAnalytics implements AnalyticsStore {
  readonly #call: SqlCall;

  constructor(call: SqlCall) {
    this.#call = call;
  }

  async user(scope: TenantScope, query: UserMetricsQuery): Promise<UserMetrics> {
    return toUserMetrics(new Row(await this.#call('user_metrics_v1', queryArguments(scope, query))));
  }

  async snapshot(scope: TenantScope, query: UserMetricsQuery): Promise<MetricsSnapshot> {
    const answer = new Row(await this.#call('user_metrics_snapshot_v1', queryArguments(scope, query)));
    return {
      metrics: toUserMetrics(answer.row('metrics')),
      cursor: formatFeedCursor({ since: toFeedMoment(answer.row('until')), page: null }),
    };
  }

  async daily(scope: TenantScope, query: Parameters<AnalyticsStore['daily']>[1]): Promise<readonly DailyUsage[]> {
    return Row.list(await this.#call('daily_usage_v1', queryArguments(scope, query))).map(toDailyUsage);
  }

  async windows({ orgId, limit, after }: Parameters<AnalyticsStore['windows']>[0]): Promise<Page<UsedWindow>> {
    const answer = new Row(
      await this.#call('list_windows_v1', {
        p_org_id: orgId,
        p_limit: rowLimit(limit),
        p_after: parseWindowCursor(after),
      }),
    );
    const next = answer.nullableTexts('next');
    return { items: answer.rows('items').map(toUsedWindow), next: next === null ? null : formatWindowCursor(next) };
  }

  async eraseUser(scope: TenantScope, userId: string): Promise<number> {
    return Row.count(await this.#call('erase_user_daily_usage_v1', { p_org_id: scope.orgId, p_user_id: userId }));
  }
}

function queryArguments({ orgId }: TenantScope, { userId, range }: Parameters<AnalyticsStore['daily']>[1]) {
  return { p_org_id: orgId, p_user_id: userId, p_from: Math.ceil(range.from), p_to: Math.ceil(range.to) };
}
