import { existsSync } from 'node:fs';
import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { type Migration, migrationChecksum } from '../../../adapters/sql/index.js';
import { PromptForgeError } from '../../index.js';

export interface WrittenMigrations {
  /** Names of files. */
  readonly written: readonly string[];
  /** Those that were there already, with the same text. */
  readonly kept: readonly string[];
}

/**
 * Writes each migration into a file of its own, all of them or none.
 * @throws PromptForgeError `config_invalid` when a file of the same name or version has another
 * content, or the folder cannot be written; then it is as it was.
 */
export async function writeMigrations(folder: string, migrations: readonly Migration[]): Promise<WrittenMigrations> {
  const present = await filesOf(folder);
  const kept: Migration[] = [];
  for (const migration of migrations) {
    const file = present.find((name) => versionOf(name) === versionOf(migration.name));
    if (file === undefined) continue;
    await requireSame(folder, file, migration);
    kept.push(migration);
  }
  const missing = migrations.filter((migration) => !kept.includes(migration));
  await writeAll(folder, missing);
  return { written: missing.map(fileName), kept: kept.map(fileName) };
}

async function filesOf(folder: string): Promise<readonly string[]> {
  try {
    return (await readdir(folder)).filter((name) => name.endsWith('.sql'));
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return [];
    throw unwritable(folder, error);
  }
}

/** The Supabase CLI knows a migration by its time alone, the 14 digits before the name. */
function versionOf(name: string): string {
  return String(name.split('_')[0]);
}

async function requireSame(folder: string, file: string, migration: Migration): Promise<void> {
  const path = join(folder, file);
  const sql = await readFile(path, 'utf8').catch((error: unknown) => {
    throw unwritable(folder, error);
  });
  if (file === fileName(migration) && migrationChecksum({ ...migration, sql }) === migrationChecksum(migration)) return;
  throw new PromptForgeError(
    'config_invalid',
    `The file ${path} is not the migration ${migration.name} of this version of promptforge, and nothing was ` +
      'written. If it was changed, restore it: a released migration must never be edited. If it is of your own, ' +
      'rename it to another time, or give another folder with --dir.',
    { details: { file: path } },
  );
}

async function writeAll(folder: string, migrations: readonly Migration[]): Promise<void> {
  const written: string[] = [];
  try {
    await createMissing(resolve(folder));
    for (const migration of migrations) {
      const path = join(folder, fileName(migration));
      await writeFile(path, migration.sql, { flag: 'wx' });
      written.push(path);
    }
  } catch (error) {
    await Promise.all(written.map((path) => rm(path, { force: true })));
    throw unwritable(folder, error);
  }
}

/** Part by part: Node's own recursive form never returns where no folder can be made, as in /proc. */
async function createMissing(folder: string): Promise<void> {
  if (existsSync(folder)) return;
  await createMissing(dirname(folder));
  await mkdir(folder);
}

function fileName({ name }: Pick<Migration, 'name'>): string {
  return `${name}.sql`;
}

function unwritable(folder: string, error: unknown): PromptForgeError {
  return new PromptForgeError(
    'config_invalid',
    `The folder ${folder} cannot be read or written (${codeOf(error)}). Mend its permissions, make room on the ` +
      'disk, or give another folder with --dir.',
    { details: { folder } },
  );
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : 'no code';
}
