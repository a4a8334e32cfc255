import type { AuthParts } from './auth-parts.js';
import { sendToken, tokenInvalid, tokenReference } from './email-token.js';

/**
 * Has a token sent to the caller's own address, unless that is verified.
 * @throws PromptForgeError `sign_in_throttled`
 */
export async function requestEmailVerification(
  parts: AuthParts,
  { userId, address }: { readonly userId: string; readonly address: string | null },
): Promise<void> {
  const { credentials, throttle, afterwards } = parts;
  const credential = await credentials.load({ userId });
  if (credential === null || credential.emailVerifiedAt !== null) return;
  await throttle.tryEmail({ email: credential.email, address });
  afterwards(() => sendToken(parts, credential, 'verify_email'));
}

/** @throws PromptForgeError `email_token_invalid` */
export async function verifyEmail(
  { credentials }: Pick<AuthParts, 'credentials'>,
  verificationToken: unknown,
): Promise<{ readonly userId: string; readonly email: string }> {
  const reference = tokenReference('verify_email', verificationToken);
  const credential = await credentials.redeemToken({ ...reference, passwordHash: null });
  if (credential === null) throw tokenInvalid();
  return { userId: credential.userId, email: credential.email };
}
