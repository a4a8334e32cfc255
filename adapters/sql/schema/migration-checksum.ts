import { createHash } from 'node:crypto';
import type { Migration } from './migration.js';

/** SHA-256 of a migration in hexadecimal. How lines end does not count: checkouts differ in that. */
export function migrationChecksum({ sql }: Migration): string {
  return createHash('sha256').update(sql.replaceAll('\r\n', '\n')).digest('hex');
}
