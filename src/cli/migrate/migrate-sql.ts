import { type Migration, migrations, schemaStatus } from '../../../adapters/sql/index.js';
import type { DatabaseTarget } from '../database-target.js';
import { openDatabase } from '../open-database.js';

/**
 * Prints the SQL of all migrations, or with a target of those that it lacks. @returns the exit code.
 * @throws PromptForgeError `storage_not_ready` when that database is newer than this version.
 */
export async function migrateSql(
  { target }: { readonly target: DatabaseTarget | null },
  print: (text: string) => void,
  signal: AbortSignal,
): Promise<number> {
  const wanted = target === null ? migrations : await pendingIn(target, signal);
  print([header(wanted.length), ...wanted.map(section)].join('\n'));
  return 0;
}

async function pendingIn(target: DatabaseTarget, signal: AbortSignal): Promise<readonly Migration[]> {
  const database = await openDatabase(target, { create: false, signal });
  const { migrations: all, problem } = await schemaStatus(database, migrations).finally(() => database.close());
  if (problem !== null) throw problem;
  return migrations.filter(({ name }) => all.some((status) => status.name === name && status.state === 'pending'));
}

function header(count: number): string {
  if (count === 0) return '-- promptforge: nothing is pending';
  return `-- promptforge: ${count} migration${count === 1 ? '' : 's'}, oldest first; apply all or none of it:
-- psql --single-transaction --set ON_ERROR_STOP=1 --file FILE DATABASE_URL`;
}

function section({ name, sql }: Migration): string {
  return `\n-- promptforge: ${name}.sql\n\n${sql.trimEnd()}`;
}
