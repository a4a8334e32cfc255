import type { JsonObject } from '../domain/json/json.js';
import type { StandardSchema } from '../domain/json/standard-schema.js';
import { emptyProfile, type Profile } from '../domain/people/profile.js';
import type { Versioned } from '../domain/plans/subscription.js';
import { PromptForgeError } from '../errors/promptforge-error.js';
import type { ProfileStore } from '../ports/profile-store.js';
import { checkedExtra } from './extra-fields.js';
import { isKeptObject } from './is-kept-object.js';
import type { ProfileChanges } from './profile-changes.js';

export interface UpdateProfileParts {
  readonly profiles: ProfileStore;
  readonly profileFields: StandardSchema | null;
}

/** Each round of a contest has one winner, so this many may change one profile at once. */
const attempts = 100;

/**
 * Merges changes into a profile, in one atomic step.
 * @param expectedVersion null to try again when others were faster.
 * @throws PromptForgeError `storage_conflict`, `request_invalid`
 */
export async function updateProfile(
  { profiles, profileFields }: UpdateProfileParts,
  userId: string,
  changes: ProfileChanges,
  expectedVersion: number | null,
): Promise<Versioned<Profile>> {
  for (let attempt = 0; attempt < attempts; attempt += 1) {
    const stored = await profiles.load({ userId });
    const version = stored?.version ?? 0;
    if (expectedVersion !== null && version !== expectedVersion) break;
    const value = await merged(stored?.value ?? emptyProfile, changes, profileFields);
    const saved = await profiles.save({ userId }, value, version);
    if (saved.outcome === 'saved') return { value, version: saved.version };
  }
  throw new PromptForgeError(
    'storage_conflict',
    'The profile was changed by somebody else in the meantime. Read it again, and repeat the change.',
  );
}

async function merged(profile: Profile, changes: ProfileChanges, fields: StandardSchema | null): Promise<Profile> {
  const { preferences = {}, privacy, notifications, extra, ...plain } = changes;
  const next = {
    ...profile,
    ...plain,
    preferences: mergedObject(profile.preferences, preferences),
    privacy: { ...profile.privacy, ...privacy },
    notifications: { ...profile.notifications, ...notifications },
    extra: extra === undefined ? profile.extra : await checkedExtra(fields, mergedObject(profile.extra, extra)),
  };
  if (isKeptObject(next.preferences)) return next;
  throw new PromptForgeError(
    'request_invalid',
    'preferences may hold 16 kB in all. Remove keys by setting them to null.',
  );
}

/** Keys are replaced, and removed by null. */
function mergedObject(object: JsonObject, changes: JsonObject): JsonObject {
  return Object.fromEntries(Object.entries({ ...object, ...changes }).filter(([, value]) => value !== null));
}
