import type {
  AddResult,
  Bundle,
  BundleSummary,
  LibraryModule,
  LibraryStore,
  ModuleSummary,
  Page,
  ParameterSet,
  RemoveResult,
  SaveResult,
  TenantScope,
  Versioned,
} from '../../../src/storage.js';
import { rejectUnkeepable } from '../../guards/reject-unkeepable.js';
import { requireVersionOrder } from '../../guards/require-version-order.js';
import { rowLimit } from '../arguments/row-limit.js';
import { formatModuleCursor, parseModuleCursor } from '../cursors/module-cursor.js';
import { formatPageCursor, parseIdCursor, parsePageCursor } from '../cursors/page-cursor.js';
import { Row } from '../rows/row.js';
import { toBundle, toBundleSummary } from '../rows/to-bundle.js';
import { toModule, toModuleSummary } from '../rows/to-module.js';
import { toPage } from '../rows/to-page.js';
import { toParameterSet } from '../rows/to-parameter-set.js';
import { toSaveResult } from '../rows/to-save-result.js';
import type { SqlCall } from '../sql-call.js';

export class SqlLibrary implements LibraryStore {
  readonly #call: SqlCall;

  constructor(call: SqlCall) {
    this.#call = call;
  }

  async addModule(scope: TenantScope, module: LibraryModule): Promise<AddResult> {
    const { id, version, title, summary, status, minimumPlanId, body } = module;
    const answer = await this.#call('add_module_v1', {
      p_org_id: scope.orgId,
      p_module_id: id,
      p_version: version,
      p_version_order: requireVersionOrder(version),
      p_module: { title, summary, status, minimumPlanId, body },
    });
    return { outcome: new Row(answer).literal('outcome') };
  }

  async setModuleStatus(
    scope: TenantScope,
    change: Parameters<LibraryStore['setModuleStatus']>[1],
    expectedVersion: number,
  ): Promise<SaveResult> {
    const answer = await this.#call('set_module_status_v1', {
      p_org_id: scope.orgId,
      p_module_id: change.id,
      p_version: change.version,
      p_status: change.status,
      p_expected_version: expectedVersion,
    });
    return toSaveResult(answer);
  }

  async getModule(
    scope: TenantScope,
    request: Parameters<LibraryStore['getModule']>[1],
  ): Promise<Versioned<LibraryModule> | null> {
    const answer = await this.#call('get_module_v1', {
      p_org_id: scope.orgId,
      p_module_id: request.id,
      p_version: request.version,
    });
    return answer === null ? null : toModule(new Row(answer));
  }

  async listModules(
    scope: TenantScope,
    request: Parameters<LibraryStore['listModules']>[1],
  ): Promise<Page<Versioned<ModuleSummary>>> {
    const after = parseModuleCursor(request.after);
    const answer = await this.#call('list_modules_v1', {
      p_org_id: scope.orgId,
      p_module_id: request.id,
      p_limit: rowLimit(request.limit),
      p_after_id: after?.id ?? null,
      p_after_order: after?.order ?? null,
    });
    return toPage(answer, toModuleSummary, ({ value }) => formatModuleCursor(value));
  }

  async saveParameterSet(scope: TenantScope, set: ParameterSet, expectedVersion: number): Promise<SaveResult> {
    const { id, name, ownerId, shared, values } = set;
    const answer = await this.#call('save_parameter_set_v1', {
      p_org_id: scope.orgId,
      p_set_id: id,
      p_owner_id: ownerId,
      p_set: { name, shared, values },
      p_expected_version: expectedVersion,
    });
    return toSaveResult(answer);
  }

  async getParameterSet(scope: TenantScope, id: string): Promise<Versioned<ParameterSet> | null> {
    const answer = await this.#call('get_parameter_set_v1', { p_org_id: scope.orgId, p_set_id: id });
    return answer === null ? null : toParameterSet(new Row(answer));
  }

  async listParameterSets(
    scope: TenantScope,
    request: Parameters<LibraryStore['listParameterSets']>[1],
  ): Promise<Page<Versioned<ParameterSet>>> {
    const answer = await this.#call('list_parameter_sets_v1', {
      p_org_id: scope.orgId,
      p_visible_to: request.visibleTo,
      p_limit: rowLimit(request.limit),
      p_after: parseIdCursor(request.after),
    });
    return toPage(answer, toParameterSet, ({ value }) => value.id);
  }

  async removeParameterSet(scope: TenantScope, id: string, expectedVersion: number): Promise<RemoveResult> {
    const answer = await this.#call('remove_parameter_set_v1', {
      p_org_id: scope.orgId,
      p_set_id: id,
      p_expected_version: expectedVersion,
    });
    return { outcome: Row.count(answer) > 0 ? 'removed' : 'conflict' };
  }

  async addBundle(scope: TenantScope, bundle: Omit<Bundle, 'createdAt'>): Promise<AddResult> {
    rejectUnkeepable(bundle);
    const answer = await this.#call('add_bundle_v1', {
      p_org_id: scope.orgId,
      p_bundle_id: bundle.id,
      p_run_id: bundle.runId,
      p_user_id: bundle.userId,
      p_manifest: bundle.manifest,
      p_artifacts: bundle.artifacts,
    });
    return { outcome: new Row(answer).literal('outcome') };
  }

  async getBundle(scope: TenantScope, id: string): Promise<Bundle | null> {
    const answer = await this.#call('get_bundle_v1', { p_org_id: scope.orgId, p_bundle_id: id });
    return answer === null ? null : toBundle(new Row(answer));
  }

  async listBundles(
    scope: TenantScope,
    request: Parameters<LibraryStore['listBundles']>[1],
  ): Promise<Page<BundleSummary>> {
    const after = parsePageCursor(request.after);
    const answer = await this.#call('list_bundles_v1', {
      p_org_id: scope.orgId,
      p_run_id: request.runId,
      p_user_id: request.userId,
      p_limit: rowLimit(request.limit),
      p_after_ms: after?.createdAt ?? null,
      p_after_id: after?.id ?? null,
    });
    return toPage(answer, toBundleSummary, formatPageCursor);
  }

  async purgeBundles(
    scope: TenantScope,
    request: { readonly before: number; readonly limit: number },
  ): Promise<number> {
    const answer = await this.#call('purge_bundles_v1', {
      p_org_id: scope.orgId,
      p_before: Math.ceil(request.before),
      p_limit: rowLimit(request.limit),
    });
    return Row.count(answer);
  }

  async eraseUser(scope: TenantScope, userId: string): Promise<number> {
    return Row.count(await this.#call('erase_user_library_v1', { p_org_id: scope.orgId, p_user_id: userId }));
  }
}
