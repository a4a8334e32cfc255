import {
  type LibraryModule,
  type LibraryStore,
  type ModuleStatus,
  type ModuleSummary,
  type Page,
  type SaveResult,
  type Versioned,
  versionOrder,
} from '../../src/storage.js';
import { noCursor } from '../guards/no-cursor.js';
import { requireVersionOrder } from '../guards/require-version-order.js';
import { compareText } from './compare-text.js';
import { cutPage } from './cut-page.js';
import { VersionedMap } from './versioned-map.js';

interface Place {
  readonly id: string;
  readonly version: string;
}

/** The modules of one organization. */
export class MemoryModules {
  readonly #modules = new VersionedMap<LibraryModule>();

  /** @returns false when there is one of that id and version. */
  add(module: LibraryModule): boolean {
    requireVersionOrder(module.version);
    return this.#modules.save(keyOf(module), module, 0).outcome === 'saved';
  }

  setStatus({ id, version, status }: Place & { readonly status: ModuleStatus }, expectedVersion: number): SaveResult {
    const known = this.get(id, version);
    if (known === null) return { outcome: 'conflict' };
    return this.#modules.save(keyOf({ id, version }), { ...known.value, status }, expectedVersion);
  }

  get(id: string, version: string): Versioned<LibraryModule> | null {
    return this.#modules.load(keyOf({ id, version }));
  }

  latest(id: string): Versioned<LibraryModule> | null {
    return this.#ordered(id)[0] ?? null;
  }

  list({ id, limit, after }: Parameters<LibraryStore['listModules']>[1]): Page<Versioned<ModuleSummary>> {
    const last = after === null ? null : parseCursor(after);
    const rest = this.#ordered(id).filter(({ value }) => last === null || byIdThenLatest(last, value) < 0);
    return cutPage(rest.map(summarize), limit, ({ value }) => `${value.version} ${value.id}`);
  }

  #ordered(id: string | null): readonly Versioned<LibraryModule>[] {
    const wanted = this.#modules.list().filter(({ value }) => id === null || value.id === id);
    return wanted.sort((a, b) => byIdThenLatest(a.value, b.value));
  }
}

function byIdThenLatest(a: Place, b: Place): number {
  return compareText(a.id, b.id) || compareText(versionOrder(b.version) ?? '', versionOrder(a.version) ?? '');
}

function summarize({ version, value: { body: _, ...summary } }: Versioned<LibraryModule>): Versioned<ModuleSummary> {
  return { version, value: summary };
}

/** Versions hold no space. */
function parseCursor(cursor: string): Place {
  const [, version, id] = /^(\S+) (.+)$/s.exec(cursor) ?? [];
  if (version === undefined || id === undefined || versionOrder(version) === null) throw noCursor();
  return { id, version };
}

function keyOf({ id, version }: Place): string {
  return JSON.stringify([id, version]);
}
