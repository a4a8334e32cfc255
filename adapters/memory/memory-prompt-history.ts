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
} from '../../src/storage.js';
import { noCursor } from '../guards/no-cursor.js';
import { compareText } from './compare-text.js';
import { cutPage } from './cut-page.js';
import { pageNewestFirst } from './page-newest-first.js';

/** A prompt, and its versions in the order of their numbers. */
interface Kept {
  prompt: Versioned<SavedPrompt>;
  versions: readonly PromptVersion[];
}

export class MemoryPromptHistory implements PromptHistoryStore {
  /** By organization, then by id. */
  readonly #prompts = new Map<string, Map<string, Kept>>();
  readonly #now: () => number;

  constructor(now: () => number) {
    this.#now = now;
  }

  async create({ orgId }: TenantScope, created: NewSavedPrompt): Promise<CreatePromptResult> {
    const { first, ...rest } = structuredClone(created);
    const prompts = this.#prompts.get(orgId) ?? new Map<string, Kept>();
    if (prompts.has(created.id)) return { outcome: 'exists' };
    const now = this.#now();
    const version = { ...first, promptId: created.id, number: 1, restoredFrom: null, createdAt: now };
    const value = { ...rest, latestVersion: 1, forkedFrom: first.parent, createdAt: now, updatedAt: now };
    const kept = { prompt: { value, version: 1 }, versions: [version] };
    this.#prompts.set(orgId, prompts.set(created.id, kept));
    return structuredClone({ outcome: 'created', prompt: kept.prompt, version });
  }

  async get(
    scope: TenantScope,
    { id, visibleTo }: Parameters<PromptHistoryStore['get']>[1],
  ): Promise<Versioned<SavedPrompt> | null> {
    return structuredClone(this.#seen(scope, id, visibleTo)?.prompt ?? null);
  }

  async list(
    { orgId }: TenantScope,
    { visibleTo, ownerId, tags, text, ...page }: SavedPromptSearch,
  ): Promise<Page<Versioned<SavedPrompt>>> {
    const found: (Pick<SavedPrompt, 'id' | 'createdAt'> & { readonly prompt: Versioned<SavedPrompt> })[] = [];
    for (const kept of this.#prompts.get(orgId)?.values() ?? []) {
      const { value } = kept.prompt;
      const isAsked = isVisible(value, visibleTo) && (ownerId === null || value.ownerId === ownerId);
      const isTagged = tags.every((tag) => value.tags.includes(tag));
      if (!isAsked || !isTagged || (text !== null && !says(kept, text))) continue;
      found.push({ id: value.id, createdAt: value.createdAt, prompt: kept.prompt });
    }
    const { items, next } = pageNewestFirst(found, page);
    return { items: items.map(({ prompt }) => prompt), next };
  }

  async update(
    { orgId }: TenantScope,
    { id, title, shared, tags }: SavedPromptChange,
    expectedVersion: number,
  ): Promise<SaveResult> {
    const kept = this.#prompts.get(orgId)?.get(id);
    if (kept?.prompt.version !== expectedVersion) return { outcome: 'conflict' };
    const version = expectedVersion + 1;
    kept.prompt = { value: { ...kept.prompt.value, title, shared, tags: [...tags], updatedAt: this.#now() }, version };
    return { outcome: 'saved', version };
  }

  async addVersion({ orgId }: TenantScope, added: NewPromptVersion, expectedLatest: number): Promise<AddVersionResult> {
    const kept = this.#prompts.get(orgId)?.get(added.promptId);
    const { runId, restoredFrom } = added;
    const isOfThatRun = (version: PromptVersion) => version.runId === runId && version.restoredFrom === null;
    const earlier = runId === null || restoredFrom !== null ? undefined : kept?.versions.find(isOfThatRun);
    if (earlier !== undefined) return structuredClone({ outcome: 'exists', version: earlier });
    if (kept === undefined || kept.prompt.value.latestVersion !== expectedLatest) return { outcome: 'conflict' };
    const now = this.#now();
    const version = { ...structuredClone(added), number: expectedLatest + 1, createdAt: now };
    kept.versions = [...kept.versions, version];
    const { value } = kept.prompt;
    kept.prompt = { ...kept.prompt, value: { ...value, latestVersion: version.number, updatedAt: now } };
    return structuredClone({ outcome: 'added', version });
  }

  async getVersion(
    scope: TenantScope,
    { promptId, number, visibleTo }: Parameters<PromptHistoryStore['getVersion']>[1],
  ): Promise<PromptVersion | null> {
    return structuredClone(this.#seen(scope, promptId, visibleTo)?.versions[number - 1] ?? null);
  }

  async listVersions(
    scope: TenantScope,
    { promptId, visibleTo, limit, after }: Parameters<PromptHistoryStore['listVersions']>[1],
  ): Promise<Page<PromptVersionSummary>> {
    if (after !== null && !/^\d{1,9}$/.test(after)) throw noCursor();
    const versions = this.#seen(scope, promptId, visibleTo)?.versions ?? [];
    const rest = versions.filter(({ number }) => after === null || number < Number(after)).toReversed();
    const summaries = rest.map(({ text: _, ...summary }) => summary);
    return cutPage(summaries, limit, ({ number }) => `${number}`);
  }

  async versionsBy(
    { orgId }: TenantScope,
    { userId, limit, after }: Parameters<PromptHistoryStore['versionsBy']>[1],
  ): Promise<Page<PromptVersion>> {
    const [, number, promptId] = /^(\d{1,9})~(.+)$/s.exec(after ?? '') ?? [];
    if (after !== null && promptId === undefined) throw noCursor();
    const own = [...(this.#prompts.get(orgId)?.values() ?? [])]
      .flatMap(({ versions }) => versions)
      .filter(({ authorId }) => authorId === userId)
      .sort((a, b) => compareText(a.promptId, b.promptId) || a.number - b.number);
    const isLater = (version: PromptVersion) =>
      (compareText(version.promptId, promptId ?? '') || version.number - Number(number ?? 0)) > 0;
    return cutPage(own.filter(isLater), limit, (last) => `${last.number}~${last.promptId}`);
  }

  async remove({ orgId }: TenantScope, id: string, expectedVersion: number): Promise<RemoveResult> {
    const prompts = this.#prompts.get(orgId);
    if (prompts?.get(id)?.prompt.version !== expectedVersion) return { outcome: 'conflict' };
    prompts.delete(id);
    return { outcome: 'removed' };
  }

  async eraseUser({ orgId }: TenantScope, userId: string): Promise<number> {
    const prompts = this.#prompts.get(orgId) ?? new Map<string, Kept>();
    let touched = 0;
    for (const [id, kept] of prompts) {
      const { value, version } = kept.prompt;
      const isOwner = value.ownerId === userId;
      if (!isOwner && !kept.versions.some(({ authorId }) => authorId === userId)) continue;
      touched += 1;
      if (isOwner && !value.shared) prompts.delete(id);
      if (isOwner) kept.prompt = { value: { ...value, ownerId: null, updatedAt: this.#now() }, version: version + 1 };
      kept.versions = kept.versions.map((one) => (one.authorId === userId ? { ...one, authorId: null } : one));
    }
    return touched;
  }

  #seen({ orgId }: TenantScope, id: string, visibleTo: string | null): Kept | null {
    const kept = this.#prompts.get(orgId)?.get(id);
    return kept !== undefined && isVisible(kept.prompt.value, visibleTo) ? kept : null;
  }
}

function isVisible({ shared, ownerId }: SavedPrompt, visibleTo: string | null): boolean {
  return visibleTo === null || shared || ownerId === visibleTo;
}

function says({ prompt, versions }: Kept, text: string): boolean {
  return headingTextOf(prompt.value).includes(text) || folded(versions.at(-1)?.text ?? '').includes(text);
}
