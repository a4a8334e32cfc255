import fc from 'fast-check';

/** What a request carries as the claims of its user: the text of a JSON document, as a rule. */
export type Claims = string;

/** Names that come close to `name`, and never are it. */
export function lookalikesOf(name: string): fc.Arbitrary<string> {
  return fc
    .oneof(
      fc.constantFrom(
        `${name} `,
        ` ${name}`,
        `${name}\n`,
        `${name}\u200b`,
        name.toUpperCase(),
        name.replace('-', '\u2010'),
        name.replace('a', '\u0430'),
        name.slice(0, -1),
        `personal:${name}`,
        `personal:personal:${name}`,
        `${name}%`,
        '%',
        '_'.repeat(name.length),
        `.*`,
        `'${name}'`,
        `"${name}"`,
        `{${name}}`,
        `["${name}"]`,
        `${name}' or '1'='1`,
        `x'); drop table promptforge.runs; --`,
        `\${name}`,
        `${name}\\`,
        'null',
        'service_role',
        'postgres',
      ),
      fc.string({ unit: 'binary', maxLength: 12 }).map((noise) => `${noise}${name}`),
      fc.string({ unit: 'grapheme', minLength: 1, maxLength: 12 }).map((noise) => `${name}${noise}`),
    )
    .filter((text) => text !== name && text !== '' && !text.includes('\0') && text.isWellFormed());
}

/** Claims by which a server may be tempted to take somebody for one of `orgId`. */
function forgedClaims(orgId: string, userId: string): fc.Arbitrary<Readonly<Record<string, unknown>>> {
  return fc
    .subarray([
      ['org_id', orgId],
      ['orgId', orgId],
      ['org', { id: orgId, role: 'owner' }],
      ['orgs', [orgId]],
      ['tenant', orgId],
      ['role', 'service_role'],
      ['user_role', 'owner'],
      ['is_admin', true],
      ['is_super_admin', true],
      ['user_id', userId],
      ['userId', userId],
      ['Sub', userId],
      ['sub ', userId],
      ['claims', { sub: userId }],
      ['app_metadata', { org_id: orgId, role: 'admin', sub: userId }],
      ['user_metadata', { org_id: orgId, sub: userId }],
      ['session_id', `session-of-${userId}`],
      ['aud', 'authenticated'],
    ] as const)
    .map((claims) => Object.fromEntries(claims));
}

/** Claims that are no object, or no JSON at all. */
function brokenClaims(userId: string): fc.Arbitrary<Claims> {
  return fc.constantFrom(
    '',
    ' ',
    'null',
    '{}',
    '[]',
    '"text"',
    '42',
    userId,
    `"${userId}"`,
    JSON.stringify([userId]),
    JSON.stringify([{ sub: userId }]),
    JSON.stringify(JSON.stringify({ sub: userId })),
    `{"sub": "${userId}"`,
    `{'sub': '${userId}'}`,
    `{sub: ${userId}}`,
    `{"sub": "${userId}\\u0000"}`,
  );
}

/** Claims of anybody but the people of `orgId`, of whom `userId` is one. */
export function hostileClaims(orgId: string, userId: string, strangers: readonly string[]): fc.Arbitrary<Claims> {
  const person = fc.oneof(fc.constantFrom(...strangers), lookalikesOf(userId), lookalikesOf(orgId));
  const noPerson = fc.constantFrom<unknown>(null, '', 0, 42, true, [], {}, [userId], { sub: userId }, { id: userId }, [
    [userId],
  ]);
  const sub = fc.oneof(
    { weight: 4, arbitrary: person.map((name) => ({ sub: name })) },
    { weight: 2, arbitrary: noPerson.map((value) => ({ sub: value })) },
    { weight: 1, arbitrary: fc.constant({}) },
  );
  return fc.oneof(
    { weight: 5, arbitrary: fc.tuple(forgedClaims(orgId, userId), sub).map((parts) => claimsOf(...parts)) },
    { weight: 1, arbitrary: brokenClaims(userId) },
  );
}

function claimsOf(forged: Readonly<Record<string, unknown>>, sub: { readonly sub?: unknown }): Claims {
  return JSON.stringify({ ...forged, ...sub });
}
