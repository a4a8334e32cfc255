import { PromptForgeError } from '../../src/storage.js';
import { databaseVersion } from './database.js';

/** What brings the schema of a project up to date. */
export const migrateCommands =
  'Run `npx promptforge migrate supabase`, which writes what is missing into supabase/migrations, ' +
  'then `npx supabase db push`.';

/**
 * @param version name of the newest migration of the project, null without any.
 * @throws PromptForgeError `storage_not_ready` unless it is the newest one of this version.
 */
export function requireSchemaVersion(version: string | null): void {
  if (version === databaseVersion) return;
  const details = { found: version, needed: databaseVersion };
  if (version !== null && version > databaseVersion) {
    throw new PromptForgeError(
      'storage_not_ready',
      `The Supabase project holds the migration ${version}, which this version of promptforge does not know: a newer ` +
        'version has set it up. Install that version or a later one, or use another project.',
      { details },
    );
  }
  throw new PromptForgeError(
    'storage_not_ready',
    `The schema of the Supabase project is older than this version of promptforge needs (${databaseVersion}). ` +
      migrateCommands,
    { details },
  );
}
