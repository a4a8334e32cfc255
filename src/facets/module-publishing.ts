import type { TenantScope } from '../domain/access/principal.js';
import { type ModuleStatus, moduleStatuses } from '../domain/library/module.js';
import type { ModuleDefinition } from '../domain/library/module-recipe.js';
import type { SevenDRuleset } from '../domain/seven-d/seven-d-rules.js';
import { PromptForgeError } from '../errors/promptforge-error.js';
import { moduleNotFound } from '../library/modules/module-errors.js';
import type { ModuleVersion } from '../library/modules/module-source.js';
import { type ModuleStore, toStored } from '../library/modules/stored-modules.js';
import { defineModule } from './define-module.js';
import { checkedId, checkedVersion } from './load-module.js';

/** Adds a version of a module to those of a tenant, or of the platform. */
export async function publishModule(
  store: ModuleStore,
  scope: TenantScope,
  module: ModuleDefinition,
  ruleset: SevenDRuleset,
): Promise<ModuleVersion> {
  const stored = toStored(defineModule(module, ruleset));
  const { outcome } = await store.addModule(scope, stored);
  const { body: _body, ...version } = stored;
  if (outcome === 'added') return version;
  throw new PromptForgeError(
    'module_exists',
    'This version of the module is published, and a version never changes. Give the change a version of its own.',
    { details: { id: version.id, version: version.version } },
  );
}

/** Changes the status of a version; the same one again is no change. */
export async function setModuleStatus(
  store: ModuleStore,
  scope: TenantScope,
  change: { readonly id: unknown; readonly version: unknown; readonly status: unknown },
): Promise<ModuleVersion> {
  const id = checkedId(change.id);
  const version = checkedVersion(change.version);
  const status = checkedStatus(change.status);
  if (version === null) throw moduleNotFound();
  const stored = await store.getModule(scope, { id, version });
  if (stored === null) throw moduleNotFound();
  const { body: _body, ...kept } = stored.value;
  if (kept.status === status) return kept;
  const { outcome } = await store.setModuleStatus(scope, { id, version, status }, stored.version);
  if (outcome === 'saved') return { ...kept, status };
  throw new PromptForgeError(
    'storage_conflict',
    'The status of this version was changed meanwhile. Look, and try again.',
  );
}

function checkedStatus(status: unknown): ModuleStatus {
  const known = moduleStatuses.find((one) => one === status);
  if (known !== undefined) return known;
  throw new PromptForgeError('request_invalid', `status must be one of ${moduleStatuses.join(', ')}.`);
}
