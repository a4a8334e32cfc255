import type {
  ActiveUsers,
  AnalyticsStore,
  DailyUsage,
  FigureQuery,
  MeasureSum,
  MetricsSnapshot,
  Page,
  RetentionCell,
  RunRecord,
  RunRecordQuery,
  SummedUntil,
  TenantScope,
  UsageQuery,
  UsageSums,
  UsedWindow,
  UserMetrics,
  UserMetricsQuery,
} from '../../../src/storage.js';
import { rowLimit } from '../arguments/row-limit.js';
import { SqlArray } from '../arguments/sql-array.js';
import { formatFeedCursor } from '../cursors/feed-cursor.js';
import { formatRecordCursor, parseRecordCursor } from '../cursors/record-cursor.js';
import { formatWindowCursor, parseWindowCursor } from '../cursors/window-cursor.js';
import { Row } from '../rows/row.js';
import { toDailyUsage } from '../rows/to-daily-usage.js';
import { toFeedMoment } from '../rows/to-feed-moment.js';
import { toPage } from '../rows/to-page.js';
import { toRunRecord } from '../rows/to-run-record.js';
import { textOrNull, toUsageSums } from '../rows/to-usage-sums.js';
import { toUsedWindow } from '../rows/to-used-window.js';
import { toUserMetrics } from '../rows/to-user-metrics.js';
import type { SqlCall } from '../sql-call.js';

export class SqlAnalytics implements AnalyticsStore {
  readonly #call: SqlCall;

  constructor(call: SqlCall) {
    this.#call = call;
  }

  async user(scope: TenantScope, query: UserMetricsQuery): Promise<UserMetrics> {
    return toUserMetrics(new Row(await this.#call('user_metrics_v2', metricsArguments(scope, query))));
  }

  async snapshot(scope: TenantScope, query: UserMetricsQuery): Promise<MetricsSnapshot> {
    const answer = new Row(await this.#call('user_metrics_snapshot_v2', metricsArguments(scope, query)));
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

  async summed(): Promise<SummedUntil> {
    const answer = new Row(await this.#call('summed_v1', {}));
    return { timeZone: answer.text('timeZone'), until: answer.nullableNumber('until') };
  }

  async usage(query: UsageQuery): Promise<readonly UsageSums[]> {
    const p_by = query.by === undefined ? null : new SqlArray(query.by);
    return toUsageSums(new Row(await this.#call('usage_v1', { ...figureArguments(query), p_by })));
  }

  async measures(query: FigureQuery): Promise<readonly MeasureSum[] | null> {
    if (query.planId !== null && query.moduleId !== null) return null;
    const answer = new Row(await this.#call('measures_v1', figureArguments(query)));
    const [models, amounts] = [answer.list('model'), answer.numbers('amount')];
    return answer.texts('name').map((name, index) => ({
      model: textOrNull(models[index]),
      name,
      amount: amounts[index] ?? 0,
    }));
  }

  async activeUsers(request: Parameters<AnalyticsStore['activeUsers']>[0]): Promise<readonly ActiveUsers[]> {
    const answer = await this.#call('active_users_v1', {
      p_org_id: request.orgId,
      p_first: request.days.first,
      p_last: request.days.last,
      p_interval: request.interval,
    });
    return Row.list(answer).map((row) => ({ from: row.text('from'), users: row.number('users') }));
  }

  async retention(request: Parameters<AnalyticsStore['retention']>[0]): Promise<readonly RetentionCell[]> {
    const answer = await this.#call('retention_v1', {
      p_org_id: request.orgId,
      p_first: request.first,
      p_last: request.last,
    });
    return Row.list(answer).map((row) => ({
      cohort: row.text('cohort'),
      month: row.text('month'),
      users: row.number('users'),
    }));
  }

  async underWay({ orgId }: { readonly orgId: string | null }): Promise<number> {
    return Row.count(await this.#call('under_way_v1', { p_org_id: orgId }));
  }

  async records(query: RunRecordQuery): Promise<Page<RunRecord>> {
    const answer = await this.#call('run_records_v1', {
      p_org_id: query.orgId,
      p_user_id: query.userId,
      p_from: Math.ceil(query.range.from),
      p_to: Math.ceil(query.range.to),
      p_plan_id: query.planId,
      p_model: query.model,
      p_module_id: query.moduleId,
      p_limit: rowLimit(query.limit),
      p_after: parseRecordCursor(query.after),
    });
    return toPage(answer, toRunRecord, formatRecordCursor);
  }

  async eraseUser(scope: TenantScope, userId: string): Promise<number> {
    return Row.count(await this.#call('erase_user_daily_usage_v1', { p_org_id: scope.orgId, p_user_id: userId }));
  }
}

function metricsArguments(scope: TenantScope, query: UserMetricsQuery) {
  return { ...queryArguments(scope, query), p_time_zone: query.timeZone ?? 'UTC' };
}

function figureArguments({ orgId, days, planId, model, moduleId }: FigureQuery) {
  return {
    p_org_id: orgId,
    p_first: days.first,
    p_last: days.last,
    p_plan_id: planId,
    p_model: model,
    p_module_id: moduleId,
  };
}

function queryArguments({ orgId }: TenantScope, { userId, range }: Parameters<AnalyticsStore['daily']>[1]) {
  return { p_org_id: orgId, p_user_id: userId, p_from: Math.ceil(range.from), p_to: Math.ceil(range.to) };
}
