import { type CryptoKey, importJWK } from 'jose';
import type { KeySetAlgorithm } from './session-options.js';
import { isObject } from './strict-object.js';

/** A public key, and the one algorithm it is used with. */
export interface VerificationKey {
  readonly kid: string;
  readonly algorithm: KeySetAlgorithm;
  readonly key: CryptoKey;
}

/** A key of a set; null when it is not there to verify signatures of one of our algorithms with. */
export async function verificationKey(jwk: unknown): Promise<VerificationKey | null> {
  if (!isObject(jwk)) return null;
  const { kid, kty, crv, x, y, n, e, alg, use, key_ops: operations } = jwk;
  const algorithm = algorithmOf(kty, crv);
  const isForSignatures = use === undefined || use === 'sig';
  const mayVerify = operations === undefined || (Array.isArray(operations) && operations.includes('verify'));
  // Whoever publishes a private key has let everybody sign.
  if (typeof kid !== 'string' || kid === '' || algorithm === null || !isForSignatures || !mayVerify || 'd' in jwk) {
    return null;
  }
  if (alg !== undefined && alg !== algorithm && !(algorithm === 'EdDSA' && alg === 'Ed25519')) return null;
  try {
    const key = await importJWK({ kty, crv, x, y, n, e } as Parameters<typeof importJWK>[0], algorithm);
    return key instanceof Uint8Array || isShort(key) ? null : { kid, algorithm, key };
  } catch {
    return null;
  }
}

function algorithmOf(kty: unknown, crv: unknown): KeySetAlgorithm | null {
  if (kty === 'RSA') return 'RS256';
  if (kty === 'EC' && crv === 'P-256') return 'ES256';
  return kty === 'OKP' && crv === 'Ed25519' ? 'EdDSA' : null;
}

/** RFC 7518 section 3.3. */
function isShort({ algorithm }: CryptoKey): boolean {
  return 'modulusLength' in algorithm && Number(algorithm.modulusLength) < 2048;
}
