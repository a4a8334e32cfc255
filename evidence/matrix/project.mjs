import { cp, mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { npm } from './npm.mjs';

const programs = join(import.meta.dirname, 'programs');

/** An otherwise empty project in a folder of its own, with these packages and no others, and with all programs. */
export async function project(folder, packages) {
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, 'package.json'), JSON.stringify({ name: 'consumer', private: true }));
  await npm(['install', '--omit=peer', ...packages], folder);
  await cp(programs, folder, { recursive: true });
  return folder;
}

/** The version of a package that was installed in it. */
export async function versionIn(folder, name) {
  return JSON.parse(await readFile(join(folder, 'node_modules', name, 'package.json'), 'utf8')).version;
}
