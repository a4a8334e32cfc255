import { open, readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { type BundleInput, largestBundle } from '../../bundles.js';
import { PromptForgeError } from '../../index.js';

/**
 * What lies at a path: the bytes of a file, or the files of a folder.
 * @throws PromptForgeError `request_invalid` when nothing can be read there.
 */
export async function readBundle(path: string): Promise<BundleInput> {
  try {
    return (await stat(path)).isDirectory() ? await filesIn(path) : await bytesAt(path);
  } catch (error) {
    const reason = (error as NodeJS.ErrnoException).code ?? 'unknown reason';
    throw new PromptForgeError('request_invalid', `${path} cannot be read (${reason}). Check its name.`);
  }
}

/** A bundle has neither folders nor links in it: they are told by their names, and not looked into. */
async function filesIn(folder: string): Promise<Readonly<Record<string, Uint8Array>>> {
  const files: [string, Uint8Array][] = [];
  for (const entry of await readdir(folder, { withFileTypes: true })) {
    const name = entry.isDirectory() ? `${entry.name}/` : entry.name;
    files.push([name, entry.isFile() ? await bytesAt(join(folder, name)) : new Uint8Array()]);
  }
  return Object.fromEntries(files);
}

/** Of a larger file one byte more than a bundle may have, which is enough to refuse it. */
async function bytesAt(path: string): Promise<Uint8Array> {
  const file = await open(path);
  try {
    const { size } = await file.stat();
    const { buffer, bytesRead } = await file.read({ buffer: new Uint8Array(Math.min(size, largestBundle + 1)) });
    return buffer.subarray(0, bytesRead);
  } finally {
    await file.close();
  }
}
