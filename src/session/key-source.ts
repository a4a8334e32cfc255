import type { CryptoKey } from 'jose';

/** Public keys by algorithm and `kid`. Another object wherever they may be other keys. */
export type Keys = ReadonlyMap<string, CryptoKey | Uint8Array>;

export interface FoundKey {
  readonly key: CryptoKey | Uint8Array;
  /** Those among which it was found. */
  readonly keys: Keys;
}

/** Where the keys come from that signatures are verified with. */
export interface KeySource {
  /** Those in force right now; null when that has to be found out first. */
  current(): Keys | null;
  /** Null when there is no such key. */
  find(algorithm: string, kid: string): Promise<FoundKey | null>;
}

/** One secret, whatever the token says of its key. */
export function secretSource(secret: Uint8Array): KeySource {
  const keys: Keys = new Map([['', secret]]);
  return { current: () => keys, find: async () => ({ key: secret, keys }) };
}
