import { z } from 'zod';
import { roles } from '../domain/access/role.js';
import { rolesByName } from './principal-from.js';
import type { KeySetAlgorithm } from './session-options.js';
import type { SessionSettings } from './session-settings.js';

const noSecret = 'must have at least 32 bytes; make one with: openssl rand -base64 48';

/** Copied, so that a host that wipes its own buffer does not change the key. */
const secretSchema = () =>
  z
    .union([z.string(), z.instanceof(Uint8Array)], noSecret)
    .transform((secret) => (typeof secret === 'string' ? new TextEncoder().encode(secret) : Uint8Array.from(secret)))
    .refine((secret) => secret.byteLength >= 32, noSecret);

const algorithms: KeySetAlgorithm[] = ['ES256', 'RS256', 'EdDSA'];
const text = () => z.string().min(1);
/** Ten years at most: what denies a token is kept for as long. */
const maxLifetimeSeconds = () => z.int().min(60).max(315_360_000).default(86_400);
const sessionSeconds = () => z.int().min(60).max(315_360_000);
const revocationCacheMs = () => z.int().min(0).max(300_000).default(5_000);
const milliseconds = (least: number) => z.int().min(least).max(86_400_000);

const sharedSecretSchema = () =>
  z.strictObject({
    secret: secretSchema(),
    previousSecrets: z.array(secretSchema()).max(10).default([]),
    issuer: text().default('promptforge'),
    audience: text().default('promptforge'),
    maxLifetimeSeconds: maxLifetimeSeconds(),
    sessionLifetimeSeconds: sessionSeconds().default(30 * 86_400),
    idleTimeoutSeconds: sessionSeconds()
      .nullable()
      .default(7 * 86_400),
    refreshGraceSeconds: z.int().min(0).max(3_600).default(30),
    revocationCacheMs: revocationCacheMs(),
  });

/** What users may write about themselves says nothing about them. */
const path = () =>
  z
    .union([text().transform((name) => [name]), z.array(text()).min(1)], 'must be a claim, or a list of keys')
    .refine(([first = '']) => !/^(user|unsafe)_?metadata$/i.test(first), 'must not be what users write themselves');
const optionalPath = () => path().nullable().default(null);

const keySetSchema = () =>
  z
    .strictObject({
      jwks: z.string().refine(isKeySetUrl, 'must be an https URL; http is for localhost alone'),
      issuer: text(),
      audience: z.union(
        [text(), z.array(text()).min(1), z.null()],
        'must be the aud of your tokens, a list, or null for none',
      ),
      algorithms: z.array(z.enum(algorithms)).min(1).default(algorithms),
      types: z.array(text().nullable()).min(1).default(['JWT', 'at+jwt']),
      maxLifetimeSeconds: maxLifetimeSeconds(),
      revocationCacheMs: revocationCacheMs(),
      claims: z
        .strictObject({
          userId: path().default(['sub']),
          orgId: optionalPath(),
          role: optionalPath(),
          sessionId: optionalPath(),
        })
        .prefault({}),
      roles: z.record(z.string(), z.enum(roles)).default(rolesByName),
      require: z
        .record(z.string(), z.array(z.union([z.string(), z.number(), z.boolean(), z.null()])).min(1))
        .default({}),
      maxAgeMs: milliseconds(1_000).default(600_000),
      staleIfErrorMs: milliseconds(0).default(3_600_000),
      cooldownMs: milliseconds(1_000).default(30_000),
      timeoutMs: milliseconds(1).default(5_000),
      fetch: z
        .custom<typeof globalThis.fetch>((value) => typeof value === 'function', 'must be a function')
        .default(
          () =>
            (...request: Parameters<typeof globalThis.fetch>) =>
              globalThis.fetch(...request),
        ),
    })
    .refine(({ audience, require }) => audience !== null || Object.keys(require).length > 0, {
      path: ['require'],
      message: 'must name a claim such as azp when audience is null',
    })
    .refine(({ cooldownMs, maxAgeMs }) => cooldownMs <= maxAgeMs, {
      path: ['cooldownMs'],
      message: 'must not be above maxAgeMs',
    });

/** What the session option has to be: its mode is that of the key it has. */
export function sessionSchema(session: unknown): z.ZodType<SessionSettings> {
  return typeof session === 'object' && session !== null && 'jwks' in session ? keySetSchema() : sharedSecretSchema();
}

function isKeySetUrl(value: string): boolean {
  const url = URL.canParse(value) ? new URL(value) : null;
  if (url === null || url.username !== '' || url.password !== '') return false;
  return url.protocol === 'https:' || (url.protocol === 'http:' && isLoopback(url.hostname));
}

function isLoopback(hostname: string): boolean {
  return /^(localhost|127(\.\d+){3}|\[::1\])$/.test(hostname);
}
