import { PromptForgeError } from '../../src/storage.js';
import { Row } from '../sql/rows/row.js';
import type { PostgresHome } from './postgres-home.js';

/** @throws PromptForgeError `config_invalid` for connections that begin transactions at another level. */
export async function requireReadCommitted(home: PostgresHome): Promise<void> {
  const { rows } = await home.query({ text: 'show default_transaction_isolation', values: [] });
  const level = new Row(rows[0]).text('default_transaction_isolation');
  if (level === 'read committed') return;
  throw new PromptForgeError(
    'config_invalid',
    `The connections given to postgresStorage() have default_transaction_isolation = '${level}', under which limits ` +
      "cannot be counted. Set it to 'read committed' for the pool, the role or the database.",
  );
}
