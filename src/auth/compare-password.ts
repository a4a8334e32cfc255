import type { Credential } from '../domain/access/credential.js';
import { PromptForgeError } from '../errors/promptforge-error.js';
import type { AuthParts } from './auth-parts.js';
import type { Attempt } from './auth-throttle.js';

/**
 * The credential whose password that is. Whether there is none, or one with another password, the same
 * work is done and the same error thrown.
 * @throws PromptForgeError `sign_in_failed`, `sign_in_throttled`, `overloaded`
 */
export async function comparePassword(
  { hasher, throttle }: Pick<AuthParts, 'hasher' | 'throttle'>,
  attempt: Attempt,
  password: string,
  find: () => Promise<Credential | null>,
): Promise<Credential> {
  await throttle.trySignIn(attempt);
  const { credential, isRight } = await compared(hasher, password, find).catch(async (error: unknown) => {
    // Whoever overloads us must not lock anybody out by that as well.
    await throttle.notTried(attempt);
    throw error;
  });
  if (credential === null || !isRight) throw signInFailed();
  await throttle.signedIn(attempt);
  return credential;
}

async function compared(
  hasher: AuthParts['hasher'],
  password: string,
  find: () => Promise<Credential | null>,
): Promise<{ readonly credential: Credential | null; readonly isRight: boolean }> {
  const credential = await find();
  return { credential, isRight: await hasher.verify(password, credential?.passwordHash ?? null) };
}

/** One text for whoever is not signed in, so that it tells nothing. */
export function signInFailed(): PromptForgeError {
  return new PromptForgeError('sign_in_failed', 'The e-mail address or the password is wrong.');
}
