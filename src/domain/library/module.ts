import type { TenantScope } from '../access/principal.js';
import type { JsonObject } from '../json/json.js';

export const moduleStatuses = ['draft', 'active', 'deprecated'] as const;
export type ModuleStatus = (typeof moduleStatuses)[number];

/** One version of a module of the prompt library. Nothing but its status ever changes. */
export interface LibraryModule {
  /** Names the module among those of its organization; all its versions share it. */
  readonly id: string;
  /** A semantic version without build metadata, for instance `1.4.0` or `2.0.0-beta.1`. */
  readonly version: string;
  readonly title: string;
  readonly summary: string;
  readonly status: ModuleStatus;
  /** The least plan that may use it; null when every plan may. */
  readonly minimumPlanId: string | null;
  readonly body: JsonObject;
}

/** Where the modules lie that the platform offers to all organizations. No organization has this name. */
export const platformScope: TenantScope = Object.freeze({ orgId: '' });
