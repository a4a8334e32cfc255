import { createHash, randomBytes } from 'node:crypto';
import type { Credential, EmailTokenPurpose } from '../domain/access/credential.js';
import { PromptForgeError } from '../errors/promptforge-error.js';
import type { EmailTokenReference } from '../ports/credential-store.js';
import type { AuthParts } from './auth-parts.js';

/** Has a token sent to somebody, in place of the one before. To be called once the answer is on its way. */
export async function sendToken(
  { settings, credentials }: Pick<AuthParts, 'settings' | 'credentials'>,
  { userId, email }: Pick<Credential, 'userId' | 'email'>,
  purpose: EmailTokenPurpose,
): Promise<void> {
  const token = randomBytes(32).toString('base64url');
  const lifetimeMs = purpose === 'reset_password' ? settings.resetTokenMs : settings.verificationTokenMs;
  const expiresAt = await credentials.issueToken({ userId }, { ...tokenReference(purpose, token), lifetimeMs });
  // Null when the user was erased in the meantime.
  if (expiresAt !== null) await settings.sendEmail({ type: purpose, email, userId, token, expiresAt });
}

/** What a token is known by in the storage. @throws PromptForgeError `email_token_invalid` for what is no token. */
export function tokenReference(purpose: EmailTokenPurpose, token: unknown): EmailTokenReference {
  if (typeof token !== 'string' || !/^[A-Za-z0-9_-]{43}$/.test(token)) throw tokenInvalid();
  return { purpose, tokenHash: createHash('sha256').update(token).digest('hex') };
}

/** One message for tokens that never were, that were used or replaced, and that have lapsed. */
export function tokenInvalid(): PromptForgeError {
  return new PromptForgeError(
    'email_token_invalid',
    'The link does not work any more: it was used, a newer one was sent, or its time is over. Ask for a new one.',
  );
}
