import type { Environment } from '../chosen-model.js';
import { commandWords, wrongWords } from '../command-words.js';
import { type DatabaseTarget, databaseTarget, targetFlags, targetHelp } from '../database-target.js';

export type MigrateArguments =
  | { readonly action: 'help' }
  | { readonly action: 'status'; readonly target: DatabaseTarget; readonly json: boolean }
  | { readonly action: 'up'; readonly target: DatabaseTarget; readonly seed: boolean; readonly json: boolean }
  /** Without a target: all of it. */
  | { readonly action: 'sql'; readonly target: DatabaseTarget | null }
  | { readonly action: 'supabase'; readonly folder: string };

export const migrateHelp = `promptforge migrate COMMAND [options]

  status     list the migrations of a database
  up         apply what is pending
  sql        print the SQL, for another tool to apply
  supabase   write the migrations into the folder of the Supabase CLI

For status and up, and for sql --pending, one database:
${targetHelp}
                       without either: the address in DIRECT_URL, or else in DATABASE_URL

  --seed               up: also write the default plans that are missing
  --pending            sql: only what the database lacks
  --dir FOLDER         supabase: where to write, default: supabase/migrations
  --json               status, up: print one JSON document and nothing else
  --help               this text

Exit code: 0 when it was done and the schema is up to date, 1 when it failed, 2 for wrong
arguments, 3 when status finds something pending, 130 after Ctrl-C.`;

const wrong = wrongWords('migrate');

/** The flags that each command takes. */
const flagsOf = {
  status: ['database-url', 'data-dir', 'json'],
  up: ['database-url', 'data-dir', 'seed', 'json'],
  sql: ['database-url', 'data-dir', 'pending'],
  supabase: ['dir'],
} as const;

/** @throws PromptForgeError `request_invalid` */
export function parseMigrateArguments(words: readonly string[], environment: Environment): MigrateArguments {
  const { values, positionals } = commandWords('migrate', words, {
    ...targetFlags,
    dir: { type: 'string' },
    seed: { type: 'boolean' },
    pending: { type: 'boolean' },
    json: { type: 'boolean' },
  });
  if (values.help === true) return { action: 'help' };
  const [action] = positionals;
  if (positionals.length !== 1 || !isAction(action)) {
    throw wrong(`Give one command: ${Object.keys(flagsOf).join(', ')}.`);
  }
  const taken: readonly string[] = flagsOf[action];
  const stray = Object.keys(values).find((flag) => !taken.includes(flag));
  if (stray !== undefined) throw wrong(`promptforge migrate ${action} takes no --${stray}.`);
  // Migrations hold a lock of their session, which a pooler may not keep.
  const target = () => databaseTarget(values, environment, ['DIRECT_URL', 'DATABASE_URL'], wrong);
  const json = values.json === true;
  switch (action) {
    case 'status':
      return { action, target: target(), json };
    case 'up':
      return { action, target: target(), seed: values.seed === true, json };
    case 'sql':
      return { action, target: sqlTarget(values, target) };
    case 'supabase':
      return { action, folder: folderOf(values.dir) };
  }
}

/** All the SQL needs no database; a database without --pending is a misunderstanding. */
function sqlTarget(
  values: Readonly<Record<string, string | boolean | undefined>>,
  target: () => DatabaseTarget,
): DatabaseTarget | null {
  if (values.pending === true) return target();
  if (values['database-url'] !== undefined || values['data-dir'] !== undefined) {
    throw wrong('promptforge migrate sql looks at a database only with --pending.');
  }
  return null;
}

function folderOf(dir = 'supabase/migrations'): string {
  if (dir.trim() === '') throw wrong('--dir is the path of a folder.');
  return dir;
}

function isAction(word: string | undefined): word is keyof typeof flagsOf {
  return word !== undefined && Object.hasOwn(flagsOf, word);
}
