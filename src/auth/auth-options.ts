import type { AuthEmail } from './auth-email.js';

/** How passwords are hashed. */
export interface PasswordHashingOptions {
  /**
   * Scrypt does 2 to this power rounds, 14 to 20; each step doubles time and memory. Below 17 it is for
   * tests. Default: 17, which takes 128 MB and about half a second.
   * @see https://cheatsheetseries.owasp.org/cheatsheets/Password_Storage_Cheat_Sheet.html
   */
  readonly cost?: number;
  /** Hashes that are worked out at the same time, 1 to 16; each has its memory and a thread. Default: 2. */
  readonly concurrency?: number;
  /** Hashes that may wait for their turn, 0 to 10,000; more are turned away as `overloaded`. Default: 50. */
  readonly maxQueue?: number;
}

/** How often is too often. */
export interface AuthThrottleOptions {
  /**
   * Wrong passwords for an account before each next attempt has to wait: one second, then two, four,
   * up to 15 minutes. 1 to 100. Default: 5.
   */
  readonly failuresPerAccount?: number;
  /** Wrong passwords from an address in 15 minutes, 1 to 10,000. Default: 20. */
  readonly failuresPerAddress?: number;
  /** E-mails to an account in an hour, 1 to 100. Default: 5. */
  readonly emailsPerAccount?: number;
  /** E-mails that an address causes in an hour, 1 to 10,000. Default: 20. */
  readonly emailsPerAddress?: number;
}

/** Signing in with e-mail and password. */
export interface AuthOptions {
  /**
   * Sends a message, or hands it to a queue. It is called after the answer is decided and nobody waits
   * for it; what it throws goes to `onError`.
   */
  readonly sendEmail: (message: AuthEmail) => unknown;
  /**
   * Whether an address has to be verified before anybody is signed in by it. Without, signing up tells
   * whether an address is taken. Default: true.
   */
  readonly requireVerifiedEmail?: boolean;
  /**
   * The shortest password, in characters, 8 to 64. Default: 8.
   * @see https://pages.nist.gov/800-63-3/sp800-63b.html#memsecret
   */
  readonly minPasswordLength?: number;
  /** Whether a password is known to be one that was stolen. What it throws ends the call. Default: none is. */
  readonly isCompromised?: (password: string) => Promise<boolean>;
  /** Milliseconds for which a token to reset a password works, a minute to a day. Default: an hour. */
  readonly resetTokenMs?: number;
  /** Milliseconds for which a token to verify an address works, a minute to a week. Default: a day. */
  readonly verificationTokenMs?: number;
  readonly passwordHashing?: PasswordHashingOptions;
  readonly throttle?: AuthThrottleOptions;
}
