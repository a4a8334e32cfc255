import type { BundleDownload } from '../index.js';

/**
 * Answers a file that belongs to one caller, to be saved under its name. Pages get it whole, and nothing may
 * show it as a page of its own.
 * @see https://www.rfc-editor.org/rfc/rfc9530 for `Repr-Digest`
 */
export function fileResponse({ fileName, mediaType, bytes, sha256 }: BundleDownload): Response {
  return new Response(bytes, {
    status: 200,
    headers: {
      'content-type': mediaType,
      'content-length': `${bytes.length}`,
      'content-disposition': `attachment; filename="${fileName}"`,
      'cache-control': 'no-store',
      etag: `"${sha256}"`,
      'repr-digest': `sha-256=:${base64Of(sha256)}:`,
    },
  });
}

function base64Of(hexadecimal: string): string {
  const bytes = hexadecimal.match(/../g) ?? [];
  return btoa(String.fromCharCode(...bytes.map((byte) => Number.parseInt(byte, 16))));
}
