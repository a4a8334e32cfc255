import type { BundleArtifact } from '../../domain/library/bundle.js';
import { isStorableText } from '../../domain/text/is-storable-text.js';
import { sha256 } from './sha256.js';
import { bytesOf } from './text-bytes.js';

/** A text as a file of a bundle, and its bytes. What a database could not hold as text lies in base64. */
export async function artifactOf(
  file: { readonly path: string; readonly mediaType: string },
  text: string,
): Promise<BundleArtifact & { readonly bytes: Uint8Array }> {
  const bytes = bytesOf(text);
  const kept = isStorableText(text)
    ? ({ encoding: 'text', content: text } as const)
    : ({ encoding: 'base64', content: Buffer.from(bytes).toString('base64') } as const);
  return { path: file.path, mediaType: file.mediaType, sha256: await sha256(bytes), ...kept, bytes };
}

export function bytesOfArtifact({ encoding, content }: Pick<BundleArtifact, 'encoding' | 'content'>): Uint8Array {
  return encoding === 'text' ? bytesOf(content) : new Uint8Array(Buffer.from(content, 'base64'));
}
