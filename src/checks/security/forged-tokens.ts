type Claims = Readonly<Record<string, unknown>>;

/** The parts of a compact JWS (RFC 7515 section 7.1), as they are. */
interface TokenParts {
  readonly header: Claims;
  readonly claims: Claims;
  readonly signature: string;
}

/** Null for a token of another kind, which cannot be forged this way. */
export function partsOf(token: string): TokenParts | null {
  const [header, claims, signature, ...more] = token.split('.');
  if (header === undefined || claims === undefined || signature === undefined || more.length > 0) return null;
  try {
    return { header: decoded(header), claims: decoded(claims), signature };
  } catch {
    return null;
  }
}

/** The same claims, signed by nobody (RFC 7515 appendix A.5). */
export function unsigned({ header, claims }: TokenParts): string {
  return `${encoded({ ...header, alg: 'none' })}.${encoded(claims)}.`;
}

/** Claims of more power under the signature of the others. */
export function altered({ header, claims, signature }: TokenParts): string {
  const { exp } = claims;
  return `${encoded(header)}.${encoded({ ...claims, exp: Number(exp) + 60 })}.${signature}`;
}

/** The same claims, signed with a secret that nobody uses (HS256, RFC 7518 section 3.2). */
export async function signedByOthers({ header, claims }: TokenParts): Promise<string> {
  const signed = `${encoded({ ...header, alg: 'HS256' })}.${encoded(claims)}`;
  const secret = crypto.getRandomValues(new Uint8Array(32));
  const key = await crypto.subtle.importKey('raw', secret, { name: 'HMAC', hash: 'SHA-256' }, false, ['sign']);
  const signature = await crypto.subtle.sign('HMAC', key, new TextEncoder().encode(signed));
  return `${signed}.${Buffer.from(signature).toString('base64url')}`;
}

function decoded(part: string): Claims {
  return JSON.parse(Buffer.from(part, 'base64url').toString('utf8')) as Claims;
}

function encoded(claims: Claims): string {
  return Buffer.from(JSON.stringify(claims)).toString('base64url');
}
