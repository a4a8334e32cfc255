import { type AuthParts, sendAfterwards } from './auth-parts.js';
import type { Attempt } from './auth-throttle.js';
import { sendToken, tokenInvalid, tokenReference } from './email-token.js';
import { newPassword } from './new-password.js';

/**
 * Has a token sent to the owner of an address, if there is one. Nothing is looked up before the answer.
 * @throws PromptForgeError `sign_in_throttled`
 */
export async function requestPasswordReset(parts: AuthParts, attempt: Attempt): Promise<void> {
  const { credentials, throttle, afterwards } = parts;
  await throttle.tryEmail(attempt);
  afterwards(async () => {
    const credential = await credentials.byEmail(attempt.email);
    if (credential !== null) await sendToken(parts, credential, 'reset_password');
  });
}

/**
 * Sets a password for whoever has the token, ends all sessions of the user, and forgets the failures
 * of the account.
 * @throws PromptForgeError `email_token_invalid`, `password_unacceptable`, `overloaded`
 */
export async function resetPassword(
  parts: AuthParts,
  request: { readonly resetToken: unknown; readonly newPassword: unknown },
): Promise<void> {
  const { settings, credentials, hasher, throttle, endSessions } = parts;
  const reference = tokenReference('reset_password', request.resetToken);
  // Before anything is hashed, so that nobody has us work for tokens that were made up.
  if ((await credentials.tokenOwner(reference)) === null) throw tokenInvalid();
  const password = await newPassword(settings, request.newPassword, 'newPassword');
  const passwordHash = await hasher.hash(password);
  const credential = await credentials.redeemToken({ ...reference, passwordHash });
  if (credential === null) throw tokenInvalid();
  const { userId, email } = credential;
  await endSessions(userId, 'password_reset');
  await throttle.signedIn({ email, address: null });
  sendAfterwards(parts, { type: 'password_changed', email, userId });
}
