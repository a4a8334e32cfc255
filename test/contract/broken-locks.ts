import { PromptForgeError, type QuotaLimit } from '../../src/storage.js';
import { type Defect, storageWith } from './storage-with-defects.js';

/** Locks that are waited for one after another, and that notice when two wait for each other. */
class Locks {
  readonly #holders = new Map<string, object>();
  readonly #waiting = new Map<object, string>();

  /** @throws PromptForgeError `storage_unavailable` for a deadlock, as a database does. */
  async take(owner: object, key: string): Promise<void> {
    while (this.#holders.has(key)) {
      this.#waiting.set(owner, key);
      if (this.#waitsForItself(owner)) {
        this.#waiting.delete(owner);
        throw new PromptForgeError('storage_unavailable', 'A deadlock was found.');
      }
      await new Promise((resolve) => setImmediate(resolve));
    }
    this.#waiting.delete(owner);
    this.#holders.set(key, owner);
  }

  release(owner: object): void {
    for (const [key, holder] of this.#holders) if (holder === owner) this.#holders.delete(key);
  }

  #waitsForItself(owner: object): boolean {
    for (let next: object | undefined = owner, steps = 0; steps <= this.#waiting.size; steps += 1) {
      const key: string | undefined = next === undefined ? undefined : this.#waiting.get(next);
      next = key === undefined ? undefined : this.#holders.get(key);
      if (next === owner) return true;
    }
    return false;
  }
}

export const brokenLocks: readonly Defect[] = [
  {
    defect: 'locks windows in the order in which they are given, and so waits for itself',
    breaks:
      'a burst of two users over several windows fills the tightest and exceeds none, in whatever order limits are given',
    create: storageWith({
      ledger: ({ ledger }) => {
        const locks = new Locks();
        const keyOf = (orgId: string, userId: string, { subject, meter, period }: QuotaLimit) =>
          JSON.stringify([orgId, subject === 'org' ? '' : userId, meter, period]);
        return {
          async reserve(scope, reservation) {
            const owner = {};
            try {
              for (const limit of reservation.limits) {
                await locks.take(owner, keyOf(scope.orgId, reservation.userId, limit));
                // As in a database, others get on while a lock is being taken.
                await new Promise((resolve) => setImmediate(resolve));
              }
              return await ledger.reserve(scope, reservation);
            } finally {
              locks.release(owner);
            }
          },
        };
      },
    }),
  },
];
