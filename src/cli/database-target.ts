import { PromptForgeError } from '../index.js';
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

export interface TargetFlags {
  readonly databaseUrl: string | undefined;
  readonly dataDir: string | undefined;
  /** The words that show the help, for errors. */
  readonly help: string;
}

/** Lines of the help that are the same for every command. */
export const targetHelp = `  --database-url URL   postgres://USER:PASSWORD@HOST:5432/DATABASE
  --data-dir FOLDER    folder of a PGlite database`;

/**
 * The database that the flags name, or else the first of `variables` that is set.
 * @throws PromptForgeError `request_invalid`
 */
export function databaseTarget(
  { databaseUrl, dataDir, help }: TargetFlags,
  environment: Environment,
  variables: readonly string[],
): DatabaseTarget {
  if (databaseUrl !== undefined && dataDir !== undefined) {
    throw wrong('Give either --database-url or --data-dir, not both.', help);
  }
  if (dataDir !== undefined) return folderTarget(dataDir, help);
  if (databaseUrl !== undefined) return postgresTarget(databaseUrl, '--database-url', help);
  for (const name of variables) {
    const value = environment[name]?.trim();
    if (value) return postgresTarget(value, name, help);
  }
  throw wrong('No database was named. Give --database-url or --data-dir, or set DATABASE_URL.', help);
}

function folderTarget(dataDir: string, help: string): DatabaseTarget {
  if (dataDir.trim() === '' || dataDir.includes('://')) {
    throw wrong('--data-dir is the path of a folder; a server is named with --database-url.', help);
  }
  return { kind: 'pglite', dataDir, shown: `PGlite in ${dataDir}` };
}

function postgresTarget(value: string, source: string, help: string): DatabaseTarget {
  const parsed = postgresUrl(value);
  if ('problem' in parsed) throw wrong(`${source} ${parsed.problem}`, help);
  return { kind: 'postgres', ...parsed };
}

function wrong(message: string, help: string): PromptForgeError {
  return new PromptForgeError('request_invalid', `${message} See: ${help}`);
}
