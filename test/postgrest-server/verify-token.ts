import { createLocalJWKSet, decodeProtectedHeader, errors, type JSONWebKeySet, type JWTPayload, jwtVerify } from 'jose';
import { type PostgrestError, postgrestError } from './postgrest-error.js';

export interface TokenKeys {
  /** For HS256. */
  readonly secret: string;
  /** Public keys for everything else. */
  readonly jwks?: JSONWebKeySet;
}

const clockToleranceSeconds = 30;

/** Makes the check of a token, which answers its claims or fails with what PostgREST says about it. */
export function tokenVerifier({ secret, jwks = { keys: [] } }: TokenKeys): (token: string) => Promise<JWTPayload> {
  const secretKey = new TextEncoder().encode(secret);
  const publicKeys = createLocalJWKSet(jwks);
  return async (token) => {
    rejectUndecodable(token);
    try {
      const { payload } = await jwtVerify(
        token,
        (header, jws) => (header.alg.startsWith('HS') ? secretKey : publicKeys(header, jws)),
        { clockTolerance: clockToleranceSeconds },
      );
      if (payload.iat !== undefined && payload.iat > Date.now() / 1000 + clockToleranceSeconds) {
        throw claimsInvalid('JWT issued at future');
      }
      return payload;
    } catch (error) {
      throw toPostgrestError(error);
    }
  };
}

function rejectUndecodable(token: string): void {
  if (token === '') throw undecodable('Empty JWT is sent in Authorization header');
  const parts = token.split('.').length;
  if (parts !== 3) throw undecodable(`Expected 3 parts in JWT; got ${parts}`);
  if (algorithmOf(token) === 'none') {
    throw undecodable('Wrong or unsupported encoding algorithm', "JWT is unsecured but expected 'alg' was not 'none'");
  }
}

function algorithmOf(token: string): string | undefined {
  try {
    return decodeProtectedHeader(token).alg;
  } catch {
    return undefined;
  }
}

function toPostgrestError(error: unknown): unknown {
  if (error instanceof errors.JWTExpired) return claimsInvalid('JWT expired');
  if (error instanceof errors.JWTClaimValidationFailed) {
    return claimsInvalid(error.claim === 'nbf' ? 'JWT not yet valid' : 'Parsing claims failed');
  }
  if (error instanceof errors.JOSEError) {
    return undecodable('No suitable key or wrong key type', 'None of the keys was able to decode the JWT');
  }
  return error;
}

function undecodable(message: string, details: string | null = null): PostgrestError {
  return postgrestError(401, 'PGRST301', message, { details });
}

function claimsInvalid(message: string): PostgrestError {
  return postgrestError(401, 'PGRST303', message);
}
