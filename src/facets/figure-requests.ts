import type { DayRange } from '../domain/figures/figures.js';
import type { Authenticated } from './caller.js';

/** Whose runs figures are of: everybody's in the organization of the caller, or those of all organizations. */
export const figureScopes = ['organization', 'platform'] as const;
export type FigureScope = (typeof figureScopes)[number];

export interface FiguresRequest extends Authenticated {
  /**
   * `organization` takes the permission `analytics:read_organization` and the plan feature `analytics`, `platform`
   * the permission `analytics:read_platform`. Default: `organization`.
   */
  readonly of?: FigureScope;
  /** In the time zone of the option `analytics`; at most 3,660 days. Default: today and the 29 days before. */
  readonly days?: DayRange;
  /** Only runs on this plan. Default: all. */
  readonly planId?: string;
  /** Only runs with this model, by the provider's name for it. Default: all. */
  readonly model?: string;
  /** Only runs of prompts that this module made, whatever its version. Default: all. */
  readonly moduleId?: string;
}
