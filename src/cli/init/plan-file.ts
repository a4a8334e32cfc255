import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { PlannedFile, WantedFile } from './planned-file.js';
import { textOf } from './text-of.js';

/** Decides what becomes of a file that is wanted: nothing that is there is changed. */
export function planFile(
  folder: string,
  { path, text, rivals = [], addition = text, suffices = () => false }: WantedFile,
): PlannedFile {
  const there = [path, ...rivals].find((name) => existsSync(join(folder, name)));
  if (there === undefined) return { action: 'create', path, text };
  // As an editor on another system may have saved it.
  const present = textOf(join(folder, there))?.replaceAll('\r\n', '\n');
  if (there === path && present === text) return { action: 'keep', path };
  if (present !== undefined && suffices(present)) return { action: 'keep', path: there };
  const reason = there === path ? 'is there, and stays as it is' : `takes the place of ${path}, and stays as it is`;
  return { action: 'byHand', path: there, reason, text: addition };
}

/** Decides what becomes of lines that a file is to have: those it lacks are added at its end. */
export function planLines(folder: string, path: string, lines: readonly string[]): PlannedFile {
  if (lines.length === 0) return { action: 'keep', path };
  const text = `${lines.join('\n')}\n`;
  const before = textOf(join(folder, path));
  if (before === null) return { action: 'create', path, text: text.trimStart() };
  const end = before.includes('\r\n') ? '\r\n' : '\n';
  const gap = before === '' || /\n$/.test(before) ? '' : end;
  return { action: 'append', path, text: `${gap}${text.replaceAll('\n', end)}`, before };
}
