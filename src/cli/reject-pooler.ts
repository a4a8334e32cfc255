import { PromptForgeError } from '../index.js';
import { isPooled } from './is-pooled.js';
import type { Query } from './open-database.js';

/**
 * The lock that keeps migrators apart belongs to a session, which a pooler may not keep.
 * @param other on a second connection; null where there can be only one.
 * @throws PromptForgeError `config_invalid`
 */
export async function rejectPooler(one: Query, other: Query | null): Promise<void> {
  if (other === null || !(await isPooled(one, other))) return;
  throw new PromptForgeError(
    'config_invalid',
    'The address leads to a pooler in transaction mode, through which nothing can be migrated. Give the address of ' +
      'the server itself: set DIRECT_URL, or use --database-url.',
  );
}
