import type { BundleSummary } from '../../ports/library-store.js';
import { type BundleFormat, bundleFiles, bundleFormats } from './bundle-format.js';
import type { BundleManifest } from './bundle-manifest.js';

/** A bundle, without its files. */
export interface BundleDetails {
  readonly id: string;
  readonly runId: string;
  /** Epoch milliseconds by the store's clock. It is in none of the files. */
  readonly createdAt: number;
  /** What it holds, and can be downloaded by. */
  readonly formats: readonly BundleFormat[];
  readonly manifest: BundleManifest;
}

export function bundleDetails({ id, runId, createdAt, manifest: stored }: BundleSummary): BundleDetails {
  // The storage keeps what makeBundle() made.
  const manifest = stored as unknown as BundleManifest;
  const formats = bundleFormats.filter((format) =>
    manifest.files.some(({ path }) => path === bundleFiles[format].path),
  );
  return { id, runId, createdAt, formats, manifest };
}
