import type { LoginSession } from './login-session.js';
import type { Role } from './role.js';

/** All that a storage knows of whether the tokens of a session are still good. */
export interface SessionStanding {
  /** The session, ended or not; null when none of that id is stored. */
  readonly session: LoginSession | null;
  /** Whether the tokens of an id without a session were denied. */
  readonly isDenied: boolean;
  /** Epoch milliseconds up to which what was issued for the user is refused; null when nothing is. */
  readonly notBefore: number | null;
  /** Whether the storage keeps who belongs to the organization: it has at least one member. */
  readonly areMembersKept: boolean;
  /** What the user is in the organization by now; null for one who is no member. */
  readonly memberRole: Role | null;
  /** The clock of the storage, in epoch milliseconds. */
  readonly now: number;
}
