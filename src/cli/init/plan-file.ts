import { existsSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { PlannedFile, WantedFile } from './planned-file.js';

/** Decides what becomes of a file that is wanted: nothing that is there is changed. */
export function planFile(
  folder: string,
  { path, text, rivals = [], addition = text, suffices = () => false }: WantedFile,
): PlannedFile {
  const there = [path, ...rivals].find((name) => existsSync(join(folder, name)));
  if (there === undefined) return { action: 'create', path, text };
  const present = textOf(join(folder, there));
  if (there === path && present === text) return { action: 'keep', path };
  if (present !== null && suffices(present)) return { action: 'keep', path: there };
  const reason = there === path ? 'is there, and stays as it is' : `takes the place of ${path}, and stays as it is`;
  return { action: 'byHand', path: there, reason, text: addition };
}

/** Decides what becomes of lines that a file is to have: those it lacks are added at its end. */
export function planLines(folder: string, path: string, lines: readonly string[]): PlannedFile {
  if (lines.length === 0) return { action: 'keep', path };
  const text = `${lines.join('\n')}\n`;
  if (!existsSync(join(folder, path))) return { action: 'create', path, text: text.trimStart() };
  const before = readFileSync(join(folder, path), 'utf8');
  const end = before.includes('\r\n') ? '\r\n' : '\n';
  const gap = before === '' || /\n$/.test(before) ? '' : end;
  return { action: 'append', path, text: `${gap}${text.replaceAll('\n', end)}`, before };
}

/** As an editor on another system may have saved it; null for a folder. */
function textOf(path: string): string | null {
  return statSync(path).isFile() ? readFileSync(path, 'utf8').replaceAll('\r\n', '\n') : null;
}
