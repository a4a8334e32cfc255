import { recommendedOpenaiModel } from '../domain/runs/recommended-model.js';

/** From the most to the least that a logger can tell: the levels of pino, with `silent` for nothing. */
export const logLevels = ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'] as const;
export type LogLevel = (typeof logLevels)[number];

/** What a variable is, in words that follow its name: "OPENAI_API_KEY is the key ...". */
export interface EnvironmentVariable {
  /** What it is for. */
  readonly is: string;
  /** How to come by a value. */
  readonly how: string;
  /** What a value has to be, as it follows the name in an error. */
  readonly must: string;
  /** What holds while it is not set; null for nothing. */
  readonly default: string | null;
  /** Whether whoever has the value could do harm with it. */
  readonly secret: boolean;
}

const secretMust = 'must have at least 32 bytes';

/** Every variable that {@link readEnvironment} looks at. */
export const environmentVariables = {
  NEXT_PUBLIC_SUPABASE_URL: {
    is: 'the address of your Supabase project, for its storage and its sign-in',
    how: 'Copy it from the dashboard, Project settings > API: https://PROJECT.supabase.co',
    must: 'must be an http or https URL without user, password, query and fragment',
    default: null,
    secret: false,
  },
  NEXT_PUBLIC_SUPABASE_ANON_KEY: {
    is: 'the key of the Supabase project that browsers may have',
    how: 'Copy the publishable (or anon) key from the dashboard, Project settings > API keys',
    must: 'must be the publishable or anon key, since browsers are given it: never a secret or service_role key',
    default: null,
    secret: false,
  },
  SUPABASE_SERVICE_ROLE_KEY: {
    is: 'the key of the Supabase project that supabaseStorage() works with, for servers alone',
    how: 'Copy the secret (or service_role) key from the dashboard, Project settings > API keys',
    must: 'must be the secret or service_role key',
    default: null,
    secret: true,
  },
  OPENAI_API_KEY: {
    is: 'the key that the model is asked with',
    how: 'Make one at https://platform.openai.com/api-keys; servers other than OpenAI and Azure may do without',
    must: 'must be printable characters without spaces',
    default: null,
    secret: true,
  },
  OPENAI_ORGANIZATION: {
    is: 'the OpenAI organization to bill, for keys that belong to several',
    how: 'Copy its id from https://platform.openai.com/settings/organization/general: org-...',
    must: 'must be printable characters without spaces',
    default: null,
    secret: false,
  },
  OPENAI_MODEL: {
    is: 'the model to ask',
    how: 'Take a name as the server knows it',
    must: 'must be printable characters without spaces',
    default: recommendedOpenaiModel,
    secret: false,
  },
  OPENAI_BASE_URL: {
    is: 'the address of another server with the API of OpenAI',
    how: 'Take one such as http://localhost:11434/v1, of Ollama',
    must: 'must be an http or https URL without user, password, query and fragment',
    default: 'https://api.openai.com/v1',
    secret: false,
  },
  JWT_SECRET: {
    is: 'the secret that access tokens of your own are signed with',
    how: 'Make one with: openssl rand -base64 48',
    must: secretMust,
    default: null,
    secret: true,
  },
  NEXTAUTH_SECRET: {
    is: 'another name of JWT_SECRET, for applications that have it already',
    how: 'Set one of the two, or both to the same',
    must: secretMust,
    default: null,
    secret: true,
  },
  NEXT_PUBLIC_SENTRY_DSN: {
    is: 'where Sentry takes errors',
    how: 'Copy it from Sentry, Project settings > Client Keys (DSN)',
    must: 'must be like https://KEY@HOST/PROJECT',
    default: null,
    secret: false,
  },
  LOG_LEVEL: {
    is: 'how much your logger is to tell',
    how: `Take one of ${logLevels.join(', ')}`,
    must: `must be one of ${logLevels.join(', ')}`,
    default: 'info',
    secret: false,
  },
  DATABASE_URL: {
    is: 'the address of your Postgres database, with its user and password',
    how: 'Write it as postgres://USER:PASSWORD@HOST:5432/DATABASE, with / ? # @ in a password percent-encoded',
    must: 'must be like postgres://USER:PASSWORD@HOST:5432/DATABASE',
    default: null,
    secret: true,
  },
} as const satisfies Readonly<Record<string, EnvironmentVariable>>;

export type EnvironmentName = keyof typeof environmentVariables;
