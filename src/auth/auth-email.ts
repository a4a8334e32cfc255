/** What every message has. */
export interface AuthEmailBase {
  /** Where to send it: the address as it is stored, never as it was typed. */
  readonly email: string;
  readonly userId: string;
}

export interface AuthEmailWithToken extends AuthEmailBase {
  /** Put it into a link to a page of yours, which hands it on; it works once. Log it nowhere. */
  readonly token: string;
  /** Epoch milliseconds: from then on the token is worth nothing. */
  readonly expiresAt: number;
}

/** A message that the host sends by e-mail, in its own words. */
export type AuthEmail =
  /** Whoever opens the link owns the address: the token is for `verifyEmail()`. Say that those who did not sign up must not. */
  | (AuthEmailWithToken & { readonly type: 'verify_email' })
  /** Somebody has forgotten their password: the token is for `resetPassword()`. */
  | (AuthEmailWithToken & { readonly type: 'reset_password' })
  /** Somebody wanted to sign up with an address that is taken: offer to sign in, or to reset the password. */
  | (AuthEmailBase & { readonly type: 'already_registered' })
  /** The password is another one now: offer to reset it to whoever did not do that. */
  | (AuthEmailBase & { readonly type: 'password_changed' });
