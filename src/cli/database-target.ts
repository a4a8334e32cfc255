import type { PromptForgeError } from '../index.js';
import type { Environment } from './chosen-model.js';
import { postgresUrl } from './postgres-url.js';

/** A database that a command works on. */
export type DatabaseTarget =
  | {
      readonly kind: 'postgres';
      /** Holds a password: never printed. */
      readonly connectionString: string;
      /** What to call it in front of people. */
      readonly shown: string;
    }
  | { readonly kind: 'pglite'; readonly dataDir: string; readonly shown: string };

/** Flags that name a database. */
export const targetFlags = { 'database-url': { type: 'string' }, 'data-dir': { type: 'string' } } as const;

type TargetValues = { readonly [flag in keyof typeof targetFlags]?: string | undefined };

type Wrong = (message: string) => PromptForgeError;

/** Lines of the help that are the same for every command. */
export const targetHelp = `  --database-url URL   postgres://USER:PASSWORD@HOST:5432/DATABASE
  --data-dir FOLDER    folder of a PGlite database`;

/**
 * The database that the flags name, or else the first of `variables` that is set.
 * @throws PromptForgeError `request_invalid`
 */
export function databaseTarget(
  { 'database-url': databaseUrl, 'data-dir': dataDir }: TargetValues,
  environment: Environment,
  variables: readonly string[],
  wrong: Wrong,
): DatabaseTarget {
  if (databaseUrl !== undefined && dataDir !== undefined) {
    throw wrong('Give either --database-url or --data-dir, not both.');
  }
  if (dataDir !== undefined) return folderTarget(dataDir, wrong);
  if (databaseUrl !== undefined) return postgresTarget(databaseUrl, '--database-url', wrong);
  for (const name of variables) {
    const value = environment[name]?.trim();
    if (value) return postgresTarget(value, name, wrong);
  }
  throw wrong('No database was named. Give --database-url or --data-dir, or set DATABASE_URL.');
}

function folderTarget(dataDir: string, wrong: Wrong): DatabaseTarget {
  if (dataDir.trim() === '' || dataDir.includes('://')) {
    throw wrong('--data-dir is the path of a folder; a server is named with --database-url.');
  }
  return { kind: 'pglite', dataDir, shown: `PGlite in ${dataDir}` };
}

function postgresTarget(value: string, source: string, wrong: Wrong): DatabaseTarget {
  const parsed = postgresUrl(value);
  if ('problem' in parsed) throw wrong(`${source} ${parsed.problem}`);
  return { kind: 'postgres', ...parsed };
}
