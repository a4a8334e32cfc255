import type { ModuleDefinition } from '../../domain/library/module-recipe.js';
import type { ModuleSummary } from '../../ports/library-store.js';

/** Where a module comes from, nearest first. */
export const moduleOrigins = ['organization', 'platform', 'host', 'starter'] as const;
export type ModuleOrigin = (typeof moduleOrigins)[number];

/** A version of a module without its recipe. */
export type ModuleVersion = ModuleSummary;

/** A place that modules come from. */
export interface ModuleSource {
  readonly origin: ModuleOrigin;
  /** Every version of the module, or of all modules, in any order. */
  versions(id: string | null): Promise<readonly ModuleVersion[]>;
  /** A version that {@link versions} told of. Its status may be older than that one's. */
  definition(version: Pick<ModuleVersion, 'id' | 'version'>): Promise<ModuleDefinition | null>;
}
