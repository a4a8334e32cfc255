import type { CryptoKey } from 'jose';

/** Public keys by algorithm and `kid`. Another object wherever they may be other keys. */
export type Keys = ReadonlyMap<string, CryptoKey | Uint8Array>;

export interface FoundKeys {
  /** A token is genuine if any of them has signed it. */
  readonly candidates: readonly (CryptoKey | Uint8Array)[];
  /** Those among which they were found. */
  readonly keys: Keys;
}

/** Where the keys come from that signatures are verified with. */
export interface KeySource {
  /** Those in force right now; null when that has to be found out first. */
  current(): Keys | null;
  /** Null when there is no such key. A `kid` that is empty stands for none. */
  find(algorithm: string, kid: string): Promise<FoundKeys | null>;
}
