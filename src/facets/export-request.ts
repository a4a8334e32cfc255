import type { RunFileFormat } from '../analytics/run-file-format.js';
import type { DayRange } from '../domain/figures/figures.js';
import type { TimeRange } from '../domain/figures/user-metrics.js';
import type { Authenticated } from './caller.js';

/** Whose runs are exported: the caller's own, everybody's in the organization, or those of all organizations. */
export const exportScopes = ['self', 'organization', 'platform'] as const;
export type ExportScope = (typeof exportScopes)[number];

export interface ExportRunsRequest extends Authenticated {
  /**
   * `self` takes the permission `analytics:read`, `organization` `analytics:read_organization`, both with the plan
   * feature `analytics`; `platform` takes `analytics:read_platform`. Default: `self`.
   */
  readonly of?: ExportScope;
  /** Default: `csv`. */
  readonly format?: RunFileFormat;
  /** Runs that were created in it, in epoch milliseconds: from `from` to before `to`. Default: see `days`. */
  readonly range?: TimeRange;
  /**
   * Instead of `range`: days in the time zone of the option `analytics`, at most 3,660. Default: today and the 29
   * days before.
   */
  readonly days?: DayRange;
  /** Only runs on this plan. Default: all. */
  readonly planId?: string;
  /** Only runs with this model, by the provider's name for it. Default: all. */
  readonly model?: string;
  /** Only runs of prompts that this module made, whatever its version. Default: all. */
  readonly moduleId?: string;
  /** Ends the export: the loop throws its reason. */
  readonly signal?: AbortSignal;
}
