import type { z } from 'zod';
import type { EnvironmentSource } from './environment.js';
import type { EnvironmentProblem } from './environment-invalid.js';
import { type EnvironmentName, environmentVariables } from './environment-variables.js';

const names = Object.keys(environmentVariables) as readonly EnvironmentName[];
const tokenSecrets: readonly EnvironmentName[] = ['JWT_SECRET', 'NEXTAUTH_SECRET'];
const address = 'NEXT_PUBLIC_SUPABASE_URL';
/** Of no use without the address. */
const supabaseKeys: readonly EnvironmentName[] = ['NEXT_PUBLIC_SUPABASE_ANON_KEY', 'SUPABASE_SERVICE_ROLE_KEY'];

/** All that is wrong, in the order of the table: what each variable is by itself, and what goes together. */
export function environmentProblems(
  source: EnvironmentSource,
  issues: readonly z.core.$ZodIssue[],
  requires: readonly EnvironmentName[],
): readonly EnvironmentProblem[] {
  const isSet = (name: EnvironmentName) => String(source[name] ?? '').trim() !== '';
  const isNeeded = (name: EnvironmentName) =>
    requires.includes(name) || (name === address && supabaseKeys.some((key) => requires.includes(key) || isSet(key)));
  const isMissing = (name: EnvironmentName) =>
    isNeeded(name) && !isSet(name) && !(tokenSecrets.includes(name) && tokenSecrets.some(isSet));
  const differ = tokenSecrets.every(isSet) && source.JWT_SECRET !== source.NEXTAUTH_SECRET;
  return names.flatMap((name) => [
    ...(isMissing(name) ? [{ name, problem: 'is not set', missing: true }] : []),
    ...issues.filter(({ path }) => path[0] === name).map(({ message }) => ({ name, problem: message })),
    ...(differ && name === 'NEXTAUTH_SECRET' ? [{ name, problem: 'is set to something else than JWT_SECRET' }] : []),
  ]);
}
