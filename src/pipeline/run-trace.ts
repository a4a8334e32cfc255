import type { Principal } from '../domain/access/principal.js';
import { measuresOf, type RunMeasures } from '../domain/runs/run-measures.js';
import type { TelemetryEvent, TelemetryEventType } from '../domain/runs/telemetry-event.js';
import type { Clock } from '../ports/clock.js';
import type { ModelPurpose } from '../ports/model.js';
import type { RunWatch } from '../ports/telemetry.js';
import { callQuietly, type ReportError } from './report-error.js';
import type { RunEventData, RunEventListener, RunStepEvent } from './run-event.js';
import type { QuotaStatus } from './run-result.js';

type KeptEvent = Omit<TelemetryEvent, 'orgId' | 'userId'>;

/** Tells the listener what happens in a run, and keeps it for the ledger. */
export class RunTrace {
  #kept: KeptEvent[] = [];
  #runId: string;

  constructor(
    runId: string,
    private readonly clock: Clock,
    private readonly listener: RunEventListener | null,
    private readonly report: ReportError,
    /** Whoever watches the run from outside; null where nobody does. */
    readonly watch: RunWatch | null = null,
  ) {
    this.#runId = runId;
  }

  get runId(): string {
    return this.#runId;
  }

  /** Whether it was let in, or taken over. */
  get isAdmitted(): boolean {
    return this.#kept.some(({ type }) => type === 'quota.reserved' || type === 'run.resumed');
  }

  /** Lets this process go on with a run that another one has begun. */
  adopt(runId: string): void {
    this.#runId = runId;
    this.#kept = this.#kept.map((event) => Object.freeze({ ...event, runId }));
  }

  step<T extends TelemetryEventType>(type: T, data: RunEventData[T]): void {
    this.record(type, data)();
  }

  /** Keeps a step that is only true once something else has happened; call the answer to tell it then. */
  record<T extends TelemetryEventType>(type: T, data: RunEventData[T]): () => void {
    const sequence = this.#kept.length + 1;
    const event = { runId: this.runId, sequence, at: this.clock.now(), type, data };
    // The listener gets the very object that the ledger keeps, and must not be able to change it.
    Object.freeze(data);
    Object.freeze(event);
    this.#kept.push(event);
    return () => {
      this.watch?.step(type, data);
      this.#tell(event as RunStepEvent);
    };
  }

  delta(call: number, purpose: ModelPurpose, text: string): void {
    this.#tell({ type: 'model.delta', runId: this.runId, call, purpose, text });
  }

  /** Told and not kept: what is left changes with every call of the tenant. */
  left(quota: readonly QuotaStatus[]): void {
    this.#tell({ type: 'quota.left', runId: this.runId, quota });
  }

  /** What the ledger keeps of the run, under the caller it belongs to. */
  eventsOf({ orgId, userId }: Principal): readonly TelemetryEvent[] {
    return this.#kept.map((event) => ({ ...event, orgId, userId }));
  }

  /** What the ledger keeps of it in numbers. */
  measures(): RunMeasures {
    return measuresOf(this.#kept);
  }

  /** A listener that throws must not cost the caller a run that is paid for. */
  #tell(event: Parameters<RunEventListener>[0]): void {
    callQuietly(
      () => this.listener?.(event),
      (error) => this.report(error, { during: 'onEvent', runId: this.runId }),
    );
  }
}
