import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseEnv } from 'node:util';
import { PromptForgeError } from '../index.js';
import type { Environment } from './chosen-model.js';

/** Read from the folder of the process, where no other is named; the first wins. */
const usualFiles = ['.env.local', '.env'] as const;
/** A folder may be called `.env` too: that of a Python environment, for instance. */
const notThere: readonly unknown[] = ['ENOENT', 'ENOTDIR', 'EISDIR'];

/**
 * The environment, and below it what files add. A variable that is set to nothing has been set, so that
 * one can be switched off for a single command.
 * @param file what `--env-file` names, to be read instead of the usual files; null when it was not given.
 * @throws PromptForgeError `request_invalid` when that file cannot be read; `config_invalid` for a usual one that
 * is there and cannot.
 */
export function withEnvironmentFiles(environment: Environment, file: string | null, folder: string): Environment {
  if (file !== null) return { ...variablesIn(file, 'request_invalid'), ...environment };
  const [local, common] = usualFiles.map((name) => {
    try {
      return variablesIn(join(folder, name), 'config_invalid');
    } catch (error) {
      if (PromptForgeError.is(error) && notThere.includes(error.details.reason)) return {};
      throw error;
    }
  });
  return { ...common, ...local, ...environment };
}

function variablesIn(path: string, code: 'request_invalid' | 'config_invalid'): Environment {
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch (error) {
    const reason = (error as NodeJS.ErrnoException).code ?? 'unknown reason';
    const message = `The file of variables ${path} cannot be read (${reason}). Check its name and who may read it.`;
    throw new PromptForgeError(code, message, { details: { reason } });
  }
  // Without its byte order mark, which would become part of the first name.
  return { ...parseEnv(text.replace(/^\uFEFF/, '')) };
}
