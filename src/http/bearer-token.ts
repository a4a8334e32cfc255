/** The token of `Authorization: Bearer <token>` (RFC 6750 section 2.1); null when there is none. */
export function bearerToken(request: Request): string | null {
  const header = request.headers.get('authorization');
  return /^Bearer +(\S+) *$/i.exec(header ?? '')?.[1] ?? null;
}
