import type { JsonObject } from '../domain/json/json.js';
import type { NotificationName } from '../domain/people/notification.js';
import type { PrivacySettings } from '../domain/people/privacy-settings.js';

/** Fields to be changed; those that are left out stay. Null clears one. */
export interface ProfileChanges {
  /** Up to 200 characters. */
  readonly displayName?: string | null;
  /** For contact: nobody signs in by it, and it is not verified. */
  readonly email?: string | null;
  /** A BCP 47 language tag; kept in its canonical form. */
  readonly locale?: string | null;
  /** A name of the IANA time zone database. */
  readonly timeZone?: string | null;
  /** An https address without credentials, up to 2,048 characters. */
  readonly avatarUrl?: string | null;
  /** Merged key by key; null removes one. 16 kB at most in all. */
  readonly preferences?: JsonObject;
  readonly privacy?: Partial<PrivacySettings>;
  readonly notifications?: Partial<Record<NotificationName, boolean>>;
  /** Fields of the host's own, as the option `users.profileFields` has them; merged like `preferences`. */
  readonly extra?: JsonObject;
}
