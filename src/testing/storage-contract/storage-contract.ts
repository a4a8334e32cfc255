import type { Storage } from '../../storage.js';
import { ContractClock } from './contract-clock.js';
import { newTenant } from './fixtures/new-tenant.js';
import { promises } from './promises.js';

/** What a storage is verified with: a test runner and a way to make the storage. */
export interface StorageContractHost {
  /** Groups tests: `describe` of vitest, node:test, jest or any other runner. */
  readonly describe: (name: string, declare: () => void) => void;
  /** Declares a test that fails when its promise rejects. Tests must run one after the other. */
  readonly test: (name: string, run: () => Promise<void>) => void;
  /**
   * Makes a storage that is set up, and that takes `clock` for its own in everything it does. It
   * is asked before each test, always with the same clock, whose time only moves forward.
   *
   * It may return one storage every time, as long as `destroy` then does nothing: each test keeps
   * to tenants of its own. The last test closes the storage, and nobody else may use it meanwhile.
   */
  readonly create: (environment: { readonly clock: { now(): number } }) => Storage | Promise<Storage>;
  /** Lets go of a storage after its test; closes it unless given. */
  readonly destroy?: (storage: Storage) => void | Promise<void>;
}

/**
 * Declares one test for each promise of the {@link Storage} port. An adapter that passes them all
 * can stand behind PromptForge; one that fails any cannot.
 *
 * A storage that outlives the process has to be empty when the suite starts, since its clock
 * starts anew each time, in January 2027. It moves on by some years.
 *
 * @example
 * storageContract({
 *   describe,
 *   test,
 *   create: ({ clock }) => memoryStorage({ clock }),
 * });
 *
 * @example A storage that takes long to start, shared by all tests:
 * let shared: Promise<Storage> | undefined;
 * storageContract({
 *   describe,
 *   test,
 *   create: ({ clock }) => (shared ??= startStorage(clock)),
 *   destroy: () => {},
 * });
 */
export function storageContract({ describe, test, create, destroy }: StorageContractHost): void {
  const clock = new ContractClock();
  for (const [topic, specs] of Object.entries(promises)) {
    describe(topic, () => {
      for (const spec of specs) {
        test(spec.promise, async () => {
          clock.startNextTest();
          const storage = await create({ clock });
          try {
            await spec.verify({ storage, clock, scope: newTenant() });
          } finally {
            await (destroy === undefined ? storage.close() : destroy(storage));
          }
        });
      }
    });
  }
}
