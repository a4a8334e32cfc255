import { PromptForgeError } from '../../../src/storage.js';

/** What a database has to have. */
export interface NeededSchema {
  /** Name of the newest migration of this version. */
  readonly version: string;
  /** What brings a database up to date, as a sentence. */
  readonly howToMend: string;
}

/**
 * A newer schema is taken: servers of the version before go on while an upgrade rolls.
 * @param found name of the newest migration of the database, null without any.
 * @throws PromptForgeError `storage_not_ready` for one that is older than needed.
 */
export function requireSchema(found: string | null, { version, howToMend }: NeededSchema): void {
  // Names begin with the time they were made at.
  if (found !== null && found >= version) return;
  throw new PromptForgeError(
    'storage_not_ready',
    `The schema of the database is older than this version of promptforge needs (${version}). ${howToMend}`,
    { details: { found, needed: version } },
  );
}
