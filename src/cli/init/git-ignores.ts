import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { foldersAbove } from './folders-above.js';

/** Whether Git leaves a file out; null where there is no repository. Not knowing counts as no. */
export function gitIgnores(folder: string, path: string): boolean | null {
  const { status } = spawnSync('git', ['check-ignore', '--quiet', path], { cwd: folder, stdio: 'ignore' });
  if (status === 0) return true;
  if (status === 1) return false;
  // Git is not installed, or refuses the folder.
  return foldersAbove(folder).some((place) => existsSync(join(place, '.git'))) ? false : null;
}
