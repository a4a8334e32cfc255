import type { EventStore, TelemetryEvent, TenantScope } from '../../src/storage.js';
import { eventDocuments } from './event-documents.js';
import { Row } from './row.js';
import { rowLimit } from './row-limit.js';
import type { SqlCall } from './sql-call.js';
import { toTelemetryEvent } from './to-telemetry-event.js';

export class SqlEvents implements EventStore {
  readonly #call: SqlCall;

  constructor(call: SqlCall) {
    this.#call = call;
  }

  async append(scope: TenantScope, events: readonly TelemetryEvent[]): Promise<void> {
    const documents = eventDocuments(scope, events);
    await this.#call('append_events_v1', { p_org_id: scope.orgId, p_events: documents });
  }

  async ofRun(scope: TenantScope, request: Parameters<EventStore['ofRun']>[1]): Promise<readonly TelemetryEvent[]> {
    const answer = await this.#call('run_events_v1', {
      p_org_id: scope.orgId,
      p_run_id: request.runId,
      p_after: Math.trunc(request.after),
      p_limit: rowLimit(request.limit),
    });
    return Row.list(answer).map(toTelemetryEvent);
  }

  async eraseUser(scope: TenantScope, userId: string): Promise<number> {
    return Row.count(await this.#call('erase_user_events_v1', { p_org_id: scope.orgId, p_user_id: userId }));
  }

  async purge(scope: TenantScope, request: { readonly before: number; readonly limit: number }): Promise<number> {
    const answer = await this.#call('purge_events_v1', {
      p_org_id: scope.orgId,
      p_before: Math.ceil(request.before),
      p_limit: rowLimit(request.limit),
    });
    return Row.count(answer);
  }
}
