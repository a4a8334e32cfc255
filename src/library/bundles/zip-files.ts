import { unzipSync, zipSync } from 'fflate';
import { byBytes } from './text-bytes.js';

/** Files by their paths. */
export type FilesByPath = ReadonlyMap<string, Uint8Array>;

/**
 * The only time that archives of bundles know. It is local, as times in archives are, so that its bytes are the
 * same everywhere; at noon, which exists on every day of every time zone.
 */
const time = () => new Date(1980, 0, 1, 12);
const plainFile = 0o100644;

/**
 * Files as a zip archive, by the bytes of their paths. They are stored as they are: the archive is the same
 * whatever version of whatever compressor there is, and nothing can swell when it is opened.
 */
export function zipOf(files: FilesByPath): Uint8Array {
  const sorted = [...files].toSorted(([first], [second]) => byBytes(first, second));
  return zipSync(Object.fromEntries(sorted), { level: 0, mtime: time(), os: 3, attrs: plainFile << 16 });
}

/**
 * What lies in an archive that {@link zipOf} could have made.
 * @throws Error for anything that is no such archive. Nothing is read of one that claims to hold more than it is long.
 */
export function filesInZip(archive: Uint8Array, { most }: { readonly most: number }): FilesByPath {
  let count = 0;
  let total = 0;
  const found = unzipSync(archive, {
    filter({ compression, originalSize, size }) {
      count += 1;
      total += originalSize;
      if (count <= most && compression === 0 && originalSize === size && total <= archive.length) return true;
      throw new Error('This is no archive of a bundle.');
    },
  });
  return new Map(Object.entries(found));
}
