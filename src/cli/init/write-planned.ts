import {
  appendFileSync,
  closeSync,
  existsSync,
  mkdirSync,
  openSync,
  rmdirSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { PromptForgeError } from '../../index.js';
import { localFile } from './plan-environment.js';
import type { PlannedFile } from './planned-file.js';
import { textOf } from './text-of.js';

type Appended = Pick<Extract<PlannedFile, { readonly action: 'append' }>, 'before' | 'text'>;

/**
 * Writes all of them, or none.
 * @throws PromptForgeError `config_invalid` when one cannot be written, or has changed since it was looked at;
 * what was written before is taken back.
 */
export function writePlanned(folder: string, files: readonly PlannedFile[]): void {
  /** What takes each step back. */
  const undo: (() => void)[] = [];
  for (const file of files) {
    if (file.action !== 'create' && file.action !== 'append') continue;
    const path = join(folder, file.path);
    try {
      createMissing(dirname(path), undo);
      if (file.action === 'create') createFile(path, file.text, undo);
      else appendLines(path, file, undo);
    } catch (error) {
      throw unwritten(file.path, error, takeBack(undo));
    }
  }
}

function createFile(path: string, text: string, undo: (() => void)[]): void {
  // For its owner alone, where it holds a secret.
  const file = openSync(path, 'wx', basename(path) === localFile ? 0o600 : 0o666);
  try {
    // A full disk may leave a part of it.
    undo.push(() => rmSync(path));
    writeFileSync(file, text);
  } finally {
    closeSync(file);
  }
}

function appendLines(path: string, { before, text }: Appended, undo: (() => void)[]): void {
  if (textOf(path) !== before) throw Object.assign(new Error(), { code: 'changed meanwhile' });
  const { size } = statSync(path);
  undo.push(() => truncateSync(path, size));
  appendFileSync(path, text);
}

/** Part by part: Node's own recursive form never returns where no folder can be made, as in /proc. */
function createMissing(folder: string, undo: (() => void)[]): void {
  if (existsSync(folder)) return;
  createMissing(dirname(folder), undo);
  mkdirSync(folder);
  undo.push(() => rmdirSync(folder));
}

/** @returns whether all is as it was. */
function takeBack(undo: readonly (() => void)[]): boolean {
  let done = true;
  for (const step of undo.toReversed()) {
    try {
      step();
    } catch {
      done = false;
    }
  }
  return done;
}

function unwritten(path: string, error: unknown, isAsBefore: boolean): PromptForgeError {
  const reason = error instanceof Error && 'code' in error ? String(error.code) : 'no code';
  const state = isAsBefore ? 'All is as it was.' : 'Not all that was written before could be taken back.';
  return new PromptForgeError(
    'config_invalid',
    `${path} cannot be written (${reason}). ${state} Mend its permissions or make room on the disk, and start again.`,
    { details: { file: path } },
  );
}
