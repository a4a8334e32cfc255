import type { Principal } from '../domain/access/principal.js';
import { PromptForgeError } from '../errors/promptforge-error.js';
import { type SigningParts, sendAfterwards } from './auth-parts.js';
import { comparePassword, signInFailed } from './compare-password.js';
import { newPassword } from './new-password.js';
import { openSession } from './open-session.js';
import { passwordText } from './password-text.js';

export interface PasswordChange {
  readonly currentPassword: unknown;
  readonly newPassword: unknown;
  readonly device: string | null;
  readonly address: string | null;
}

/**
 * Sets another password for a caller who knows the present one, ends all sessions of theirs, this one
 * too, and opens a new one in its place.
 * @throws PromptForgeError `sign_in_failed`, `sign_in_throttled`, `password_unacceptable`, `storage_conflict`, `overloaded`
 */
export async function changePassword<Session extends { readonly principal: Principal }>(
  parts: SigningParts<Session>,
  { userId, orgId, role }: Principal,
  { device, address, ...request }: PasswordChange,
): Promise<Session> {
  const { settings, credentials, hasher, endSessions } = parts;
  const currentPassword = passwordText(request.currentPassword, 'currentPassword');
  const next = await newPassword(settings, request.newPassword, 'newPassword');
  const known = await credentials.load({ userId });
  // Somebody who signs in elsewhere.
  if (known === null) throw signInFailed();
  const { email, passwordVersion } = await comparePassword(
    parts,
    { email: known.email, address },
    currentPassword,
    () => credentials.load({ userId }),
  );
  const passwordHash = await hasher.hash(next);
  if (!(await credentials.changePassword({ userId }, { passwordHash, expectedVersion: passwordVersion }))) {
    throw new PromptForgeError('storage_conflict', 'The password was changed by somebody else in the meantime.');
  }
  await endSessions(userId, 'password_changed');
  sendAfterwards(parts, { type: 'password_changed', email, userId });
  const changed = { userId, passwordVersion: passwordVersion + 1 };
  return openSession(parts, changed, { orgId, role }, { device });
}
