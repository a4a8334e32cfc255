import type { NotificationName } from '../domain/people/notification.js';
import { notificationDefaults } from '../domain/people/notification.js';
import { defaultPrivacy, type PrivacySettings } from '../domain/people/privacy-settings.js';
import { emptyProfile, type Profile } from '../domain/people/profile.js';
import type { Versioned } from '../domain/plans/subscription.js';

/** A profile with every setting in it, those that were never made as their defaults say. */
export interface UserProfile extends Omit<Profile, 'privacy' | 'notifications'> {
  readonly userId: string;
  /** How often it was saved; 0 for a person who has told nothing yet. */
  readonly version: number;
  readonly privacy: PrivacySettings;
  readonly notifications: Readonly<Record<NotificationName, boolean>>;
}

/** @param names of all notifications there are; those of the host's own are off by default. */
export function userProfile(
  userId: string,
  stored: Versioned<Profile> | null,
  names: readonly NotificationName[],
): UserProfile {
  const { value, version } = stored ?? { value: emptyProfile, version: 0 };
  const settings = { ...notificationDefaults, ...value.notifications };
  const notifications = Object.fromEntries(
    names.map((name) => [name, settings[name as keyof typeof settings] ?? false]),
  );
  return {
    userId,
    version,
    ...value,
    privacy: { ...defaultPrivacy, ...value.privacy },
    notifications: notifications as UserProfile['notifications'],
  };
}
