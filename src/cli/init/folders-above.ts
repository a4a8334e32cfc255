import { dirname } from 'node:path';

/** A folder and those around it, from the inside out: a workspace keeps much in its root. */
export function foldersAbove(folder: string): readonly string[] {
  const parent = dirname(folder);
  return parent === folder ? [folder] : [folder, ...foldersAbove(parent)];
}
