import type { JsonObject } from '../json/json.js';

/** What a person has told about themselves. It belongs to them, whatever organizations they are in. */
export interface Profile {
  readonly email: string | null;
  readonly displayName: string | null;
  /** A BCP 47 language tag, for instance `de-CH`. */
  readonly locale: string | null;
  /** A name of the IANA time zone database, for instance `Europe/Zurich`. */
  readonly timeZone: string | null;
  readonly preferences: JsonObject;
  /** An https address; null when there is none. */
  readonly avatarUrl: string | null;
  /** Privacy settings that were made; the others are as `defaultPrivacy` says. */
  readonly privacy: Readonly<Record<string, boolean>>;
  /** Notification settings that were made, by channel. */
  readonly notifications: Readonly<Record<string, boolean>>;
  /** Fields of the host's own. */
  readonly extra: JsonObject;
}

/** The profile of a person who has told nothing yet. */
export const emptyProfile: Profile = Object.freeze({
  email: null,
  displayName: null,
  locale: null,
  timeZone: null,
  preferences: {},
  avatarUrl: null,
  privacy: {},
  notifications: {},
  extra: {},
});
