import { PromptForgeError } from '../../src/storage.js';
import { type NeededSchema, requireSchema } from '../sql/schema/require-schema.js';
import { databaseVersion } from './database.js';

/** What brings the schema of a project up to date. */
export const migrateCommands =
  'Run `npx promptforge migrate supabase`, which writes what is missing into supabase/migrations, ' +
  'then `npx supabase db push`.';

export const neededSchema: NeededSchema = { version: databaseVersion, howToMend: migrateCommands };

/**
 * @param version name of the newest migration of the project, null without any.
 * @throws PromptForgeError `storage_not_ready` unless it is the newest one of this version.
 */
export function requireSchemaVersion(version: string | null): void {
  requireSchema(version, neededSchema);
  if (version === databaseVersion) return;
  throw new PromptForgeError(
    'storage_not_ready',
    `The Supabase project holds the migration ${version}, which this version of promptforge does not know: a newer ` +
      'version has set it up. Install that version or a later one, or use another project.',
    { details: { found: version, needed: databaseVersion } },
  );
}
