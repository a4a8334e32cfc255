import type { JsonValue } from '../domain/json/json.js';
import type { ModuleStatus } from '../domain/library/module.js';
import type { ModuleDefinition, ModuleRecipe } from '../domain/library/module-recipe.js';
import type { SevenDInput } from '../domain/seven-d/seven-d.js';
import type { ModuleOrigin } from '../library/modules/module-source.js';
import type { RenderedModule } from '../library/modules/render-module.js';
import type { Authenticated } from './caller.js';

export interface ModuleListRequest extends Authenticated {
  /** Those of one category. Default: all. */
  readonly category?: string;
  /** Words in the id, the title or the summary, upper and lower case alike; at most 200 characters. Default: all. */
  readonly search?: string;
  /** 1 to 500, default 50. */
  readonly limit?: number;
  /** The `next` of the page before. */
  readonly after?: string | null;
}

export interface ModuleGetRequest extends Authenticated {
  readonly id: string;
  /** Default: the latest active one. Deprecated versions and prereleases are found by their version alone. */
  readonly version?: string;
}

export interface ModuleVersionsRequest extends Authenticated {
  readonly id: string;
}

export interface ModuleRenderRequest extends ModuleGetRequest {
  /** By name. What is left out, null or blank has its default, or is rendered as "not specified". */
  readonly inputs: Readonly<Record<string, JsonValue>>;
  /** Parameters that are to be other than the module's. Default: none. */
  readonly sevenD?: Partial<SevenDInput>;
}

export interface ModulePublishRequest extends Authenticated {
  readonly module: ModuleDefinition;
}

/** A change of the status of a version. */
export interface ModuleStatusChange {
  readonly id: string;
  readonly version: string;
  readonly status: ModuleStatus;
}

export interface ModuleStatusRequest extends Authenticated, ModuleStatusChange {}

/** A version of a module, and whether the plan of the caller may use it. */
export interface LibraryModuleVersion {
  readonly id: string;
  /** A semantic version. */
  readonly version: string;
  readonly title: string;
  readonly summary: string;
  readonly status: ModuleStatus;
  /** Where it comes from. */
  readonly origin: ModuleOrigin;
  /** The least plan that may use it; null when every plan may. */
  readonly minimumPlanId: string | null;
  /** True when the plan of the caller may not use it. */
  readonly locked: boolean;
  /** The least plan of the catalogue that may use it; null when it is not locked, or no plan may. */
  readonly planNeeded: string | null;
}

/** A module as lists show it: its latest active version. */
export interface LibraryModuleSummary extends LibraryModuleVersion {
  readonly category: string;
}

/** A version of a module with its recipe. */
export interface LibraryModuleDetails extends LibraryModuleSummary {
  /** Null while it is locked. */
  readonly recipe: ModuleRecipe | null;
}

/** The prompt that a version of a module makes. */
export interface RenderedLibraryModule extends RenderedModule {
  readonly id: string;
  readonly version: string;
  /** `deprecated` where a newer one should be used. */
  readonly status: ModuleStatus;
}
