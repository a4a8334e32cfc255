import type { TenantScope } from '../domain/access/principal.js';
import type { Catalogue } from '../domain/plans/plan.js';
import type { SevenDRuleset } from '../domain/seven-d/seven-d-rules.js';
import { moduleLocked, moduleNotFound } from '../library/modules/module-errors.js';
import type { FoundModule, ModuleRegistry } from '../library/modules/module-registry.js';
import { moduleAccess } from '../library/modules/plan-access.js';
import { type RunModule, runModuleOf } from '../library/modules/run-module.js';
import type { LoadModuleRequest } from '../pipeline/pipeline-parts.js';
import { modulePartsFor } from './module-parts.js';

export interface ModuleLibrary {
  readonly ruleset: SevenDRuleset;
  /** The modules that a caller may see. */
  readonly registryFor: (scope: TenantScope, seesDrafts: boolean) => ModuleRegistry;
  readonly catalogue: () => Promise<Catalogue>;
  /** Whether the caller may publish, and so sees drafts. */
  readonly mayPublish: (caller: LoadModuleRequest['principal']) => boolean;
}

/**
 * A module that a caller may use, by what the request says.
 * @throws PromptForgeError `module_not_found` or `plan_feature_missing`
 */
export async function usableModule(
  { registryFor, catalogue, mayPublish }: ModuleLibrary,
  { principal, entitlement, id, version }: Pick<LoadModuleRequest, 'principal' | 'entitlement' | 'id' | 'version'>,
): Promise<FoundModule> {
  const { plan } = entitlement;
  const found = await registryFor(principal, mayPublish(principal)).find(checkedId(id), checkedVersion(version));
  const { locked, planNeeded } = moduleAccess(found.minimumPlanId, plan, await catalogue());
  if (locked) throw moduleLocked(plan, planNeeded);
  return found;
}

/**
 * What a run works on, from a module.
 * @throws PromptForgeError `module_not_found`, `plan_feature_missing`, `module_input_invalid` or `seven_d_invalid`
 */
export async function loadModule(library: ModuleLibrary, request: LoadModuleRequest): Promise<RunModule> {
  const { inputs, sevenD } = request;
  return runModuleOf(await usableModule(library, request), { inputs, sevenD }, modulePartsFor(library.ruleset));
}

/** What can name no module is not worth asking for. @throws PromptForgeError `module_not_found` */
export function checkedId(id: unknown): string {
  if (typeof id === 'string' && /^[a-z0-9-]{1,64}$/.test(id)) return id;
  throw moduleNotFound();
}

/** @throws PromptForgeError `module_not_found` */
export function checkedVersion(version: unknown): string | null {
  if (version === null || version === undefined) return null;
  if (typeof version === 'string' && /^[0-9A-Za-z.-]{1,255}$/.test(version)) return version;
  throw moduleNotFound();
}
