import { readFileSync } from 'node:fs';
import { PromptForgeError } from '../../index.js';

/** A folder may have the name of a file: `.env` of Python, for instance. */
const noFile: readonly unknown[] = ['ENOENT', 'ENOTDIR', 'EISDIR'];

/**
 * What a file holds; null where there is none.
 * @throws PromptForgeError `config_invalid` when it is there and cannot be read.
 */
export function textOf(path: string): string | null {
  try {
    // Without its byte order mark, which is no part of the text.
    return readFileSync(path, 'utf8').replace(/^\uFEFF/, '');
  } catch (error) {
    const reason = error instanceof Error && 'code' in error ? error.code : 'no code';
    if (noFile.includes(reason)) return null;
    const message = `${path} cannot be read (${String(reason)}), and nothing was written. Check who may read it.`;
    throw new PromptForgeError('config_invalid', message, { details: { file: path } });
  }
}
