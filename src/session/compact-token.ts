import { type CryptoKey, compactVerify } from 'jose';

/** Longest token accepted, in bytes. Larger ones are refused before anything is parsed. */
export const maxTokenBytes = 8_192;

/** The bytes of a compact JSON Web Signature (RFC 7515 section 7.1). */
export interface CompactToken {
  readonly header: Uint8Array;
  readonly payload: Uint8Array;
}

/** Three parts, each in the one canonical base64url spelling, and not larger than allowed; else null. */
export function compactToken(token: string): CompactToken | null {
  if (token.length > maxTokenBytes) return null;
  const parts = token.split('.').map(canonicalBytes);
  const [header, payload, signature] = parts;
  return parts.length === 3 && header && payload && signature ? { header, payload } : null;
}

/** Whether a token, whose form is {@link compactToken}'s affair, was signed by this algorithm and no other, with the key to this one. */
export async function isSignedWith(key: CryptoKey | Uint8Array, algorithm: string, token: string): Promise<boolean> {
  try {
    await compactVerify(token, key, { algorithms: [algorithm] });
    return true;
  } catch {
    return false;
  }
}

/** Decoders skip what they don't know, and bits at the end that nobody reads: then one token has many spellings. */
function canonicalBytes(part: string): Uint8Array | null {
  const bytes = Buffer.from(part, 'base64url');
  return part !== '' && bytes.toString('base64url') === part ? bytes : null;
}
