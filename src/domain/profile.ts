import type { JsonObject } from './json.js';

/** What a person has told about themselves. It belongs to them, whatever organizations they are in. */
export interface Profile {
  readonly email: string | null;
  readonly displayName: string | null;
  /** A BCP 47 language tag, for instance `de-CH`. */
  readonly locale: string | null;
  /** A name of the IANA time zone database, for instance `Europe/Zurich`. */
  readonly timeZone: string | null;
  readonly preferences: JsonObject;
}
