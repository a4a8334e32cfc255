import type { JsonObject } from '../json/json.js';
import { isStorableText } from '../text/is-storable-text.js';

/** One file of a bundle. */
export interface BundleArtifact {
  /** Where it lies in the bundle, unique in it. */
  readonly path: string;
  readonly mediaType: string;
  /** SHA-256 of its bytes, in lower-case hexadecimal. */
  readonly sha256: string;
  /** How `content` holds the bytes: as the text that they are in UTF-8, or in base64. */
  readonly encoding: 'text' | 'base64';
  readonly content: string;
}

/** What was exported of a run. It never changes. */
export interface Bundle {
  readonly id: string;
  readonly runId: string;
  /** Whose run it was. */
  readonly userId: string;
  /** Epoch milliseconds by the store's clock. */
  readonly createdAt: number;
  /** What the bundle says of itself. */
  readonly manifest: JsonObject;
  /** In the order in which they were given. */
  readonly artifacts: readonly BundleArtifact[];
}

/**
 * Why these files can't be kept as they are, or null when they can. Text that a database would
 * have to change is refused, since its hash would no longer be true: such bytes belong in base64.
 */
export function artifactProblem(artifacts: readonly BundleArtifact[]): string | null {
  if (new Set(artifacts.map(({ path }) => path)).size < artifacts.length) return 'two files share one path';
  for (const { path, mediaType, sha256, encoding, content } of artifacts) {
    if (path === '') return 'a file has no path';
    if (!isStorableText(path) || !isStorableText(mediaType)) return 'a name holds NUL or half a character';
    if (!/^[0-9a-f]{64}$/.test(sha256)) return 'a hash is not SHA-256 in lower-case hexadecimal';
    if (encoding === 'text' && !isStorableText(content)) return 'a text holds NUL or half a character';
    if (encoding === 'base64' && !isBase64(content)) return 'content in base64 is not base64';
  }
  return null;
}

function isBase64(text: string): boolean {
  return text.length % 4 === 0 && /^[A-Za-z0-9+/]*={0,2}$/.test(text);
}
