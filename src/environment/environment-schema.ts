import { z } from 'zod';
import { type EnvironmentName, environmentVariables, logLevels } from './environment-variables.js';
import { roleOfSupabaseKey } from './role-of-supabase-key.js';

/** A variable that is set to nothing is not set. */
const unlessEmpty = (schema: z.ZodType<string>) =>
  z.preprocess((value) => (typeof value === 'string' && value.trim() === '' ? undefined : value), schema.optional());

/** Of what stands in the environment and passes. White space around it comes with copying. */
function text(name: EnvironmentName, passes: (value: string) => boolean) {
  const { must } = environmentVariables[name];
  return unlessEmpty(z.string(must).trim().refine(passes, must));
}

/** Taken to the byte, since others sign with it. */
function tokenSecret(name: EnvironmentName) {
  const { must } = environmentVariables[name];
  return unlessEmpty(z.string(must).refine((value) => new TextEncoder().encode(value).byteLength >= 32, must));
}

/** What goes into a header or an address. */
const isWord = (value: string) => /^[\x21-\x7e]+$/.test(value);

/** Every variable by itself. The message of an issue follows the name of the variable, and repeats no value. */
export const environmentSchema = z.object({
  NEXT_PUBLIC_SUPABASE_URL: text('NEXT_PUBLIC_SUPABASE_URL', isPlainUrl),
  NEXT_PUBLIC_SUPABASE_ANON_KEY: text(
    'NEXT_PUBLIC_SUPABASE_ANON_KEY',
    (value) => isWord(value) && roleOfSupabaseKey(value) !== 'service_role',
  ),
  SUPABASE_SERVICE_ROLE_KEY: text(
    'SUPABASE_SERVICE_ROLE_KEY',
    (value) => isWord(value) && roleOfSupabaseKey(value) !== 'anon',
  ),
  OPENAI_API_KEY: text('OPENAI_API_KEY', isWord),
  OPENAI_ORGANIZATION: text('OPENAI_ORGANIZATION', isWord),
  OPENAI_MODEL: text('OPENAI_MODEL', isWord),
  OPENAI_BASE_URL: text('OPENAI_BASE_URL', isPlainUrl),
  JWT_SECRET: tokenSecret('JWT_SECRET'),
  NEXTAUTH_SECRET: tokenSecret('NEXTAUTH_SECRET'),
  NEXT_PUBLIC_SENTRY_DSN: text('NEXT_PUBLIC_SENTRY_DSN', isSentryDsn),
  LOG_LEVEL: unlessEmpty(z.string().trim().toLowerCase()).pipe(
    z.enum(logLevels, environmentVariables.LOG_LEVEL.must).default('info'),
  ),
  DATABASE_URL: text('DATABASE_URL', isPostgresUrl),
} satisfies Readonly<Record<EnvironmentName, z.ZodType>>);

function isPlainUrl(value: string): boolean {
  const url = urlOf(value, /^https?:$/);
  return url !== null && `${url.username}${url.password}${url.search}${url.hash}` === '';
}

function isSentryDsn(value: string): boolean {
  const url = urlOf(value, /^https?:$/);
  return url !== null && url.username !== '' && /\/\d+$/.test(url.pathname);
}

/** With a "/", "?" or "#" of the password left as it is, the rest of it would pass for another part. */
function isPostgresUrl(value: string): boolean {
  const url = urlOf(value, /^postgres(ql)?:$/);
  return url !== null && !`${url.pathname}${url.search}${url.hash}`.includes('@');
}

function urlOf(value: string, protocol: RegExp): URL | null {
  const url = URL.canParse(value) ? new URL(value) : null;
  return url !== null && protocol.test(url.protocol) && value.includes('://') ? url : null;
}
