import type { SaveResult, Versioned } from '../../src/storage.js';

/** Values that are saved by compare-and-swap, under keys. Nothing of it is shared with callers. */
export class VersionedMap<Value> {
  readonly #saved = new Map<string, Versioned<Value>>();

  load(key: string): Versioned<Value> | null {
    return structuredClone(this.#saved.get(key) ?? null);
  }

  /** @param expectedVersion 0 means that there is none yet. */
  save(key: string, value: Value, expectedVersion: number): SaveResult {
    if (this.#versionOf(key) !== expectedVersion) return { outcome: 'conflict' };
    const version = expectedVersion + 1;
    this.#saved.set(key, { value: structuredClone(value), version });
    return { outcome: 'saved', version };
  }

  /** @returns whether there was one of that version; of any with null. */
  remove(key: string, expectedVersion: number | null): boolean {
    if (expectedVersion !== null && this.#versionOf(key) !== expectedVersion) return false;
    return this.#saved.delete(key);
  }

  /** In the order in which the keys were first saved. */
  list(): readonly Versioned<Value>[] {
    return structuredClone([...this.#saved.values()]);
  }

  #versionOf(key: string): number {
    return this.#saved.get(key)?.version ?? 0;
  }
}
