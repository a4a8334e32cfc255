import type { ModuleDefinition } from '../../domain/library/module-recipe.js';
import type { ModuleOrigin, ModuleSource } from './module-source.js';

/** Modules that are in code: those of the host, or the starter catalogue. */
export function codeSource(origin: ModuleOrigin, modules: readonly ModuleDefinition[]): ModuleSource {
  const versions = modules.map(({ id, version, title, summary, status = 'active', minimumPlanId = null }) => ({
    ...{ id, version, title, summary, status, minimumPlanId },
  }));
  return {
    origin,
    versions: async (id) => (id === null ? versions : versions.filter((one) => one.id === id)),
    definition: async ({ id, version }) => modules.find((one) => one.id === id && one.version === version) ?? null,
  };
}
