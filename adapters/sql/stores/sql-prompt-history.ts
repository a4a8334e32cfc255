import {
  type AddVersionResult,
  type CreatePromptResult,
  folded,
  headingTextOf,
  type NewPromptVersion,
  type NewSavedPrompt,
  type Page,
  type PromptHistoryStore,
  type PromptVersion,
  type PromptVersionSummary,
  type RemoveResult,
  type SavedPrompt,
  type SavedPromptChange,
  type SavedPromptSearch,
  type SaveResult,
  type TenantScope,
  type Versioned,
} from '../../../src/storage.js';
import { rowLimit } from '../arguments/row-limit.js';
import { formatPageCursor, parsePageCursor } from '../cursors/page-cursor.js';
import { formatVersionCursor, parseNumberCursor, parseVersionCursor } from '../cursors/version-cursor.js';
import { Row } from '../rows/row.js';
import { toPage } from '../rows/to-page.js';
import { toSaveResult } from '../rows/to-save-result.js';
import { toPromptVersion, toPromptVersionSummary, toSavedPrompt } from '../rows/to-saved-prompt.js';
import type { SqlCall } from '../sql-call.js';

export class SqlPromptHistory implements PromptHistoryStore {
  readonly #call: SqlCall;

  constructor(call: SqlCall) {
    this.#call = call;
  }

  async create(scope: TenantScope, { id, ownerId, first, ...prompt }: NewSavedPrompt): Promise<CreatePromptResult> {
    const { title, shared, tags } = prompt;
    const answer = new Row(
      await this.#call('create_saved_prompt_v1', {
        p_org_id: scope.orgId,
        p_prompt_id: id,
        p_owner_id: ownerId,
        p_author_id: first.authorId,
        p_prompt: { title, shared, tags, searchHeading: headingTextOf(prompt) },
        p_version: toDocument(first),
      }),
    );
    if (answer.literal<CreatePromptResult['outcome']>('outcome') === 'exists') return { outcome: 'exists' };
    return {
      outcome: 'created',
      prompt: toSavedPrompt(answer.row('prompt')),
      version: toPromptVersion(answer.row('version')),
    };
  }

  async get(
    scope: TenantScope,
    { id, visibleTo }: Parameters<PromptHistoryStore['get']>[1],
  ): Promise<Versioned<SavedPrompt> | null> {
    const answer = await this.#call('get_saved_prompt_v1', {
      p_org_id: scope.orgId,
      p_prompt_id: id,
      p_visible_to: visibleTo,
    });
    return answer === null ? null : toSavedPrompt(new Row(answer));
  }

  async list(scope: TenantScope, search: SavedPromptSearch): Promise<Page<Versioned<SavedPrompt>>> {
    const after = parsePageCursor(search.after);
    const answer = await this.#call('list_saved_prompts_v1', {
      p_org_id: scope.orgId,
      p_visible_to: search.visibleTo,
      p_owner_id: search.ownerId,
      p_tags: search.tags.length === 0 ? null : search.tags,
      p_text: search.text,
      p_limit: rowLimit(search.limit),
      p_after_ms: after?.createdAt ?? null,
      p_after_id: after?.id ?? null,
    });
    return toPage(answer, toSavedPrompt, ({ value }) => formatPageCursor(value));
  }

  async update(scope: TenantScope, change: SavedPromptChange, expectedVersion: number): Promise<SaveResult> {
    const { id, title, shared, tags } = change;
    const answer = await this.#call('update_saved_prompt_v1', {
      p_org_id: scope.orgId,
      p_prompt_id: id,
      p_change: { title, shared, tags, searchHeading: headingTextOf(change) },
      p_expected_version: expectedVersion,
    });
    return toSaveResult(answer);
  }

  async addVersion(scope: TenantScope, added: NewPromptVersion, expectedLatest: number): Promise<AddVersionResult> {
    const answer = new Row(
      await this.#call('add_prompt_version_v1', {
        p_org_id: scope.orgId,
        p_prompt_id: added.promptId,
        p_author_id: added.authorId,
        p_version: { ...toDocument(added), restoredFrom: added.restoredFrom },
        p_expected_latest: expectedLatest,
      }),
    );
    const outcome = answer.literal<AddVersionResult['outcome']>('outcome');
    return outcome === 'conflict' ? { outcome } : { outcome, version: toPromptVersion(answer.row('version')) };
  }

  async getVersion(
    scope: TenantScope,
    { promptId, number, visibleTo }: Parameters<PromptHistoryStore['getVersion']>[1],
  ): Promise<PromptVersion | null> {
    const answer = await this.#call('get_prompt_version_v1', {
      p_org_id: scope.orgId,
      p_prompt_id: promptId,
      p_number: rowLimit(number),
      p_visible_to: visibleTo,
    });
    return answer === null ? null : toPromptVersion(new Row(answer));
  }

  async listVersions(
    scope: TenantScope,
    { promptId, visibleTo, limit, after }: Parameters<PromptHistoryStore['listVersions']>[1],
  ): Promise<Page<PromptVersionSummary>> {
    const answer = await this.#call('list_prompt_versions_v1', {
      p_org_id: scope.orgId,
      p_prompt_id: promptId,
      p_visible_to: visibleTo,
      p_limit: rowLimit(limit),
      p_before_number: parseNumberCursor(after),
    });
    return toPage(answer, toPromptVersionSummary, ({ number }) => `${number}`);
  }

  async versionsBy(
    scope: TenantScope,
    { userId, limit, after }: Parameters<PromptHistoryStore['versionsBy']>[1],
  ): Promise<Page<PromptVersion>> {
    const last = parseVersionCursor(after);
    const answer = await this.#call('prompt_versions_by_v1', {
      p_org_id: scope.orgId,
      p_user_id: userId,
      p_limit: rowLimit(limit),
      p_after_id: last?.promptId ?? null,
      p_after_number: last?.number ?? null,
    });
    return toPage(answer, toPromptVersion, formatVersionCursor);
  }

  async remove(scope: TenantScope, id: string, expectedVersion: number): Promise<RemoveResult> {
    const answer = await this.#call('remove_saved_prompt_v1', {
      p_org_id: scope.orgId,
      p_prompt_id: id,
      p_expected_version: expectedVersion,
    });
    return { outcome: Row.count(answer) > 0 ? 'removed' : 'conflict' };
  }

  async eraseUser(scope: TenantScope, userId: string): Promise<number> {
    return Row.count(await this.#call('erase_user_prompts_v1', { p_org_id: scope.orgId, p_user_id: userId }));
  }
}

function toDocument({ parent, text, sevenD, runId, score, note }: NewSavedPrompt['first']) {
  return { parent, text, sevenD, runId, score, note, searchText: folded(text) };
}
