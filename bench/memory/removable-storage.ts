import { memoryStorage } from '../../adapters/memory/index.js';
import type { Storage } from '../../src/storage.js';

/** A storage in memory that can be taken out of the process, as one that lies elsewhere is. */
export class RemovableStorage {
  readonly storage: Storage;
  #kept = memoryStorage();
  #calls = 0;

  constructor() {
    // What forwards may hold what it was made of: this one stays empty.
    const members = Object.entries(memoryStorage()).map(([name, member]) => [name, this.#forwarding([name], member)]);
    this.storage = Object.fromEntries(members) as Storage;
  }

  /** How often it was asked for something. */
  get calls(): number {
    return this.#calls;
  }

  /** Forgets all that was kept; whoever uses it goes on with an empty one. */
  empty(): void {
    this.#kept = memoryStorage();
  }

  /** Asks what is there by now, and holds nothing of what was there before. */
  #forwarding(path: readonly string[], member: unknown): unknown {
    if (typeof member === 'function') {
      return (...given: unknown[]) => {
        this.#calls += 1;
        const [owner, method] = [this.#at(path.slice(0, -1)), this.#at(path)];
        return Reflect.apply(method as () => unknown, owner, given);
      };
    }
    if (typeof member !== 'object' || member === null || path[0] === 'traits') return member;
    const names = Object.getOwnPropertyNames(member);
    return Object.fromEntries(
      names.map((name) => [name, this.#forwarding([...path, name], Reflect.get(member, name))]),
    );
  }

  #at(path: readonly string[]): unknown {
    return path.reduce<object>((member, name) => Reflect.get(member, name), this.#kept);
  }
}
