import type { ModuleDefinition } from '../../domain/library/module-recipe.js';
import { versionOrder } from '../../domain/text/semantic-version.js';
import { moduleNotFound } from './module-errors.js';
import type { ModuleOrigin, ModuleSource, ModuleVersion } from './module-source.js';

/** A version of a module, and where it was found. */
export interface FoundVersion extends ModuleVersion {
  readonly origin: ModuleOrigin;
}

export interface FoundModule extends FoundVersion {
  readonly definition: ModuleDefinition;
}

export interface ModuleRegistry {
  /** The latest active version of each module, by id. */
  latest(): Promise<readonly FoundVersion[]>;
  /** Every version of a module that the caller may see, latest first; empty where there is none. */
  versions(id: string): Promise<readonly FoundVersion[]>;
  /**
   * A version by its name, or with null the latest active one.
   * @throws PromptForgeError `module_not_found`
   */
  find(id: string, version: string | null): Promise<FoundModule>;
  /** The recipe of a version that was found. @throws PromptForgeError `module_not_found` */
  definitionOf(found: FoundVersion): Promise<ModuleDefinition>;
}

/**
 * Modules from several places, nearest first. A module belongs to the nearest place that has a version of it which
 * is no draft: that one stands for all versions. Drafts are seen by those who may publish, and only those of
 * their organization.
 */
export function moduleRegistry(sources: readonly ModuleSource[], seesDrafts: boolean): ModuleRegistry {
  const isSeen = ({ origin, status }: FoundVersion) => status !== 'draft' || (seesDrafts && origin === 'organization');

  /** Sources are asked in turn: most modules are found in the first place, or the last, which costs nothing. */
  const versions = async (id: string): Promise<readonly FoundVersion[]> => {
    const drafts: FoundVersion[] = [];
    for (const source of sources) {
      const found = foundIn(source, await source.versions(id)).filter(isSeen);
      if (found.some(({ status }) => status !== 'draft')) return latestFirst([...drafts, ...found]);
      drafts.push(...found);
    }
    return latestFirst(drafts);
  };

  const definitionOf = async ({ origin, id, version }: FoundVersion): Promise<ModuleDefinition> => {
    const definition = await sources.find((source) => source.origin === origin)?.definition({ id, version });
    if (definition === null || definition === undefined) throw moduleNotFound();
    return definition;
  };

  return {
    versions,
    definitionOf,
    async latest() {
      const found = await Promise.all(sources.map(async (source) => foundIn(source, await source.versions(null))));
      const owners = new Map<string, ModuleOrigin>();
      const usable = found.flat().filter(({ status }) => status !== 'draft');
      for (const { id, origin } of usable) if (!owners.has(id)) owners.set(id, origin);
      const newest = new Map<string, FoundVersion>();
      for (const one of latestFirst(usable.filter(({ id, origin }) => owners.get(id) === origin))) {
        if (isOffered(one) && !newest.has(one.id)) newest.set(one.id, one);
      }
      return [...newest.values()].sort((a, b) => (a.id < b.id ? -1 : 1));
    },
    async find(id, version) {
      const seen = await versions(id);
      const found = seen.find((one) => (version === null ? isOffered(one) : one.version === version));
      if (found === undefined) throw moduleNotFound();
      return { ...found, definition: await definitionOf(found) };
    },
  };
}

/** Whether a version is used by those who name none. */
function isOffered({ status, version }: FoundVersion): boolean {
  return status === 'active' && !version.includes('-');
}

function foundIn({ origin }: ModuleSource, versions: readonly ModuleVersion[]): readonly FoundVersion[] {
  return versions.map((one) => ({ ...one, origin }));
}

function latestFirst(versions: readonly FoundVersion[]): readonly FoundVersion[] {
  const keyed = versions.map((one) => ({ one, key: versionOrder(one.version) ?? '' }));
  return keyed.sort((a, b) => (a.key < b.key ? 1 : a.key > b.key ? -1 : 0)).map(({ one }) => one);
}
