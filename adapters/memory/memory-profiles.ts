import type { Profile, ProfileStore, SaveResult, UserScope, Versioned } from '../../src/storage.js';
import { VersionedMap } from './versioned-map.js';

export class MemoryProfiles implements ProfileStore {
  readonly #profiles = new VersionedMap<Profile>();

  async load({ userId }: UserScope): Promise<Versioned<Profile> | null> {
    return this.#profiles.load(userId);
  }

  async save({ userId }: UserScope, profile: Profile, expectedVersion: number): Promise<SaveResult> {
    return this.#profiles.save(userId, profile, expectedVersion);
  }

  async erase({ userId }: UserScope): Promise<boolean> {
    return this.#profiles.remove(userId, null);
  }

  /** Synchronous, for those who list people. */
  profileOf(userId: string): Profile | null {
    return this.#profiles.load(userId)?.value ?? null;
  }
}
