import { PromptForgeError } from '../../../src/storage.js';
import type { Migration } from './migration.js';
import { migrationChecksum } from './migration-checksum.js';

/** A migration that a database says it has. */
export interface AppliedMigration {
  readonly name: string;
  /** Null when another tool has applied it. */
  readonly checksum: string | null;
}

/**
 * The migrations a database still needs, oldest first.
 * @throws PromptForgeError `storage_not_ready` when the database has a migration that is unknown
 * here, or one whose text was another: in both cases going on could only do harm.
 */
export function pendingMigrations(
  known: readonly Migration[],
  applied: readonly AppliedMigration[],
): readonly Migration[] {
  for (const { name, checksum } of applied) {
    const migration = known.find((candidate) => candidate.name === name);
    if (migration === undefined) {
      throw new PromptForgeError(
        'storage_not_ready',
        `The database holds the migration ${name}, which this version of promptforge does not know: a newer version ` +
          'has set it up. Install that version or a later one, or use another database.',
        { details: { migration: name } },
      );
    }
    if (checksum !== null && checksum !== migrationChecksum(migration)) {
      throw new PromptForgeError(
        'storage_not_ready',
        `The migration ${name} was applied to the database with another text than this version of promptforge has. ` +
          'Install the version that applied it, or use another database; a released migration must never be edited.',
        { details: { migration: name } },
      );
    }
  }
  return known.filter(({ name }) => !applied.some((done) => done.name === name));
}
