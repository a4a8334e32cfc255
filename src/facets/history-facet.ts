import type { Permission } from '../domain/access/permission.js';
import type { Principal } from '../domain/access/principal.js';
import type { PromptVersion, SavedPrompt } from '../domain/library/saved-prompt.js';
import type { Page } from '../domain/lists/page.js';
import type { Versioned } from '../domain/plans/subscription.js';
import { diffPrompts } from '../library/history/diff-prompts.js';
import { historySchemas, type Sanitize } from '../library/history/request-schemas.js';
import { noSavedPrompt } from '../library/history/saved-prompt-refused.js';
import type { PromptVersionSummary } from '../ports/prompt-history-store.js';
import type { AsCaller, Authenticated } from './caller.js';
import { checkedBySchema } from './checked-by-schema.js';
import { checkedPage } from './checked-page.js';
import { checkedRequest } from './checked-request.js';
import { detailsOf, type HistoryChangeParts, historyChanges } from './history-changes.js';
import type {
  AddVersionRequest,
  CreatePromptRequest,
  DiffVersionsRequest,
  ForkPromptRequest,
  ListPromptsRequest,
  ListVersionsRequest,
  PromptVersionDiff,
  PromptVersionRequest,
  RestoreVersionRequest,
  SavedPromptDetails,
  SavedPromptRequest,
  SavedPromptWithVersion,
  UpdatePromptRequest,
} from './history-requests.js';

/**
 * Prompts that people keep, and every version of each. A prompt is its owner's alone until it is shared;
 * a shared one is read by everybody in the organization. It is changed by its owner, and a shared one also by
 * owners and admins of the organization; whoever else wants another one makes a fork. Reading takes the
 * permission `library:read`, everything else `library:write`.
 */
export interface HistoryFacet {
  /**
   * Keeps a prompt of the caller's own.
   * @throws PromptForgeError `request_invalid`, `run_not_found`; `permission_denied` for a run without `runs:read`.
   */
  create(request: CreatePromptRequest): Promise<SavedPromptWithVersion>;
  /**
   * Adds a version. A run that the prompt has already is not added again: its version is the answer.
   * @throws PromptForgeError as `create`, and `saved_prompt_not_found`, `permission_denied` for a prompt that
   * is not the caller's to change, `saved_prompt_full` beyond 1,000 versions, `storage_conflict` when another
   * version is the latest than was expected.
   */
  add(request: AddVersionRequest): Promise<PromptVersion>;
  /** A prompt and its latest version. @throws PromptForgeError `saved_prompt_not_found` */
  get(request: SavedPromptRequest): Promise<SavedPromptWithVersion>;
  /** What the caller may read, newest first. @throws PromptForgeError `request_invalid` */
  list(request: ListPromptsRequest): Promise<Page<SavedPromptDetails>>;
  /** Latest first, without their texts. @throws PromptForgeError `saved_prompt_not_found`, `request_invalid` */
  versions(request: ListVersionsRequest): Promise<Page<PromptVersionSummary>>;
  /** @throws PromptForgeError `saved_prompt_not_found` */
  version(request: PromptVersionRequest): Promise<PromptVersion>;
  /** Between any two versions, of one prompt or of two. @throws PromptForgeError `saved_prompt_not_found` */
  diff(request: DiffVersionsRequest): Promise<PromptVersionDiff>;
  /** Adds a version with the text, run and score of an older one. @throws PromptForgeError as `add` */
  restore(request: RestoreVersionRequest): Promise<PromptVersion>;
  /**
   * Keeps a version of a prompt that the caller may read as the first of a prompt of their own.
   * @throws PromptForgeError `saved_prompt_not_found`, `request_invalid`
   */
  fork(request: ForkPromptRequest): Promise<SavedPromptWithVersion>;
  /**
   * @throws PromptForgeError `saved_prompt_not_found`, `request_invalid`, `permission_denied` for a prompt that
   * is not the caller's to change, `storage_conflict` when it has another revision than was expected.
   */
  update(request: UpdatePromptRequest): Promise<SavedPromptDetails>;
  /**
   * Removes a prompt with all its versions.
   * @throws PromptForgeError `saved_prompt_not_found`, `permission_denied` for a prompt that is not the caller's to change.
   */
  remove(request: SavedPromptRequest): Promise<void>;
}

export interface HistoryFacetParts extends HistoryChangeParts {
  readonly sanitize: Sanitize;
  readonly asCaller: AsCaller;
}

const defaultPage = 20;

export function historyFacet(parts: HistoryFacetParts): HistoryFacet {
  const { history } = parts.storage;
  const schemas = historySchemas(parts.sanitize);
  const changes = historyChanges(parts, schemas);

  const see = async ({ orgId, userId }: Principal, id: string): Promise<Versioned<SavedPrompt>> => {
    const found = await history.get({ orgId }, { id, visibleTo: userId });
    if (found === null) throw noSavedPrompt();
    return found;
  };
  const seeVersion = async (caller: Principal, promptId: string, asked: number | undefined): Promise<PromptVersion> => {
    const number = asked ?? (await see(caller, promptId)).value.latestVersion;
    const version = await history.getVersion(caller, { promptId, number, visibleTo: caller.userId });
    if (version === null) throw noSavedPrompt();
    return version;
  };
  /** A method: checks the names of the fields first, then the caller, then what the fields hold. */
  const method = <Request extends Authenticated, Asked, Answer>(
    name: string,
    permission: Permission,
    fields: readonly string[],
    schema: Parameters<typeof checkedBySchema<Asked>>[1],
    task: (caller: Principal, asked: Asked) => Promise<Answer>,
  ) => {
    const what = `history.${name}()`;
    return async (request: Request): Promise<Answer> => {
      const { token, ...asked } = checkedRequest(what, request, ['token', ...fields]);
      return parts.asCaller(token, permission, (caller) => task(caller, checkedBySchema(what, schema, asked)));
    };
  };
  const versionFields = ['text', 'runId', 'note'];

  return Object.freeze<HistoryFacet>({
    create: method(
      'create',
      'library:write',
      [...versionFields, 'title', 'tags', 'shared'],
      schemas.create,
      changes.create,
    ),
    add: method(
      'add',
      'library:write',
      [...versionFields, 'promptId', 'parent', 'expectedVersion'],
      schemas.add,
      (caller, asked) => changes.add(caller, () => see(caller, asked.promptId), asked),
    ),
    get: method('get', 'library:read', ['promptId'], schemas.prompt, async (caller, { promptId }) => {
      const found = await see(caller, promptId);
      const version = await seeVersion(caller, promptId, found.value.latestVersion);
      return { prompt: detailsOf(found), version };
    }),
    list: async (request) => {
      const fields = ['token', 'search', 'tags', 'mine', 'limit', 'after'];
      const { token, limit, after, ...rest } = checkedRequest('history.list()', request, fields);
      return parts.asCaller(token, 'library:read', async (caller) => {
        const { search, tags, mine } = checkedBySchema('history.list()', schemas.list, rest);
        const { items, next } = await history.list(caller, {
          ...checkedPage({ limit, after }, defaultPage),
          ...{ visibleTo: caller.userId, ownerId: mine ? caller.userId : null, tags },
          text: search === undefined || search === '' ? null : search,
        });
        return { items: items.map(detailsOf), next };
      });
    },
    versions: async (request) => {
      const fields = ['token', 'promptId', 'limit', 'after'];
      const { token, limit, after, ...rest } = checkedRequest('history.versions()', request, fields);
      return parts.asCaller(token, 'library:read', async (caller) => {
        const { promptId } = checkedBySchema('history.versions()', schemas.prompt, rest);
        const page = checkedPage({ limit, after }, defaultPage);
        const found = await history.listVersions(caller, { ...page, promptId, visibleTo: caller.userId });
        // Every prompt has a version: there is none to see, or the cursor stood before the first.
        if (found.items.length === 0) await see(caller, promptId);
        return found;
      });
    },
    version: method('version', 'library:read', ['promptId', 'number'], schemas.version, (caller, asked) =>
      seeVersion(caller, asked.promptId, asked.number),
    ),
    diff: method(
      'diff',
      'library:read',
      ['promptId', 'from', 'to', 'otherPromptId'],
      schemas.diff,
      async (caller, { promptId, from, to, otherPromptId = promptId }) => {
        const [before, after] = [await seeVersion(caller, promptId, from), await seeVersion(caller, otherPromptId, to)];
        const ends = { from: { promptId, number: from }, to: { promptId: otherPromptId, number: to } };
        return { ...ends, ...diffPrompts(before.text, after.text) };
      },
    ),
    restore: method(
      'restore',
      'library:write',
      ['promptId', 'number', 'note', 'expectedVersion'],
      schemas.restore,
      async (caller, asked) => {
        const old = await seeVersion(caller, asked.promptId, asked.number);
        return changes.restore(caller, () => see(caller, asked.promptId), old, asked);
      },
    ),
    fork: method(
      'fork',
      'library:write',
      ['promptId', 'number', 'title', 'tags', 'shared'],
      schemas.fork,
      async (caller, asked) => {
        const found = await see(caller, asked.promptId);
        return changes.fork(caller, found, await seeVersion(caller, asked.promptId, asked.number), asked);
      },
    ),
    update: method(
      'update',
      'library:write',
      ['promptId', 'title', 'tags', 'shared', 'expectedRevision'],
      schemas.update,
      (caller, asked) => changes.update(caller, () => see(caller, asked.promptId), asked),
    ),
    remove: method('remove', 'library:write', ['promptId'], schemas.prompt, (caller, { promptId }) =>
      changes.remove(caller, () => see(caller, promptId)),
    ),
  });
}
