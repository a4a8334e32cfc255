import { type MigrationStatus, migrations, schemaStatus } from '../../../adapters/sql/index.js';
import type { Query } from '../open-database.js';
import { type Finding, failed, ok, someOf } from './finding.js';

/** Whether the schema is the one of this version of promptforge. */
export async function checkSchema(query: Query): Promise<Finding> {
  const status = await schemaStatus({ query }, migrations);
  const named = (wanted: MigrationStatus['state']) =>
    status.migrations.filter(({ state }) => state === wanted).map(({ name }) => name);
  const [unknown, changed, pending] = [named('unknown'), named('changed'), named('pending')];
  if (unknown.length > 0) {
    return failed(
      `newer than this version of promptforge: ${someOf(unknown)}`,
      'Install the version of promptforge that has set it up, or a later one.',
    );
  }
  if (changed.length > 0) {
    return failed(
      `applied with another text than this version has: ${someOf(changed)}`,
      'Install the version of promptforge that has applied it; a released migration must never be edited.',
    );
  }
  if (pending.length === migrations.length) return failed('there is none yet', 'Run: npx promptforge migrate up');
  if (pending.length > 0) return failed(`lacks ${someOf(pending)}`, 'Run: npx promptforge migrate up');
  return ok(`up to date: ${migrations.at(-1)?.name}`);
}
