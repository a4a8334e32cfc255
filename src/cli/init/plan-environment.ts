import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { parseEnv } from 'node:util';
import { type EnvironmentName, environmentVariables } from '../../index.js';
import { gitIgnores } from './git-ignores.js';
import { planLines } from './plan-file.js';
import type { PlannedFile } from './planned-file.js';
import { dataFolder, type StorageCode } from './storage-code.js';
import { textOf } from './text-of.js';

const exampleFile = '.env.example';
export const localFile = '.env.local';
/** Where applications keep variables; all are looked at for a secret. */
const environmentFiles = [localFile, '.env', '.env.development.local', '.env.development', '.env.production'];

/** Decides about the files of variables, and what Git is to leave out. */
export function planEnvironment(folder: string, storage: StorageCode): readonly PlannedFile[] {
  const ignored = [
    ...(storage.peer === '@electric-sql/pglite' ? [dataFolder] : []),
    // A repository may be made later.
    ...(gitIgnores(folder, localFile) === null ? [localFile] : []),
  ];
  const missing = notIgnored(folder, ignored);
  return [
    planExample(folder, ['JWT_SECRET', 'OPENAI_API_KEY', ...storage.variables]),
    planLocal(folder),
    ...(missing.length > 0 || (ignored.length > 0 && existsSync(join(folder, '.gitignore')))
      ? [planLines(folder, '.gitignore', missing)]
      : []),
  ];
}

/** Names and where to get values, for everybody who works on the application. */
function planExample(folder: string, names: readonly EnvironmentName[]): PlannedFile {
  const present = textIn(folder, exampleFile);
  const missing = names.filter((name) => !new RegExp(`^[ \\t#]*(?:export\\s+)?${name}\\s*=`, 'm').test(present));
  const lines = missing.flatMap((name) => {
    const { is, how } = environmentVariables[name];
    return ['', `# ${is.charAt(0).toUpperCase()}${is.slice(1)}.`, `# ${how}`, `${name}=`];
  });
  return planLines(folder, exampleFile, lines);
}

/** A secret of this application's own, where it cannot be committed by mistake. */
function planLocal(folder: string): PlannedFile {
  const holder = environmentFiles.find((name) => {
    const { JWT_SECRET, NEXTAUTH_SECRET } = parseEnv(textIn(folder, name));
    return Boolean(JWT_SECRET?.trim() || NEXTAUTH_SECRET?.trim());
  });
  if (holder !== undefined) return { action: 'keep', path: holder };
  if (gitIgnores(folder, localFile) === false) {
    const reason = 'is not ignored by Git, so that no secret was written. Add its name to .gitignore, and start again';
    return { action: 'byHand', path: localFile, reason, text: 'JWT_SECRET=' };
  }
  return planLines(folder, localFile, [`JWT_SECRET=${randomBytes(48).toString('base64url')}`]);
}

function notIgnored(folder: string, names: readonly string[]): readonly string[] {
  const lines = textIn(folder, '.gitignore')
    .split('\n')
    .map((line) => line.trim().replace(/^\/|\/$/g, ''));
  // A file inside: a pattern may be for folders alone.
  return names.filter((name) => !lines.includes(name) && gitIgnores(folder, `${name}/x`) !== true);
}

function textIn(folder: string, name: string): string {
  return textOf(join(folder, name)) ?? '';
}
