import type { Principal } from '../domain/access/principal.js';
import type { Role } from '../domain/access/role.js';
import type { CredentialStore } from '../ports/credential-store.js';
import type { OrganizationStore } from '../ports/organization-store.js';
import type { ProfileStore } from '../ports/profile-store.js';
import type { AuthEmail } from './auth-email.js';
import type { AuthSettings } from './auth-schema.js';
import type { AuthThrottle } from './auth-throttle.js';
import type { PasswordHasher } from './password-hasher.js';

/** A session to be opened for somebody whose password was right. */
export interface SessionRequest {
  readonly userId: string;
  readonly orgId: string;
  readonly role: Role;
  /** What the person will recognize the device by; null when nothing is known of it. */
  readonly device: string | null;
}

/** What signing in works with. */
export interface AuthParts {
  readonly settings: AuthSettings;
  readonly credentials: CredentialStore;
  readonly organizations: Pick<OrganizationStore, 'membershipsOf'>;
  readonly profiles: Pick<ProfileStore, 'save'>;
  readonly hasher: PasswordHasher;
  readonly throttle: AuthThrottle;
  /** Ends a session that was opened a moment ago. */
  readonly endSession: (principal: Principal, reason: string) => Promise<unknown>;
  readonly endSessions: (userId: string, reason: string) => Promise<unknown>;
  readonly newId: () => string;
  /** Carries something out once the answer is on its way; reports what fails. */
  readonly afterwards: (task: () => Promise<unknown>) => void;
}

/** What those need besides who open sessions. `Session` is what opening one answers. */
export interface SigningParts<Session extends { readonly principal: Principal }> extends AuthParts {
  readonly issue: (request: SessionRequest) => Promise<Session>;
}

/** Where and as whom a person signs in. */
export interface SignInContext {
  readonly device: string | null;
  readonly address: string | null;
}

/** Sends a message in its own time. */
export function sendAfterwards(
  { settings, afterwards }: Pick<AuthParts, 'settings' | 'afterwards'>,
  message: AuthEmail,
): void {
  afterwards(async () => settings.sendEmail(message));
}
