import type { EnvironmentName, LogLevel } from './environment-variables.js';

/** Such as `process.env`. */
export type EnvironmentSource = Readonly<Record<string, string | undefined>>;

/** Fits `openaiModel()`. */
export interface OpenaiEnvironment {
  readonly apiKey: string | undefined;
  readonly organization: string | undefined;
  readonly model: string;
  readonly baseUrl: string | undefined;
}

/** Fits the option `session`. */
export interface SessionEnvironment {
  readonly secret: string;
}

/** `createClient(url, serviceRoleKey)` makes what `supabaseStorage()` takes; `supabaseSession({ url })` verifies its tokens. */
export interface SupabaseEnvironment {
  readonly url: string;
  readonly anonKey: string | null;
  readonly serviceRoleKey: string | null;
}

/**
 * What the environment says, checked and frozen. Secrets (`openai.apiKey`, `session.secret`,
 * `supabase.serviceRoleKey`, `databaseUrl`) are read by their name alone: they are not enumerable, so
 * that logging, serializing and copying the object leave them out.
 */
export interface Environment {
  /** Null without OPENAI_API_KEY and OPENAI_BASE_URL. */
  readonly openai: OpenaiEnvironment | null;
  /** Null without JWT_SECRET and NEXTAUTH_SECRET. */
  readonly session: SessionEnvironment | null;
  /** Null without NEXT_PUBLIC_SUPABASE_URL. */
  readonly supabase: SupabaseEnvironment | null;
  readonly databaseUrl: string | null;
  readonly sentryDsn: string | null;
  readonly logLevel: LogLevel;
}

/** What is there for certain once a variable was required. */
export interface CertainEnvironment {
  readonly NEXT_PUBLIC_SUPABASE_URL: { readonly supabase: SupabaseEnvironment };
  readonly NEXT_PUBLIC_SUPABASE_ANON_KEY: { readonly supabase: SupabaseEnvironment & { readonly anonKey: string } };
  readonly SUPABASE_SERVICE_ROLE_KEY: {
    readonly supabase: SupabaseEnvironment & { readonly serviceRoleKey: string };
  };
  readonly OPENAI_API_KEY: { readonly openai: OpenaiEnvironment & { readonly apiKey: string } };
  readonly OPENAI_BASE_URL: { readonly openai: OpenaiEnvironment & { readonly baseUrl: string } };
  readonly JWT_SECRET: { readonly session: SessionEnvironment };
  readonly NEXTAUTH_SECRET: { readonly session: SessionEnvironment };
  readonly NEXT_PUBLIC_SENTRY_DSN: { readonly sentryDsn: string };
  readonly DATABASE_URL: { readonly databaseUrl: string };
}

/** An {@link Environment} in which the variables `N` are known to be set. */
export type EnvironmentWith<N extends EnvironmentName> = Environment &
  // A function of each is a function of all, by its parameter: the union of what is certain becomes one object.
  ((N extends keyof CertainEnvironment ? (certain: CertainEnvironment[N]) => void : never) extends (
    certain: infer C,
  ) => void
    ? C
    : unknown);
