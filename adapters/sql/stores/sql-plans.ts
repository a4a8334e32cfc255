import {
  type Plan,
  type PlanStore,
  PromptForgeError,
  type RemoveResult,
  type SaveResult,
  type Versioned,
} from '../../../src/storage.js';
import { Row } from '../rows/row.js';
import { toSaveResult } from '../rows/to-save-result.js';
import type { SqlCall } from '../sql-call.js';

export class SqlPlans implements PlanStore {
  readonly #call: SqlCall;

  constructor(call: SqlCall) {
    this.#call = call;
  }

  async list(): Promise<readonly Versioned<Plan>[]> {
    return Row.list(await this.#call('list_plans_v1', {})).map(toPlan);
  }

  async save(plan: Plan, expectedVersion: number): Promise<SaveResult> {
    const answer = await this.#call('save_plan_v1', {
      p_plan_id: plan.id,
      p_plan: plan,
      p_expected_version: expectedVersion,
    });
    return toSaveResult(answer);
  }

  async remove(planId: string, expectedVersion: number): Promise<RemoveResult> {
    const answer = await this.#call('remove_plan_v1', { p_plan_id: planId, p_expected_version: expectedVersion });
    return { outcome: Row.count(answer) > 0 ? 'removed' : 'conflict' };
  }
}

function toPlan(row: Row): Versioned<Plan> {
  const value = row.document<Plan>('value');
  if (value === null)
    throw new PromptForgeError('storage_unavailable', 'The database holds a plan without its document.');
  return { version: row.number('version'), value };
}
