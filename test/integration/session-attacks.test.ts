import { sign as signBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { exportJWK, exportSPKI, importJWK, type JWK } from 'jose';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { auth0Session, clerkSession, supabaseSession } from '../../src/issuers/index.js';
import type { AccessToken } from '../../src/session/access-token.js';
import { compactToken, isSignedWith } from '../../src/session/compact-token.js';
import { tokenVerifier, type VerifyToken } from '../../src/session/token-verifier.js';
import { verificationKey } from '../../src/session/verification-key.js';
import { corporaAbsent, corporaAvailable, corporaPath } from '../corpora.js';
import { secret as appSecret, forgeWithModel } from '../fixtures/forge-with-model.js';
import { type SigningKey, settingsOf, signedBy, signingKey, startKeyServer } from '../fixtures/issuer.js';
import { manualClock } from '../fixtures/manual-clock.js';
import { rejection } from '../fixtures/rejection.js';
import { signedToken } from '../fixtures/signed-token.js';

const clock = manualClock();
const now = clock.now() / 1_000;
const vectors = 'jwt/wycheproof_json_web_signature_test.json';
const keys: SigningKey[] = [];
const results: object[] = [];
let server: Awaited<ReturnType<typeof startKeyServer>>;
let es256: SigningKey;
let rs256: SigningKey;
let eddsa: SigningKey;

beforeAll(async () => {
  for (const alg of ['ES256', 'RS256', 'EdDSA']) keys.push(await signingKey(alg));
  [es256, rs256, eddsa] = keys as [SigningKey, SigningKey, SigningKey];
  server = await startKeyServer(keys.map(({ jwk }) => jwk));
});

afterAll(async () => {
  console.table(results);
  await server.stop();
});

const url = 'https://abcdefgh.supabase.co';
const verifierOf = (options: object): VerifyToken => tokenVerifier(settingsOf(options), clock, () => {});
/** Supabase is the issuer that gives out the most tokens that are no sessions. */
const supabase = () =>
  verifierOf({ ...supabaseSession({ url, jwks: server.url, claims: { orgId: ['app_metadata', 'org_id'] } }) });
const claims = (changes: object = {}): Readonly<Record<string, unknown>> => ({
  iss: `${url}/auth/v1`,
  aud: 'authenticated',
  role: 'authenticated',
  is_anonymous: false,
  session_id: 'session-1',
  sub: 'ada',
  iat: now,
  exp: now + 3_600,
  ...changes,
});

const encode = (part: unknown) =>
  Buffer.from(typeof part === 'string' ? part : JSON.stringify(part)).toString('base64url');

/** Signed with the real key, whatever is in it: text is taken as it is. */
function signed(payload: unknown, header: unknown = { alg: 'ES256', kid: 'ES256', typ: 'JWT' }): string {
  const content = `${encode(header)}.${encode(payload)}`;
  return `${content}.${bytesOf(content, 'ieee-p1363').toString('base64url')}`;
}

let exported: JWK;
beforeAll(async () => {
  exported = await exportJWK(es256.privateKey);
});

function bytesOf(content: string, dsaEncoding: 'der' | 'ieee-p1363'): Buffer {
  return signBytes('sha256', Buffer.from(content), { key: exported as never, format: 'jwk', dsaEncoding });
}

type Attack = readonly [what: string, token: () => string | Promise<string>, code?: 'session_expired'];
const withHeader =
  (changes: object): (() => string) =>
  () =>
    signed(claims(), { alg: 'ES256', kid: 'ES256', typ: 'JWT', ...changes });
const withClaims =
  (changes: object): (() => string) =>
  () =>
    signed(claims(changes));
const good = () => signed(claims());
const parts = (token: string) => token.split('.') as [string, string, string];
const withSignature = (change: (signature: Buffer) => Buffer) => () => {
  const [header, payload, signature] = parts(good());
  return `${header}.${payload}.${change(Buffer.from(signature, 'base64url')).toString('base64url')}`;
};
const hmac = (secret: string | Buffer) => signedToken(secret, claims(), { alg: 'HS256', kid: 'ES256', typ: 'JWT' });

const attacks: Readonly<Record<string, readonly Attack[]>> = {
  algorithm: [
    ...['none', 'None', 'NONE', 'nOnE', ''].flatMap((alg): Attack[] => [
      [`alg "${alg}"`, withHeader({ alg })],
      [`alg "${alg}", no signature`, () => `${encode({ alg, kid: 'ES256', typ: 'JWT' })}.${encode(claims())}.`],
    ]),
    ['HS256 with the public key as PEM', async () => hmac(await exportSPKI(await publicKey(rs256)))],
    ['HS256 with the public key as JWK', () => hmac(JSON.stringify(es256.jwk))],
    ['HS256 with the x of the public key', () => hmac(Buffer.from(String(es256.jwk.x), 'base64url'))],
    ['HS256 with an empty key', () => hmac('')],
    [
      'RS256 told to be PS256',
      () => signedBy(rs256, claims()).then((token) => swap(token, { alg: 'PS256', kid: 'RS256', typ: 'JWT' })),
    ],
    ['RS256 under the kid of ES256', () => signedBy(rs256, claims(), { kid: 'ES256' })],
    ['ES256 under the kid of EdDSA', () => signedBy(es256, claims(), { kid: 'EdDSA' })],
    ['ES256 told to be RS256', withHeader({ alg: 'RS256' })],
    ['ES256 of zeros', withSignature(() => Buffer.alloc(64))],
    ['ES256 of r and s as large as the order', withSignature(() => Buffer.from(`${order}${order}`, 'hex'))],
    [
      'ES256 in DER',
      () => {
        const [header, payload] = parts(good());
        const der = bytesOf(`${header}.${payload}`, 'der');
        return `${header}.${payload}.${der.toString('base64url')}`;
      },
    ],
    [
      'EdDSA of zeros',
      () =>
        signedBy(eddsa, claims()).then(
          (token) => `${token.slice(0, token.lastIndexOf('.'))}.${Buffer.alloc(64).toString('base64url')}`,
        ),
    ],
    ['EdDSA with the order added to s', () => signedBy(eddsa, claims()).then(addOrder)],
    ['a key of somebody else', async () => signedBy({ ...(await signingKey('ES256')), kid: 'ES256' }, claims())],
  ],
  header: [
    ...['unknown', '../../../dev/null', "' OR 1=1 --", 'RS256', 'es256', 'ES256 ', '__proto__', 'constructor'].map(
      (kid): Attack => [`kid ${kid}`, withHeader({ kid })],
    ),
    ['no kid', withHeader({ kid: undefined })],
    ['an empty kid', withHeader({ kid: '' })],
    ['a kid that is a list', withHeader({ kid: ['ES256'] })],
    [
      'an embedded jwk',
      async () => {
        const own = await signingKey('ES256');
        return signedBy({ ...own, kid: 'ES256' }, claims(), { jwk: own.jwk });
      },
    ],
    ['an embedded jwk, signed by the real key', () => withHeader({ jwk: es256.jwk })()],
    ['jku', withHeader({ jku: 'https://evil.example/jwks.json' })],
    ['x5u', withHeader({ x5u: 'https://evil.example/x5u.pem' })],
    ['x5c', withHeader({ x5c: ['AAAA'] })],
    ['crit', withHeader({ crit: ['exp'], exp: now + 60 })],
    ['b64 false', withHeader({ b64: false, crit: ['b64'] })],
    ['b64 true', withHeader({ b64: true })],
    ...['at+jwt', 'jwt', 'JWE', 'JOSE', 'dpop+jwt', 7].map((typ): Attack => [`typ ${typ}`, withHeader({ typ })]),
    ['no typ', withHeader({ typ: undefined })],
    ['a key twice', () => signed(claims(), '{"alg":"none","alg":"ES256","kid":"ES256","typ":"JWT"}')],
    ['__proto__', () => signed(claims(), '{"alg":"ES256","kid":"ES256","typ":"JWT","__proto__":{}}')],
    ['a list', () => signed(claims(), '[{"alg":"ES256"}]')],
    ['no JSON', () => signed(claims(), 'alg=ES256')],
    ['bytes that are no text', () => signed(claims(), Buffer.from([0xff, 0xfe]).toString('latin1'))],
  ],
  claims: [
    ['exp in the past', withClaims({ iat: now - 3_600, exp: now - 60 }), 'session_expired'],
    ['no exp', withClaims({ exp: undefined })],
    ['exp as text', withClaims({ exp: String(now + 60) })],
    ['exp of null', withClaims({ exp: null })],
    ['exp without end', () => signed(JSON.stringify(claims()).replace(/"exp":\d+/, '"exp":1e999'))],
    ['exp in ten years', withClaims({ exp: now + 315_360_000 })],
    ['exp before iat', withClaims({ iat: now + 4, exp: now + 3 })],
    ['no iat', withClaims({ iat: undefined })],
    ['iat as text', withClaims({ iat: String(now) })],
    ['iat in the future', withClaims({ iat: now + 60 })],
    ['nbf in the future', withClaims({ nbf: now + 60 })],
    ['nbf as text', withClaims({ nbf: '0' })],
    ['nbf of null', withClaims({ nbf: null })],
    ['another aud', withClaims({ aud: 'anon' })],
    ['no aud', withClaims({ aud: undefined })],
    ['aud in a list', withClaims({ aud: ['authenticated'] })],
    ['aud among others', withClaims({ aud: ['authenticated', 'other'] })],
    ['iss with a slash', withClaims({ iss: `${url}/auth/v1/` })],
    ['iss of another project', withClaims({ iss: 'https://evil.supabase.co/auth/v1' })],
    ['iss in a list', withClaims({ iss: [`${url}/auth/v1`] })],
    ['no iss', withClaims({ iss: undefined })],
    ['no sub', withClaims({ sub: undefined })],
    ['sub as a number', withClaims({ sub: 42 })],
    ['sub of nothing', withClaims({ sub: '' })],
    ['sub with a NUL', withClaims({ sub: 'ada\u0000' })],
    ['no session', withClaims({ session_id: undefined })],
    ['role service_role', withClaims({ role: 'service_role' })],
    ['role anon', withClaims({ role: 'anon' })],
    ['no role', withClaims({ role: undefined })],
    ['an anonymous user', withClaims({ is_anonymous: true })],
    ['the personal organization of another', withClaims({ app_metadata: { org_id: 'personal:bob' } })],
    ['an organization as a list', withClaims({ app_metadata: { org_id: ['acme'] } })],
    [
      'the anon key of a project',
      () => signed({ iss: 'supabase', ref: 'abcdefgh', role: 'anon', iat: now, exp: now + 315_360_000 }),
    ],
    [
      'the service_role key of a project',
      () => signed({ iss: 'supabase', ref: 'abcdefgh', role: 'service_role', iat: now, exp: now + 315_360_000 }),
    ],
    ['sub twice', () => signed(JSON.stringify(claims()).replace('{', '{"sub":"root",'))],
    ['sub twice, once in escapes', () => signed(JSON.stringify(claims()).replace('{', '{"\\u0073ub":"root",'))],
    ['a key twice, deep inside', () => signed(JSON.stringify(claims()).replace('{', '{"a":[{"b":{"c":1,"c":2}}],'))],
    ['__proto__', () => signed(JSON.stringify(claims()).replace('{', '{"__proto__":{"role":"owner"},'))],
    [
      '__proto__, deep inside and in escapes',
      () => signed(JSON.stringify(claims()).replace('{', '{"a":{"__\\u0070roto__":1},')),
    ],
    ['a list', () => signed([claims()])],
    ['text', () => signed('"ada"')],
    ['null', () => signed('null')],
    ['a byte order mark', () => signed(`\ufeff${JSON.stringify(claims())}`)],
    ['JSON and more', () => signed(`${JSON.stringify(claims())}{}`)],
  ],
  form: [
    ['no signature', () => good().replace(/[^.]+$/, '')],
    ['signature cut off with its dot', () => good().split('.').slice(0, 2).join('.')],
    [
      'a flipped bit in the signature',
      withSignature((signature) => Buffer.from(signature.map((byte, index) => (index === 40 ? byte ^ 1 : byte)))),
    ],
    ['a signature that is too short', withSignature((signature) => signature.subarray(0, 63))],
    ['a signature that is too long', withSignature((signature) => Buffer.concat([signature, Buffer.alloc(1)]))],
    ['another spelling of the signature', () => respelled(good())],
    ['padding', () => `${good()}==`],
    ['base64 that is not for URLs', () => `${good()}+/`],
    [
      'a changed claim',
      () => {
        const [header, , signature] = parts(good());
        return `${header}.${encode(claims({ sub: 'root' }))}.${signature}`;
      },
    ],
    ['JWE', () => `${encode({ alg: 'dir', enc: 'A256GCM' })}..AAAA.AAAA.AAAA`],
    [
      'JSON serialization',
      () => {
        const [header, payload, signature] = parts(good());
        return JSON.stringify({ protected: header, payload, signature });
      },
    ],
    ['two parts', () => 'AAAA.AAAA'],
    ['four parts', () => `${good()}.AAAA`],
    ['an empty part', () => `${good()}.`],
    ...[' ', '\n', '\t', '\u0000', '\ufeff'].flatMap((space): Attack[] => [
      [`${JSON.stringify(space)} before`, () => space + good()],
      [`${JSON.stringify(space)} after`, () => good() + space],
    ]),
    ['Bearer before', () => `Bearer ${good()}`],
    ['a megabyte', () => signed(claims({ filler: 'x'.repeat(1_000_000) }))],
    ['a megabyte of dots', () => '.'.repeat(1_000_000)],
    ['a little more than 8 KB', () => signed(claims({ filler: 'x'.repeat(5_900) }))],
  ],
};

const order = 'ffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551';

async function publicKey(key: SigningKey) {
  return (await importJWK({ ...key.jwk, ext: true }, key.alg)) as Parameters<typeof exportSPKI>[0];
}

function swap(token: string, header: object): string {
  return [encode(header), ...token.split('.').slice(1)].join('.');
}

/** The same bytes, in another spelling: the last character of 64 bytes has four bits nobody reads. */
function respelled(token: string): string {
  const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
  return token.slice(0, -1) + alphabet[alphabet.indexOf(token.at(-1) ?? '') ^ 1];
}

/** RFC 8032 section 5.1.7: s has to be below the order, or each signature has a twin. */
function addOrder(token: string): string {
  const [header, payload, signature] = parts(token);
  const bytes = Buffer.from(signature, 'base64url');
  const little = (buffer: Buffer) => BigInt(`0x${Buffer.from(buffer).reverse().toString('hex')}`);
  const s = little(bytes.subarray(32)) + 2n ** 252n + 27742317777372353535851937790883648493n;
  const moved = Buffer.from(s.toString(16).padStart(64, '0'), 'hex').reverse();
  return `${header}.${payload}.${Buffer.concat([bytes.subarray(0, 32), moved]).toString('base64url')}`;
}

async function expectRefused(verify: VerifyToken, token: string, code = 'session_invalid'): Promise<void> {
  const error = await rejection(verify(token));
  expect(error.code).toBe(code);
  const told = JSON.stringify([error.message, error.details, String(error.cause ?? '')]);
  for (const part of token.split('.').filter((piece) => piece.length > 12)) expect(told).not.toContain(part);
}

describe.each(Object.entries(attacks))('an attack on the %s', (kind, list) => {
  let refused = 0;

  test.for(list)('is refused: %s', async ([, make, code]) => {
    await expectRefused(supabase(), await make(), code);
    refused += 1;
  });

  afterAll(() => {
    results.push({ attack: kind, tokens: list.length, accepted: list.length - refused });
  });
});

describe('a token in order is accepted', () => {
  test('by the issuer the attacks are made on', async () => {
    expect(await supabase()(good())).toEqual({
      userId: 'ada',
      orgId: 'personal:ada',
      role: 'owner',
      sessionId: 'session-1',
    });
  });

  test.each(['ES256', 'RS256', 'EdDSA'])('signed by %s, for every issuer that may use it', async (alg) => {
    const key = keys.find((one) => one.alg === alg) as SigningKey;
    const jwks = server.url;
    const own = { sub: 'ada', iat: now, exp: now + 60 };
    const generic = { jwks, issuer: 'https://id.example', audience: 'api' };
    const issuer = 'https://clerk.example.com';
    const clerk = { issuer, jwks, authorizedParties: ['https://app.example.com'], algorithms: [alg as 'ES256'] };
    const ofClerk = { ...own, iss: issuer, azp: 'https://app.example.com', sid: 'sess_1', nbf: now - 10 };
    const auth0 = auth0Session({
      domain: 'example.eu.auth0.com',
      audience: 'https://api.example.com',
      jwks,
      algorithms: [alg as 'ES256'],
    });
    const ofAuth0 = { ...own, iss: 'https://example.eu.auth0.com/', sub: 'auth0|1', azp: 'client', scope: 'openid' };
    const userInfo = 'https://example.eu.auth0.com/userinfo';
    const cases: readonly (readonly [object, object, object, object?])[] = [
      [
        generic,
        { ...own, iss: 'https://id.example', aud: 'api' },
        { userId: 'ada', orgId: 'personal:ada', role: 'owner' },
      ],
      [generic, { ...own, iss: 'https://id.example', aud: 'api' }, { userId: 'ada' }, { typ: 'at+jwt' }],
      [
        {
          ...supabaseSession({ url, jwks, claims: { orgId: ['app_metadata', 'org'], role: ['app_metadata', 'role'] } }),
        },
        claims({ app_metadata: { org: 'acme', role: 'viewer' } }),
        { orgId: 'acme', role: 'viewer', sessionId: 'session-1' },
      ],
      [supabaseSession({ url, jwks, anonymousUsers: true }), claims({ is_anonymous: true }), { userId: 'ada' }],
      [
        clerkSession(clerk),
        { ...ofClerk, v: 2, sts: 'active', o: { id: 'org_1', rol: 'admin' } },
        { orgId: 'org_1', role: 'admin', sessionId: 'sess_1' },
      ],
      [clerkSession(clerk), ofClerk, { orgId: 'personal:ada', role: 'owner' }],
      [
        clerkSession({ ...clerk, tokenVersion: 1 }),
        { ...ofClerk, org_id: 'org_1', org_role: 'org:member' },
        { orgId: 'org_1', role: 'member' },
      ],
      [auth0, { ...ofAuth0, aud: 'https://api.example.com', org_id: 'org_1' }, { orgId: 'org_1', role: 'member' }],
      [
        auth0,
        { ...ofAuth0, aud: ['https://api.example.com', userInfo] },
        { userId: 'auth0|1', orgId: 'personal:auth0|1' },
        { typ: 'at+jwt' },
      ],
    ];
    for (const [options, payload, principal, header] of cases) {
      const token = await signedBy(key, payload as Readonly<Record<string, unknown>>, header);
      expect(await verifierOf(options)(token)).toMatchObject(principal);
    }
    results.push({ attack: `none: in order, ${alg}`, tokens: cases.length, accepted: cases.length });
  });

  test('and is a session of its own where its issuer names none, also with the twin of its signature', async () => {
    const verify = verifierOf({ jwks: server.url, issuer: 'https://id.example', audience: 'api' });
    const token = signed({ iss: 'https://id.example', aud: 'api', sub: 'ada', iat: now, exp: now + 60 });
    const [header, payload, signature] = parts(token);
    const bytes = Buffer.from(signature, 'base64url');
    const s = BigInt(`0x${order}`) - BigInt(`0x${bytes.subarray(32).toString('hex')}`);
    const twin = Buffer.concat([bytes.subarray(0, 32), Buffer.from(s.toString(16).padStart(64, '0'), 'hex')]);
    const principal = await verify(token);
    expect(principal.sessionId).toMatch(/^token:[\w-]{43}$/);
    expect(await verify(`${header}.${payload}.${twin.toString('base64url')}`)).toEqual(principal);
  });

  test.each([
    ['of another application', { azp: 'https://evil.example' }],
    ['of no application', { azp: undefined }],
    ['that has an audience', { aud: 'hasura' }],
    ['with tasks left', { sts: 'pending' }],
    ['with a role nobody mapped', { o: { id: 'org_1', rol: 'superuser' } }],
    ['with a role by inheritance', { o: { id: 'org_1', rol: 'constructor' } }],
    ['with an organization and no role', { o: { id: 'org_1' } }],
  ])('but not one of Clerk %s', async (_what, changes) => {
    const issuer = 'https://clerk.example.com';
    const authorizedParties = ['https://app.example.com'];
    const verify = verifierOf(clerkSession({ issuer, jwks: server.url, authorizedParties }));
    const payload = {
      iss: issuer,
      azp: 'https://app.example.com',
      sid: 's',
      sub: 'ada',
      iat: now,
      exp: now + 60,
      ...changes,
    };
    await expectRefused(verify, await signedBy(rs256, payload));
  });

  test.each([
    [['https://api.example.com', 'https://other.example']],
    [['https://example.eu.auth0.com/userinfo']],
    [[]],
    ['client-id'],
  ])('but not one of Auth0 for %j', async (aud) => {
    const verify = verifierOf(
      auth0Session({ domain: 'example.eu.auth0.com', audience: 'https://api.example.com', jwks: server.url }),
    );
    const payload = { iss: 'https://example.eu.auth0.com/', aud, sub: 'auth0|1', iat: now, exp: now + 60 };
    await expectRefused(verify, await signedBy(rs256, payload));
  });
});

/** Tokens that were good once, or are good elsewhere. Each attack is one try to get in. */
const onSessions: Readonly<Record<string, (target: SessionTarget) => Promise<readonly Promise<unknown>[]>>> = {
  'replay after signing out': async ({ forge, open }) => {
    const { accessToken: token, refreshToken } = await open();
    await forge.sessions.signOut({ token });
    return [forge.sessions.verify(token), forge.sessions.refresh({ refreshToken }), forge.sessions.list({ token })];
  },
  'a refresh token that was stolen and used up': async ({ forge, open, clock: time }) => {
    const { accessToken, refreshToken } = await open();
    const next = await forge.sessions.refresh({ refreshToken });
    time.advance(30_000);
    const thief = await rejection(forge.sessions.refresh({ refreshToken }));
    expect(thief.code).toBe('session_revoked');
    return [
      forge.sessions.refresh({ refreshToken }),
      forge.sessions.refresh({ refreshToken: next.refreshToken }),
      forge.sessions.verify(next.accessToken),
      forge.sessions.verify(accessToken),
    ];
  },
  'tokens from before a revocation of the user': async ({ forge, open }) => {
    const { accessToken, refreshToken } = await open();
    await forge.sessions.revokeAll({ userId: 'ada' });
    return [forge.sessions.verify(accessToken), forge.sessions.refresh({ refreshToken })];
  },
  'a token of ours, not kept here, that was denied': async ({ forge, clock: time }) => {
    const iat = Math.floor(time.now() / 1_000);
    const own = { iss: 'promptforge', aud: 'promptforge', sub: 'ada', sid: 'elsewhere', org_role: 'owner' };
    const sign = (exp: number) => signedToken(appSecret, { ...own, iat, exp });
    await forge.sessions.verify(sign(iat + 60));
    await forge.sessions.revoke({ userId: 'ada', sessionId: 'elsewhere' });
    return [forge.sessions.verify(sign(iat + 60)), forge.sessions.verify(sign(iat + 86_400))];
  },
  'a secret that was removed': async ({ forge, clock: time }) => {
    const before = forgeWithModel([], {
      engine: 'rules',
      session: { secret: 'the secret before, of 32 bytes or more' },
    });
    time.advance(1);
    return [forge.sessions.verify(await before.tokenFor())];
  },
  'one kind of token for the other': async ({ forge, open }) => {
    const { accessToken, refreshToken } = await open();
    return [
      forge.sessions.verify(refreshToken),
      forge.sessions.require(refreshToken, 'runs:read'),
      forge.sessions.signOut({ token: refreshToken }),
      forge.sessions.refresh({ refreshToken: accessToken }),
    ];
  },
  'refresh tokens nobody gave out': async ({ forge, open }) => {
    const { refreshToken } = await open();
    const ofAnother = await forgeWithModel([], { engine: 'rules' }).forge.sessions.issue({ userId: 'ada' });
    const made = [
      ofAnother.refreshToken,
      '',
      ' ',
      'x'.repeat(43),
      'x'.repeat(1_000_000),
      `${refreshToken} `,
      `${refreshToken}=`,
      refreshToken.slice(0, -1),
      refreshToken.toUpperCase(),
      `${refreshToken.slice(0, -1)}\u0000`,
      "' or 1 = 1 --",
      '__proto__',
    ];
    return made.map((each) => forge.sessions.refresh({ refreshToken: each }));
  },
  'the session of somebody else': async ({ forge, open }) => {
    const { accessToken, refreshToken, principal } = await open();
    const eve = (await open('eve')).accessToken;
    expect(await forge.sessions.revokeOwn({ token: eve, sessionId: principal.sessionId })).toBe(false);
    expect(await forge.sessions.revoke({ userId: 'eve', sessionId: principal.sessionId })).toBe(true);
    expect(await forge.sessions.revokeAll({ userId: 'eve' })).toBe(1);
    await forge.sessions.verify(accessToken);
    await forge.sessions.refresh({ refreshToken });
    return [forge.sessions.verify(eve)];
  },
};

interface SessionTarget extends ReturnType<typeof forgeWithModel> {
  readonly open: (userId?: string) => Promise<AccessToken>;
}

function sessionTarget(): SessionTarget {
  const setup = forgeWithModel([], { engine: 'rules' });
  return { ...setup, open: (userId = 'ada') => setup.forge.sessions.issue({ userId, orgId: 'acme' }) };
}

describe('an attack on sessions of our own', () => {
  test.for(Object.entries(onSessions))('is refused: %s', async ([what, attack]) => {
    const tries = await Promise.allSettled(await attack(sessionTarget()));
    const refused = tries.filter(
      (each) => each.status === 'rejected' && ['session_invalid', 'session_revoked'].includes(each.reason.code),
    );
    results.push({ attack: what, tokens: tries.length, accepted: tries.length - refused.length });
    expect(refused).toHaveLength(tries.length);
  });

  test.each([2, 20])('is not what %d tabs do that refresh at once: all live, and go on', async (tabs) => {
    const { forge, open } = sessionTarget();
    const { refreshToken } = await open();
    const first = await Promise.all(Array.from({ length: tabs }, () => forge.sessions.refresh({ refreshToken })));
    expect(new Set(first.map((each) => each.refreshToken)).size).toBe(tabs);
    const second = await Promise.all(first.map((each) => forge.sessions.refresh({ refreshToken: each.refreshToken })));
    const principals = await Promise.all(
      [...first, ...second].map(({ accessToken }) => forge.sessions.verify(accessToken)),
    );
    expect(new Set(principals.map(({ sessionId }) => sessionId)).size).toBe(1);
    results.push({ attack: `none: ${tabs} tabs at once`, tokens: principals.length, accepted: principals.length });
  });
});

interface Vector {
  readonly tcId: number;
  readonly result: 'valid' | 'invalid';
  readonly comment: string;
  readonly jws: string;
}

interface Group {
  readonly public?: JWK;
  readonly private: JWK;
  readonly tests: readonly Vector[];
}

/** What the file says and we don't, and why. */
const otherwise: Readonly<Record<string, boolean>> = {
  // Letter for letter the token of case 357, which is valid.
  367: true,
  370: true,
  // A character that is none of base64url was put in: some decoders skip it.
  372: false,
  373: false,
};

describe.skipIf(!corporaAvailable(vectors))(`every vector of Wycheproof (${corporaAbsent})`, () => {
  const groups: readonly Group[] = corporaAvailable(vectors)
    ? JSON.parse(readFileSync(corporaPath(vectors), 'utf8')).testGroups
    : [];

  test('is judged at the layer of signatures by the algorithm of its key', async () => {
    const wrong: object[] = [];
    const count = { valid: 0, invalid: 0 };
    for (const { public: shown, private: secret, tests } of groups) {
      const jwk = shown ?? secret;
      const ours = (await verificationKey(jwk)) ?? null;
      // Algorithms that we never take are checked with the library alone; ES521 is no algorithm.
      const usable = jwk.use !== 'enc' && !jwk.key_ops?.includes('encrypt') && jwk.alg !== 'ES521';
      const key = ours?.key ?? (usable ? await importJWK(jwk, jwk.alg ?? 'HS256') : null);
      for (const { tcId, result, comment, jws } of tests) {
        const algorithm = ours?.algorithm ?? jwk.alg ?? 'HS256';
        const isGenuine =
          key !== null && compactToken(jws) !== null && (await isSignedWith(key as never, algorithm, jws));
        const isForAnother = jwk.alg === 'ES521' || headerOf(jws).alg !== algorithm;
        // A token without a payload holds no claims, and has no right form for us.
        const isEmpty = comment === 'emptyPayload';
        const expected = otherwise[tcId] ?? (result === 'valid' && !isForAnother && !isEmpty);
        count[expected ? 'valid' : 'invalid'] += 1;
        if (isGenuine !== expected) wrong.push({ tcId, comment, isGenuine });
      }
    }
    expect(wrong).toEqual([]);
    results.push({ attack: 'Wycheproof, signatures', tokens: count.valid + count.invalid, accepted: count.valid });
    expect(count).toEqual({ valid: 36, invalid: 365 });
  });

  test('is no session', async () => {
    let refused = 0;
    for (const { public: shown, private: secret, tests } of groups) {
      const verify =
        shown === undefined
          ? verifierOf({ secret: Buffer.from(String(secret.k).padEnd(43, 'A'), 'base64url') })
          : verifierOf({
              jwks: 'https://id.example/keys',
              issuer: 'i',
              audience: 'a',
              fetch: async () => Response.json({ keys: [shown] }),
            });
      for (const { jws } of tests) {
        const { code } = await rejection(verify(jws));
        expect(code).toBe(jws === '' ? 'session_missing' : 'session_invalid');
        refused += 1;
      }
    }
    expect(refused).toBe(401);
    results.push({ attack: 'Wycheproof, sessions', tokens: refused, accepted: 0 });
  });
});

function headerOf(jws: string): { readonly alg?: string } {
  try {
    return JSON.parse(Buffer.from(jws.split('.')[0] ?? '', 'base64url').toString());
  } catch {
    return {};
  }
}
