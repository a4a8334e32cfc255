import type { Principal } from '../domain/access/principal.js';
import { PromptForgeError } from '../errors/promptforge-error.js';
import type { AuthParts, SignInContext, SigningParts } from './auth-parts.js';
import { comparePassword } from './compare-password.js';
import { sendToken } from './email-token.js';
import { openSession, placeOf } from './open-session.js';

export interface SignIn extends SignInContext {
  /** Normalised. */
  readonly email: string;
  /** Normalised. */
  readonly password: string;
  readonly orgId: string | undefined;
}

/** @throws PromptForgeError `sign_in_failed`, `sign_in_throttled`, `email_unverified`, `permission_denied`, `overloaded` */
export async function signIn<Session extends { readonly principal: Principal }>(
  parts: SigningParts<Session>,
  { email, password, orgId, device, address }: SignIn,
): Promise<Session> {
  const { settings, credentials, hasher, afterwards } = parts;
  const attempt = { email, address };
  const credential = await comparePassword(parts, attempt, password, () => credentials.byEmail(email));
  const { userId, passwordHash } = credential;
  if (settings.requireVerifiedEmail && credential.emailVerifiedAt === null) {
    afterwards(() => sendVerification(parts, credential, attempt));
    throw new PromptForgeError(
      'email_unverified',
      'The e-mail address has to be verified first. A new link was sent to it, unless several were sent before.',
    );
  }
  if (hasher.isOutdated(passwordHash)) {
    afterwards(async () => {
      const replaced = { passwordHash: await hasher.hash(password), expectedHash: passwordHash };
      await credentials.rehashPassword({ userId }, replaced);
    });
  }
  const place = await placeOf(parts, userId, orgId);
  return openSession(parts, credential, place, { device });
}

/** Sends a link, unless there were too many: nobody is there to be told. */
async function sendVerification(
  parts: AuthParts,
  credential: Parameters<typeof sendToken>[1],
  attempt: Parameters<AuthParts['throttle']['tryEmail']>[0],
): Promise<void> {
  try {
    await parts.throttle.tryEmail(attempt);
  } catch (error) {
    if (PromptForgeError.is(error) && error.code === 'sign_in_throttled') return;
    throw error;
  }
  await sendToken(parts, credential, 'verify_email');
}
