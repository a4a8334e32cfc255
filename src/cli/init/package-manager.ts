import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { foldersAbove } from './folders-above.js';
import { textOf } from './text-of.js';

const lockFiles = {
  'pnpm-lock.yaml': 'pnpm',
  'yarn.lock': 'yarn',
  'bun.lock': 'bun',
  'bun.lockb': 'bun',
  'package-lock.json': 'npm',
  'npm-shrinkwrap.json': 'npm',
} as const;

export type PackageManager = (typeof lockFiles)[keyof typeof lockFiles];

/** The one whose lock file is nearest, or that the package.json beside it names; npm where nothing tells. */
export function packageManagerOf(folder: string): PackageManager {
  for (const place of foldersAbove(folder)) {
    const word = /"packageManager"\s*:\s*"(\w+)@/.exec(textOf(join(place, 'package.json')) ?? '')?.[1];
    const named = Object.values(lockFiles).find((manager) => manager === word);
    if (named !== undefined) return named;
    const found = Object.entries(lockFiles).find(([name]) => existsSync(join(place, name)));
    if (found !== undefined) return found[1];
  }
  return 'npm';
}

/** One command that adds packages; null when there are none to add. */
export function installCommand(manager: PackageManager, packages: readonly string[]): string | null {
  if (packages.length === 0) return null;
  return `${manager} ${manager === 'npm' ? 'install' : 'add'} ${packages.join(' ')}`;
}
