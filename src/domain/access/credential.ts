/** How one person signs in: an e-mail address and a password. */
export interface Credential {
  readonly userId: string;
  /** As `normalizedEmail` of signing in makes it: unique in the storage, compared as it is. */
  readonly email: string;
  /** Epoch milliseconds by the store's clock; null while nobody has shown that the address is theirs. */
  readonly emailVerifiedAt: number | null;
  /** What verifies the password, in the PHC string format. The password itself is never stored. */
  readonly passwordHash: string;
  /** 1, and one more with each other password; the same one hashed anew is no other one. */
  readonly passwordVersion: number;
  /** Epoch milliseconds by the store's clock. */
  readonly passwordChangedAt: number;
  readonly createdAt: number;
}

/** What a token that is sent by e-mail is good for. */
export type EmailTokenPurpose = 'verify_email' | 'reset_password';
