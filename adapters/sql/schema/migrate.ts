import { Row } from '../rows/row.js';
import type { Migration } from './migration.js';
import { migrationChecksum } from './migration-checksum.js';
import type { MigrationSession } from './migration-session.js';
import { type AppliedMigration, pendingMigrations } from './pending-migrations.js';

/**
 * Brings a database up to date: each migration in a transaction of its own, oldest first, so
 * that a failure leaves a whole number of them behind. Callers see to it that one migrator at a
 * time is at work on a database.
 */
export async function migrate(session: MigrationSession, migrations: readonly Migration[]): Promise<void> {
  const applied = await appliedMigrations(session);
  for (const migration of pendingMigrations(migrations, applied)) {
    await session.exec(`${migration.sql}
update promptforge.migrations
   set checksum = '${migrationChecksum(migration)}'
 where name = '${migration.name}';`);
  }
}

async function appliedMigrations(session: MigrationSession): Promise<readonly AppliedMigration[]> {
  const [found] = await session.query(`select to_regclass('promptforge.migrations') is not null as present`);
  if (!new Row(found).flag('present')) return [];
  const rows = await session.query('select name, checksum from promptforge.migrations order by name');
  return rows.map((value) => {
    const row = new Row(value);
    return { name: row.text('name'), checksum: row.nullableText('checksum') };
  });
}
