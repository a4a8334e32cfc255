import { addressGroup } from '../auth/address-group.js';
import type { AuthParts, SigningParts } from '../auth/auth-parts.js';
import type { AuthSettings } from '../auth/auth-schema.js';
import { authThrottle } from '../auth/auth-throttle.js';
import { changePassword } from '../auth/change-password.js';
import { normalizedEmail } from '../auth/email-address.js';
import { newPassword } from '../auth/new-password.js';
import { passwordHasher } from '../auth/password-hasher.js';
import { passwordText } from '../auth/password-text.js';
import { requestPasswordReset, resetPassword } from '../auth/reset-password.js';
import { signIn } from '../auth/sign-in.js';
import { type SignUpAnswer, signUp } from '../auth/sign-up.js';
import { requestEmailVerification, verifyEmail } from '../auth/verify-email.js';
import { isIdentifier } from '../domain/text/is-identifier.js';
import { PromptForgeError } from '../errors/promptforge-error.js';
import type { Storage } from '../ports/storage.js';
import type { SessionEndings } from '../session/session-endings.js';
import type { SessionSettings } from '../session/session-settings.js';
import type { AsCaller, Authenticated, Working } from './caller.js';
import { checkedRequest } from './checked-request.js';
import type { SessionFacet } from './session-facet.js';

/** What `sessions.issue()` answers. */
export type SignedIn = Awaited<ReturnType<SessionFacet['issue']>>;

/** Where somebody is who is no caller yet. */
interface Whereabouts {
  /**
   * The IP address of the caller, as the nearest proxy you trust tells it: failures are counted by it.
   * Default: they are counted by account alone.
   */
  readonly address?: string;
}

interface Device {
  /** What the person will recognize the device by, 1 to 255 characters. Default: nothing is known of it. */
  readonly device?: string;
}

export interface SignUpRequest extends Whereabouts, Device {
  readonly email: string;
  /** As typed: any Unicode, from `auth.minPasswordLength` to 128 characters once it is in NFKC. */
  readonly password: string;
  /** For the profile, 1 to 200 characters. */
  readonly displayName?: string;
}

export interface SignInRequest extends Whereabouts, Device {
  readonly email: string;
  readonly password: string;
  /** An organization the user is a member of. Default: the personal one. */
  readonly orgId?: string;
}

export interface ChangePasswordRequest extends Authenticated, Whereabouts, Device {
  readonly currentPassword: string;
  readonly newPassword: string;
}

export interface EmailRequest extends Whereabouts {
  readonly email: string;
}

export interface ResetPasswordRequest {
  /** From the e-mail. */
  readonly resetToken: string;
  readonly newPassword: string;
}

export interface EmailVerificationRequest extends Authenticated, Whereabouts {}

export interface VerifyEmailRequest {
  /** From the e-mail. */
  readonly verificationToken: string;
}

/**
 * Signing in with e-mail and password, for hosts without a service for that. Every method throws
 * `config_invalid` unless the option `auth` switches it on, and `request_invalid` for what it does not
 * take. Nobody gets a session for a typed e-mail address alone.
 */
export interface AuthFacet {
  /**
   * Makes an account, and has a link sent that verifies the address. For an address that is taken it
   * answers and works the same, and its owner is told by e-mail.
   * @throws PromptForgeError `password_unacceptable`, `sign_in_throttled`, `overloaded`; with
   * `requireVerifiedEmail: false` also `email_taken`.
   */
  signUp(request: SignUpRequest): Promise<SignUpAnswer<SignedIn>>;
  /**
   * Opens a session for whoever knows the password.
   * @throws PromptForgeError `sign_in_failed` whether the address or the password is wrong,
   * `sign_in_throttled` with `retryAfterMs`, `email_unverified` after the right password,
   * `permission_denied` for an organization the user is no member of, `overloaded`.
   */
  signIn(request: SignInRequest): Promise<SignedIn>;
  /**
   * Sets another password, ends all sessions of the user, and opens a new one for the caller.
   * @throws PromptForgeError `sign_in_failed` when the present password is wrong, `sign_in_throttled`,
   * `password_unacceptable`, `storage_conflict`, `permission_denied`, `overloaded`, and what
   * `sessions.verify` throws.
   */
  changePassword(request: ChangePasswordRequest): Promise<SignedIn>;
  /**
   * Has a link sent with which to set a password. It answers the same whether anybody has the address.
   * @throws PromptForgeError `sign_in_throttled`
   */
  requestPasswordReset(request: EmailRequest): Promise<void>;
  /**
   * Sets a password by the token of such a link, ends all sessions of the user, verifies the address,
   * and forgets the failures of the account. It opens no session.
   * @throws PromptForgeError `email_token_invalid`, `password_unacceptable`, `overloaded`
   */
  resetPassword(request: ResetPasswordRequest): Promise<void>;
  /**
   * Has another link sent that verifies the caller's own address, unless it is verified.
   * @throws PromptForgeError `sign_in_throttled`, `permission_denied`, and what `sessions.verify` throws.
   */
  requestEmailVerification(request: EmailVerificationRequest): Promise<void>;
  /**
   * Verifies an address by the token of such a link. It opens no session.
   * @throws PromptForgeError `email_token_invalid`
   */
  verifyEmail(request: VerifyEmailRequest): Promise<{ readonly userId: string; readonly email: string }>;
}

export interface AuthFacetParts {
  readonly settings: {
    readonly auth?: AuthSettings | undefined;
    readonly session: SessionSettings;
    readonly newId: () => string;
  };
  readonly storage: Storage;
  readonly issue: SessionFacet['issue'];
  readonly endings: SessionEndings;
  readonly asCaller: AsCaller;
  readonly working: Working;
  readonly afterwards: AuthParts['afterwards'];
}

const profileManage = 'profile:manage';

export function authFacet({ asCaller, working, ...rest }: AuthFacetParts): AuthFacet {
  const parts = signingParts(rest);
  return Object.freeze<AuthFacet>({
    signUp: (request) =>
      working(async () => {
        const fields = ['email', 'password', 'displayName', 'address', 'device'];
        const { email, password, displayName, ...where } = checkedRequest('auth.signUp()', request, fields);
        return signUp(parts, {
          email: normalizedEmail(email),
          displayName: checkedText(displayName, 'displayName', 200),
          ...whereabouts(where),
          // Last: it may ask a service of the host.
          password: await newPassword(parts.settings, password),
        });
      }),
    signIn: (request) =>
      working(async () => {
        const fields = ['email', 'password', 'orgId', 'address', 'device'];
        const { email, password, orgId, ...where } = checkedRequest('auth.signIn()', request, fields);
        return signIn(parts, {
          email: normalizedEmail(email),
          password: passwordText(password),
          orgId: checkedText(orgId, 'orgId') ?? undefined,
          ...whereabouts(where),
        });
      }),
    changePassword: async (request) => {
      const fields = ['token', 'currentPassword', 'newPassword', 'address', 'device'];
      const { token, address, device, ...change } = checkedRequest('auth.changePassword()', request, fields);
      return asCaller(token, profileManage, async (caller) =>
        changePassword(parts, caller, { ...change, ...whereabouts({ address, device }) }),
      );
    },
    requestPasswordReset: (request) =>
      working(async () => {
        const { email, ...where } = checkedRequest('auth.requestPasswordReset()', request, ['email', 'address']);
        return requestPasswordReset(parts, { email: normalizedEmail(email), address: whereabouts(where).address });
      }),
    resetPassword: (request) =>
      working(async () =>
        resetPassword(parts, checkedRequest('auth.resetPassword()', request, ['resetToken', 'newPassword'])),
      ),
    requestEmailVerification: async (request) => {
      const fields = ['token', 'address'];
      const { token, address } = checkedRequest('auth.requestEmailVerification()', request, fields);
      return asCaller(token, profileManage, async ({ userId }) =>
        requestEmailVerification(parts, { userId, address: whereabouts({ address }).address }),
      );
    },
    verifyEmail: (request) =>
      working(async () => {
        const { verificationToken } = checkedRequest('auth.verifyEmail()', request, ['verificationToken']);
        return verifyEmail(parts, verificationToken);
      }),
  });
}

/** @throws PromptForgeError `config_invalid` */
function signingParts({
  settings: { auth, session, newId },
  storage: { credentials, organizations, profiles },
  issue,
  endings,
  afterwards,
}: Omit<AuthFacetParts, 'asCaller' | 'working'>): SigningParts<SignedIn> {
  if (auth === undefined || !('secret' in session)) {
    throw new PromptForgeError(
      'config_invalid',
      'Signing in with a password is switched off. Give PromptForge the option auth: { sendEmail }, and session: { secret }.',
    );
  }
  return {
    settings: auth,
    credentials,
    organizations,
    profiles,
    hasher: passwordHasher(auth.passwordHashing),
    throttle: authThrottle({ credentials, limits: auth.throttle, secret: session.secret }),
    issue: ({ userId, orgId, role, device }) => issue({ userId, orgId, role, ...(device === null ? {} : { device }) }),
    endSession: ({ userId, sessionId }, reason) =>
      endings.endSession(userId, sessionId, { reason, isStoredOnly: false }),
    endSessions: (userId, reason) => endings.endSessions(userId, { reason }),
    newId,
    afterwards,
  };
}

function whereabouts({
  address,
  device,
}: {
  readonly address?: string | undefined;
  readonly device?: string | undefined;
}) {
  // Said to be none at once, and not in the middle of something.
  if (address !== undefined) addressGroup(address);
  return { address: address ?? null, device: checkedText(device, 'device') };
}

function checkedText(value: string | undefined, field: string, longest = 255): string | null {
  if (value === undefined) return null;
  if (isIdentifier(value) && value.length <= longest) return value;
  throw new PromptForgeError(
    'request_invalid',
    `${field} must be a string of 1 to ${longest} characters without control characters.`,
  );
}
