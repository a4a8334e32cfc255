import type { Terminal } from '../terminal.js';
import { migrateHelp, parseMigrateArguments } from './migrate-arguments.js';
import { migrateSql } from './migrate-sql.js';
import { migrateStatus } from './migrate-status.js';
import { migrateSupabase } from './migrate-supabase.js';
import { migrateUp } from './migrate-up.js';

/** Brings a schema up to date, or tells about it. @returns the exit code. */
export async function migrateCommand(
  words: readonly string[],
  signal: AbortSignal,
  { environment, print }: Terminal,
): Promise<number> {
  const options = parseMigrateArguments(words, environment);
  switch (options.action) {
    case 'help':
      print(migrateHelp);
      return 0;
    case 'status':
      return migrateStatus(options, print, signal);
    case 'up':
      return migrateUp(options, print, signal);
    case 'sql':
      return migrateSql(options, print, signal);
    case 'supabase':
      return migrateSupabase(options, print);
  }
}
