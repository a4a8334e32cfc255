import type { Bundle, BundleSummary, LibraryStore, Page } from '../../src/storage.js';
import { rejectUnkeepable } from '../guards/reject-unkeepable.js';
import { compareText } from './compare-text.js';
import { pageNewestFirst } from './page-newest-first.js';

/** The bundles of one organization. */
export class MemoryBundles {
  readonly #bundles = new Map<string, Bundle>();

  /** @returns false when there is one of that id. */
  add(bundle: Bundle): boolean {
    rejectUnkeepable(bundle);
    if (this.#bundles.has(bundle.id)) return false;
    this.#bundles.set(bundle.id, structuredClone(bundle));
    return true;
  }

  get(id: string): Bundle | null {
    return structuredClone(this.#bundles.get(id) ?? null);
  }

  list(request: Parameters<LibraryStore['listBundles']>[1]): Page<BundleSummary> {
    const { runId, userId } = request;
    const wanted = [...this.#bundles.values()].filter(
      (bundle) => (runId === null || bundle.runId === runId) && (userId === null || bundle.userId === userId),
    );
    return pageNewestFirst(
      wanted.map(({ artifacts: _, ...summary }) => summary),
      request,
    );
  }

  hasBefore(before: number): boolean {
    return [...this.#bundles.values()].some(({ createdAt }) => createdAt < before);
  }

  purge({ before, limit }: { readonly before: number; readonly limit: number }): number {
    const old = [...this.#bundles.values()]
      .filter(({ createdAt }) => createdAt < before)
      .sort((a, b) => a.createdAt - b.createdAt || compareText(a.id, b.id))
      .slice(0, limit);
    for (const { id } of old) this.#bundles.delete(id);
    return old.length;
  }

  eraseUser(userId: string): number {
    const own = [...this.#bundles.values()].filter((bundle) => bundle.userId === userId);
    for (const { id } of own) this.#bundles.delete(id);
    return own.length;
  }
}
