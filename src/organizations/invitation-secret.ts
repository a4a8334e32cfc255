import { createHash, randomBytes } from 'node:crypto';

/** A secret that nobody guesses, for a link in a mail. */
export function newInvitationSecret(): string {
  return randomBytes(32).toString('base64url');
}

/** What of it is stored. */
export function invitationHash(secret: string): string {
  return createHash('sha256').update(secret).digest('hex');
}

/** Whether a text can be such a secret: nothing else is worth asking a storage for. */
export function isInvitationSecret(text: unknown): text is string {
  return typeof text === 'string' && /^[\w-]{43}$/.test(text);
}
