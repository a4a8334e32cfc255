import { execFile } from 'node:child_process';
import { cp, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';

const execute = promisify(execFile);
export const root = join(import.meta.dirname, '../..');

/**
 * Puts into a folder what all examples take: the library, packed as it would be published, and the pages, built, which
 * servers find in the folder beside their own.
 */
export async function prepare(folder: string): Promise<void> {
  await run('npm', ['pack', '--pack-destination', folder], { cwd: root });
  await copyExample('web', folder);
  const pages = join(folder, 'web');
  await takeLibrary(await libraryIn(folder), pages);
  await installPackages(pages);
  await run('npm', ['run', 'build'], { cwd: pages });
}

/** The packed library of a folder, as it is named in the folders beside it. */
export async function libraryIn(folder: string): Promise<string> {
  const name = (await readdir(folder)).find((file) => file.endsWith('.tgz'));
  return `file:../${name}`;
}

/** Copies what an example consists of, and nothing that came of it. */
export async function copyExample(name: string, parent: string): Promise<void> {
  await cp(join(root, 'examples', name), join(parent, name), {
    recursive: true,
    filter: (path) => !/\/(node_modules|\.promptforge|\.next|dist)(\/|$)/.test(path.slice(root.length)),
  });
}

/** Has the packed library installed where a package.json names this one, or else among its dependencies. */
export async function takeLibrary(library: string, folder: string): Promise<void> {
  const path = join(folder, 'package.json');
  const manifest = JSON.parse(await readFile(path, 'utf8'));
  const named = [manifest.dependencies, manifest.devDependencies].filter((group) => group?.promptforge !== undefined);
  for (const group of named.length === 0 ? [manifest.dependencies] : named) group.promptforge = library;
  await writeFile(path, JSON.stringify(manifest));
}

export async function installPackages(folder: string): Promise<void> {
  await run('npm', ['install', '--prefer-offline', '--no-audit', '--no-fund'], { cwd: folder });
}

/** Runs a command; when it fails, what it printed is told. */
export async function run(file: string, words: readonly string[], { cwd }: { readonly cwd: string }) {
  try {
    return await execute(file, words, { cwd });
  } catch (error) {
    const printed = error instanceof Error && 'stdout' in error ? String(error.stdout) : '';
    throw new Error(`${file} ${words.join(' ')} failed.\n${printed}`, { cause: error });
  }
}
