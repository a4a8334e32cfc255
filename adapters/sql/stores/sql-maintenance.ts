import type { JsonObject, MaintenanceStore, TenantPage, TenantPageRequest, UpkeepTask } from '../../../src/storage.js';
import { rowLimit } from '../arguments/row-limit.js';
import { Row } from '../rows/row.js';
import type { SqlCall } from '../sql-call.js';

export class SqlMaintenance implements MaintenanceStore {
  readonly #call: SqlCall;

  constructor(call: SqlCall) {
    this.#call = call;
  }

  async claim(task: UpkeepTask, everyMs: number): Promise<boolean> {
    return (await this.#call('claim_upkeep_v1', { p_task: task, p_every_ms: Math.ceil(everyMs) })) === true;
  }

  async rollUp({ limit, after, timeZone }: Parameters<MaintenanceStore['rollUp']>[0]) {
    const answer = new Row(
      await this.#call('roll_up_v2', {
        p_limit: rowLimit(limit),
        p_after: after === null ? null : stepFrom(after),
        p_time_zone: timeZone,
      }),
    );
    const next = answer.document<JsonObject>('next');
    return { days: answer.number('days'), next: next === null ? null : JSON.stringify(next) };
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

/** A text that no step gave begins anew: all that was done before is done once more. */
function stepFrom(cursor: string): JsonObject | null {
  try {
    return JSON.parse(cursor);
  } catch {
    return null;
  }
}
