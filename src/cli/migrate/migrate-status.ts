import { type MigrationStatus, migrations, schemaStatus } from '../../../adapters/sql/index.js';
import { toProblem } from '../../index.js';
import type { DatabaseTarget } from '../database-target.js';
import { openDatabase } from '../open-database.js';

/** Tells a script that there is something to apply. */
const pendingExitCode = 3;

/**
 * Lists what a database has and lacks. @returns the exit code.
 * @throws PromptForgeError `storage_not_ready` when the database is newer than this version.
 */
export async function migrateStatus(
  { target, json }: { readonly target: DatabaseTarget; readonly json: boolean },
  print: (text: string) => void,
  signal: AbortSignal,
): Promise<number> {
  const database = await openDatabase(target, { create: false, signal });
  const status = await schemaStatus(database, migrations).finally(() => database.close());
  const pending = status.migrations.filter(({ state }) => state === 'pending').length;
  if (json) {
    const document = { database: target.shown, pending, migrations: status.migrations };
    print(JSON.stringify({ ...document, error: status.problem && toProblem(status.problem, 'operator') }, null, 2));
    if (status.problem !== null) return 1;
  } else {
    print(`Database ${target.shown}\n\n${status.migrations.map(statusLine).join('\n')}\n`);
    if (status.problem !== null) throw status.problem;
    print(pending === 0 ? 'The schema is up to date.' : `${pending} pending. Apply: npx promptforge migrate up`);
  }
  return pending === 0 ? 0 : pendingExitCode;
}

function statusLine({ name, state, appliedAt, byPromptForge }: MigrationStatus): string {
  const line = `${state.padEnd(9)}${name}`;
  if (appliedAt === null) return line;
  const when = new Date(appliedAt).toISOString().slice(0, 19).replace('T', ' ');
  return `${line.padEnd(48)}${when} UTC${byPromptForge === false ? ', by another tool' : ''}`;
}
