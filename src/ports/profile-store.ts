import type { UserScope } from '../domain/access/user-scope.js';
import type { Profile } from '../domain/people/profile.js';
import type { Versioned } from '../domain/plans/subscription.js';
import type { SaveResult } from './subscription-store.js';

/** One profile per person, whatever organizations they belong to. */
export interface ProfileStore {
  load(user: UserScope): Promise<Versioned<Profile> | null>;

  /** Saves if the stored version is still `expectedVersion`; 0 means that there is none yet. */
  save(user: UserScope, profile: Profile, expectedVersion: number): Promise<SaveResult>;

  /** Deletes it. @returns whether there was one. */
  erase(user: UserScope): Promise<boolean>;
}
