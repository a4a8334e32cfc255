import type { z } from 'zod';
import { recommendedOpenaiModel } from '../domain/runs/recommended-model.js';
import type { Environment, EnvironmentSource, EnvironmentWith } from './environment.js';
import { environmentInvalid } from './environment-invalid.js';
import { environmentProblems } from './environment-problems.js';
import { environmentSchema } from './environment-schema.js';
import type { EnvironmentName } from './environment-variables.js';
import { hideSecrets } from './hide-secrets.js';

export interface ReadEnvironmentOptions<N extends EnvironmentName = EnvironmentName> {
  /** Variables that must be set. JWT_SECRET and NEXTAUTH_SECRET stand for each other. Default: none. */
  readonly requires?: readonly N[];
}

/**
 * Reads and checks the variables of {@link environmentVariables}, once, when a process starts. What is set
 * to nothing counts as not set.
 * @throws PromptForgeError `config_invalid` that lists all that is missing or malformed, what each is for
 * and how to come by it; `details` has the names. No value is repeated.
 */
export function readEnvironment<const N extends EnvironmentName = never>(
  source: EnvironmentSource = process.env,
  { requires = [] }: ReadEnvironmentOptions<N> = {},
): EnvironmentWith<N> {
  const parsed = environmentSchema.safeParse(source);
  const problems = environmentProblems(source, parsed.error?.issues ?? [], requires);
  if (parsed.data === undefined || problems.length > 0) throw environmentInvalid(problems);
  // That what was required is there was checked above, which types cannot follow.
  return environmentOf(parsed.data) as EnvironmentWith<N>;
}

function environmentOf(values: z.output<typeof environmentSchema>): Environment {
  const { NEXT_PUBLIC_SUPABASE_URL: url, OPENAI_API_KEY: apiKey, OPENAI_BASE_URL: baseUrl } = values;
  const secret = values.JWT_SECRET ?? values.NEXTAUTH_SECRET;
  const openai = {
    apiKey,
    organization: values.OPENAI_ORGANIZATION,
    model: values.OPENAI_MODEL ?? recommendedOpenaiModel,
    baseUrl,
  };
  const keys = {
    anonKey: values.NEXT_PUBLIC_SUPABASE_ANON_KEY ?? null,
    serviceRoleKey: values.SUPABASE_SERVICE_ROLE_KEY ?? null,
  };
  return hideSecrets(
    {
      openai: (apiKey ?? baseUrl) === undefined ? null : hideSecrets(openai, ['apiKey']),
      session: secret === undefined ? null : hideSecrets({ secret }, ['secret']),
      supabase: url === undefined ? null : hideSecrets({ url, ...keys }, ['serviceRoleKey']),
      databaseUrl: values.DATABASE_URL ?? null,
      sentryDsn: values.NEXT_PUBLIC_SENTRY_DSN ?? null,
      logLevel: values.LOG_LEVEL,
    },
    ['databaseUrl'],
  );
}
