import type { Storage, TenantScope } from '../../storage.js';
import type { ContractClock } from './contract-clock.js';

/** One promise of the `Storage` port, and how to find out whether an adapter keeps it. */
export interface ContractSpec {
  /** A sentence that is true of every storage. It names the test. */
  readonly promise: string;
  /** Rejects with an assertion error when the promise is broken. */
  verify(context: ContractContext): Promise<void>;
}

/** What a promise is verified with. */
export interface ContractContext {
  /** May hold rows of other tests. */
  readonly storage: Storage;
  /** The clock the storage goes by. */
  readonly clock: ContractClock;
  /** A tenant that no other test has used. */
  readonly scope: TenantScope;
}
