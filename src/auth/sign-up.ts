import type { Credential } from '../domain/access/credential.js';
import { type Principal, personalOrg } from '../domain/access/principal.js';
import { emptyProfile } from '../domain/people/profile.js';
import { PromptForgeError } from '../errors/promptforge-error.js';
import { type AuthParts, type SignInContext, type SigningParts, sendAfterwards } from './auth-parts.js';
import { sendToken } from './email-token.js';
import { openSession } from './open-session.js';

export interface SignUp extends SignInContext {
  /** Normalised. */
  readonly email: string;
  /** Normalised, and acceptable. */
  readonly password: string;
  readonly displayName: string | null;
}

/** What signing up came to. */
export type SignUpAnswer<Session> =
  /** An e-mail tells how to go on. It is the same answer for an address that is taken. */
  | { readonly outcome: 'check_email' }
  /** Only where addresses need not be verified. */
  | { readonly outcome: 'signed_in'; readonly session: Session };

/** @throws PromptForgeError `sign_in_throttled`, `overloaded`, `email_taken` where addresses need not be verified */
export async function signUp<Session extends { readonly principal: Principal }>(
  parts: SigningParts<Session>,
  { email, password, displayName, device, address }: SignUp,
): Promise<SignUpAnswer<Session>> {
  const { settings, credentials, hasher, throttle, newId, afterwards } = parts;
  await throttle.tryEmail({ email, address });
  const passwordHash = await hasher.hash(password);
  const userId = newId();
  const answer = await credentials.create({ userId, email, passwordHash });
  if (answer.outcome === 'user_exists') {
    throw new PromptForgeError('internal', 'newId gave an id that a user has already. It must never give one twice.');
  }
  const credential = answer.outcome === 'created' ? answer.credential : null;
  if (settings.requireVerifiedEmail) {
    // All the rest differs, and is done once the answer is on its way.
    afterwards(() => (credential === null ? tellOwner(parts, email) : welcome(parts, credential, displayName)));
    return { outcome: 'check_email' };
  }
  if (credential === null) {
    throw new PromptForgeError('email_taken', 'There is an account with this e-mail address. Sign in instead.');
  }
  await saveProfile(parts, credential, displayName);
  afterwards(() => sendToken(parts, credential, 'verify_email'));
  const place = { orgId: personalOrg(userId), role: 'owner' } as const;
  return { outcome: 'signed_in', session: await openSession(parts, credential, place, { device }) };
}

async function welcome(parts: AuthParts, credential: Credential, displayName: string | null): Promise<void> {
  await saveProfile(parts, credential, displayName);
  await sendToken(parts, credential, 'verify_email');
}

async function tellOwner(parts: AuthParts, email: string): Promise<void> {
  const owner = await parts.credentials.byEmail(email);
  if (owner !== null) sendAfterwards(parts, { type: 'already_registered', email, userId: owner.userId });
}

async function saveProfile(
  { profiles }: AuthParts,
  { userId, email }: Credential,
  displayName: string | null,
): Promise<void> {
  // One that is there already is the user's own.
  await profiles.save({ userId }, { ...emptyProfile, email, displayName }, 0);
}
