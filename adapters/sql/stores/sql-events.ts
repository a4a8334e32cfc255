import type { EventStore, FollowedPage, TelemetryEvent, TenantScope } from '../../../src/storage.js';
import { noEventCursor } from '../../guards/no-cursor.js';
import { eventDocuments } from '../arguments/event-documents.js';
import { rowLimit } from '../arguments/row-limit.js';
import { formatFeedCursor, parseFeedCursor } from '../cursors/feed-cursor.js';
import type { EventWatch } from '../event-watch.js';
import { Row } from '../rows/row.js';
import { toFeedMoment } from '../rows/to-feed-moment.js';
import { toTelemetryEvent } from '../rows/to-telemetry-event.js';
import type { SqlCall } from '../sql-call.js';
import { inErasureBatches } from './in-erasure-batches.js';

export class SqlEvents implements EventStore {
  readonly #call: SqlCall;
  readonly #watch: EventWatch;

  constructor(call: SqlCall, watch: EventWatch) {
    this.#call = call;
    this.#watch = watch;
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

  async follow(scope: TenantScope, request: Parameters<EventStore['follow']>[1]): Promise<FollowedPage> {
    const place = request.after === null ? null : parseFeedCursor(request.after);
    const answer = new Row(
      await this.#call('follow_events_v1', {
        p_org_id: scope.orgId,
        p_user_id: request.userId,
        p_since: place?.since ?? null,
        p_until: place?.page?.until ?? null,
        p_after: place?.page?.after ?? null,
        p_limit: rowLimit(request.limit),
      }),
    );
    if (!answer.flag('known')) throw noEventCursor();
    const until = toFeedMoment(answer.row('until'));
    const since = place?.since ?? until;
    const events = answer.rows('events').map((row) => {
      const event = toTelemetryEvent(row.row('event'));
      const { runId, sequence } = event;
      const after = { life: row.number('life'), transaction: row.text('transaction'), sequence, runId };
      return { event, cursor: formatFeedCursor({ since, page: { until, after } }) };
    });
    const isCut = answer.flag('more');
    const rest = formatFeedCursor({ since: until, page: null });
    // A page that was begun earlier ends where it was begun, and there may be more after that.
    const wasBegun = place !== null && place.page !== null;
    return { events, more: isCut || wasBegun, cursor: isCut ? (events.at(-1)?.cursor ?? rest) : rest };
  }

  watch(scope: TenantScope, { onSignal, signal }: Parameters<EventStore['watch']>[1]): Promise<void> {
    return this.#watch.watch(scope, onSignal, signal);
  }

  async eraseUser(scope: TenantScope, userId: string): Promise<number> {
    return inErasureBatches(async () =>
      Row.count(await this.#call('erase_user_events_v1', { p_org_id: scope.orgId, p_user_id: userId })),
    );
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
