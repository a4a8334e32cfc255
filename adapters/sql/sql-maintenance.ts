import type { MaintenanceStore, TenantPage, TenantPageRequest, UpkeepTask } from '../../src/storage.js';
import { Row } from './row.js';
import { rowLimit } from './row-limit.js';
import type { SqlCall } from './sql-call.js';

export class SqlMaintenance implements MaintenanceStore {
  readonly #call: SqlCall;

  constructor(call: SqlCall) {
    this.#call = call;
  }

  async claim(task: UpkeepTask, everyMs: number): Promise<boolean> {
    return (await this.#call('claim_upkeep_v1', { p_task: task, p_every_ms: Math.ceil(everyMs) })) === true;
  }

  async rollUp({ limit, after }: Parameters<MaintenanceStore['rollUp']>[0]) {
    // When the first page began, and the last day of a tenant of the one before.
    const [, began, day, orgId] = /^(\d{1,15})\.(\d{4}-\d\d-\d\d)\.(.+)$/su.exec(after ?? '') ?? [];
    const answer = new Row(
      await this.#call('roll_up_v1', {
        p_limit: rowLimit(limit),
        p_began: began === undefined ? null : Number(began),
        p_after: began === undefined ? null : { orgId, day },
      }),
    );
    const next = answer.nullableRow('next');
    return {
      days: answer.number('days'),
      next: next === null ? null : `${answer.number('began')}.${next.text('day')}.${next.text('orgId')}`,
    };
  }

  async tenants({ before, limit, after }: TenantPageRequest): Promise<TenantPage> {
    const answer = new Row(
      await this.#call('tenants_v1', {
        p_before: Math.ceil(before),
        p_limit: rowLimit(limit),
        p_after_org_id: after,
      }),
    );
    return { orgIds: answer.texts('orgIds'), next: answer.nullableText('next') };
  }

  async turnMonths({ before, planIds }: Parameters<MaintenanceStore['turnMonths']>[0]) {
    const answer = new Row(await this.#call('turn_months_v1', { p_before: Math.ceil(before), p_plan_ids: planIds }));
    return { added: answer.number('added'), dropped: answer.number('dropped') };
  }

  async sweepWindows({ limit }: { readonly limit: number }): Promise<number> {
    return Row.count(await this.#call('sweep_windows_v1', { p_limit: rowLimit(limit) }));
  }
}
