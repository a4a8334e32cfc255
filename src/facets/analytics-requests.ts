import type { TimeRange, UserMetrics } from '../domain/figures/user-metrics.js';
import type { TelemetryEvent } from '../domain/runs/telemetry-event.js';
import type { Authenticated } from './caller.js';

export interface UserMetricsRequest extends Authenticated {
  /** Default: the last 30 days. */
  readonly range?: TimeRange;
  /** IANA name of the time zone whose days are counted, such as `Europe/Berlin`. Default: `UTC`. */
  readonly timeZone?: string;
}

/** Metrics, and the range and the time zone they are of. */
export interface UserMetricsAnswer extends UserMetrics {
  readonly range: TimeRange;
  readonly timeZone: string;
}

export interface SubscribeRequest extends UserMetricsRequest {
  /**
   * `self` follows the caller's own events, `organization` those of everybody in it, which takes the
   * permission `analytics:read_organization`. Default: `self`.
   */
  readonly of?: 'self' | 'organization';
  /** The `cursor` of an earlier item: go on after it, without a snapshot. */
  readonly after?: string;
  /** Ends the stream. */
  readonly signal?: AbortSignal;
  /** Called once the stream is under way: what the request is refused for is thrown before that. Default: nobody is told. */
  readonly onOpen?: () => void;
}

/** What a stream is made of: one snapshot of the caller's figures, then every event after it. */
export type LiveItem =
  | { readonly type: 'snapshot'; readonly metrics: UserMetricsAnswer; readonly cursor: string }
  | { readonly type: 'event'; readonly event: TelemetryEvent; readonly cursor: string };
