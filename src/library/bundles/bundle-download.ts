import type { Bundle } from '../../domain/library/bundle.js';
import { PromptForgeError } from '../../errors/promptforge-error.js';
import { bytesOfArtifact } from './artifact.js';
import { type BundleDownloadFormat, bundleFiles } from './bundle-format.js';
import { sha256 } from './sha256.js';
import { zipOf } from './zip-files.js';

/** A file to save. */
export interface BundleDownload {
  /** For instance `promptforge-0f4b5c1d2e3f.zip`. */
  readonly fileName: string;
  readonly mediaType: string;
  /** `Uint8Array<ArrayBuffer>`, said in a way that TypeScript before 5.7 reads, too. */
  readonly bytes: ReturnType<Uint8Array['slice']>;
  /** SHA-256 of the bytes, in lower-case hexadecimal. */
  readonly sha256: string;
}

/** @throws PromptForgeError `request_invalid` for a format that the bundle does not have. */
export async function bundleDownload(
  { id, artifacts }: Pick<Bundle, 'id' | 'artifacts'>,
  format: BundleDownloadFormat,
): Promise<BundleDownload> {
  const name = `promptforge-${id.slice(0, 12)}`;
  if (format === 'zip') {
    const bytes = new Uint8Array(zipOf(new Map(artifacts.map((one) => [one.path, bytesOfArtifact(one)]))));
    return { fileName: `${name}.zip`, mediaType: 'application/zip', bytes, sha256: await sha256(bytes) };
  }
  const { path, mediaType } = bundleFiles[format];
  const artifact = artifacts.find((one) => one.path === path);
  if (artifact === undefined) {
    throw new PromptForgeError(
      'request_invalid',
      `The bundle was exported without ${format}. Export the run again with formats that include it.`,
    );
  }
  const extension = path.slice(path.lastIndexOf('.'));
  const isPrompt = path.startsWith('prompt.');
  const fileName = isPrompt ? `${name}${extension}` : `${name}-${path}`;
  return { fileName, mediaType, bytes: new Uint8Array(bytesOfArtifact(artifact)), sha256: artifact.sha256 };
}
