import { constants } from 'node:fs';
import { access, mkdir, readdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { type PromptForge, PromptForgeError } from '../../index.js';

/** What a folder is filled with: the format of each file, by its name. */
const files = {
  'prompt.txt': 'txt',
  'prompt.md': 'md',
  'prompt.json': 'json',
  'LICENSE.txt': 'license',
  'manifest.json': 'manifest',
} as const;

export interface BundleToWrite {
  readonly token: string;
  readonly runId: string;
  /** Of a zip archive, when it ends with `.zip`, or of a folder. */
  readonly path: string;
  readonly redact: boolean;
}

/** Puts somebody on the largest plan: whoever is at the terminal may use all there is. */
export async function allowEverything(forge: PromptForge, userId: string): Promise<void> {
  const planId = (await forge.plans.list()).at(-1)?.id ?? '';
  await forge.subscriptions.apply({ userId, action: { type: 'start', planId, seats: 1 } });
}

/** Exports a run to an archive or a folder. @throws PromptForgeError `bundle_personal_data` */
export async function writeBundle(forge: PromptForge, { token, runId, path, redact }: BundleToWrite): Promise<void> {
  const { id: bundleId } = await forge.bundles.export({ token, runId, redact });
  if (isArchive(path)) {
    await writeFile(path, (await forge.bundles.download({ token, bundleId, format: 'zip' })).bytes);
    return;
  }
  await mkdir(path, { recursive: true });
  for (const [name, format] of Object.entries(files)) {
    const { bytes } = await forge.bundles.download({ token, bundleId, format });
    await writeFile(join(path, name), bytes);
  }
}

/** @throws PromptForgeError `request_invalid` where a bundle can't be written, or would lie among other files. */
export async function requireRoomForBundle(path: string): Promise<void> {
  const there = await readdir(path).catch((error: NodeJS.ErrnoException) => error.code ?? 'unknown reason');
  const isWritable = await access(there === 'ENOENT' ? dirname(path) : path, constants.W_OK).then(
    () => true,
    () => false,
  );
  const isFree = isArchive(path)
    ? there === 'ENOENT' || there === 'ENOTDIR'
    : there === 'ENOENT' || (Array.isArray(there) && there.length === 0);
  if (isWritable && isFree) return;
  throw new PromptForgeError(
    'request_invalid',
    `${path}, named by --bundle, cannot be written. Name a file that ends with .zip, or a folder that is new or empty.`,
  );
}

function isArchive(path: string): boolean {
  return path.toLowerCase().endsWith('.zip');
}
