import {
  type AttemptResult,
  type CreateCredentialResult,
  type Credential,
  type CredentialStore,
  type EmailTokenPurpose,
  type EmailTokenReference,
  type NewCredential,
  PromptForgeError,
  type ThrottleCounter,
  type UserScope,
} from '../../src/storage.js';
import { rejectUnsound } from '../guards/reject-unsound.js';
import { MemoryThrottles } from './memory-throttles.js';

interface EmailToken {
  readonly userId: string;
  readonly purpose: EmailTokenPurpose;
  /** Epoch milliseconds. */
  readonly expiresAt: number;
}

export class MemoryCredentials implements CredentialStore {
  /** By user. */
  readonly #credentials = new Map<string, Credential>();
  /** Users by their address. */
  readonly #users = new Map<string, string>();
  /** By hash. */
  readonly #tokens = new Map<string, EmailToken>();
  readonly #throttles = new MemoryThrottles();
  readonly #now: () => number;

  constructor(now: () => number) {
    this.#now = now;
  }

  async create({ userId, email, passwordHash }: NewCredential): Promise<CreateCredentialResult> {
    if (this.#ofEmail(email) !== null) return { outcome: 'email_taken' };
    if (this.#credentials.has(userId)) return { outcome: 'user_exists' };
    const now = this.#now();
    this.#users.set(email, userId);
    const times = { emailVerifiedAt: null, passwordChangedAt: now, createdAt: now };
    const credential = { userId, email, passwordHash, passwordVersion: 1, ...times };
    return { outcome: 'created', credential: this.#write(credential) };
  }

  async byEmail(email: string): Promise<Credential | null> {
    return structuredClone(this.#ofEmail(email));
  }

  async load({ userId }: UserScope): Promise<Credential | null> {
    return structuredClone(this.#credentials.get(userId) ?? null);
  }

  async changePassword(
    { userId }: UserScope,
    { passwordHash, expectedVersion }: Parameters<CredentialStore['changePassword']>[1],
  ): Promise<boolean> {
    const known = this.#credentials.get(userId);
    if (known?.passwordVersion !== expectedVersion) return false;
    this.#write({ ...known, ...this.#otherPassword(known, passwordHash) });
    this.#dropTokens((token) => token.userId === userId && token.purpose === 'reset_password');
    return true;
  }

  async rehashPassword(
    { userId }: UserScope,
    { passwordHash, expectedHash }: Parameters<CredentialStore['rehashPassword']>[1],
  ): Promise<boolean> {
    const known = this.#credentials.get(userId);
    if (known?.passwordHash !== expectedHash) return false;
    this.#write({ ...known, passwordHash });
    return true;
  }

  async issueToken(
    { userId }: UserScope,
    { purpose, tokenHash, lifetimeMs }: Parameters<CredentialStore['issueToken']>[1],
  ): Promise<number | null> {
    rejectUnsound(tokenHash, [lifetimeMs]);
    if (!this.#credentials.has(userId)) return null;
    const known = this.#tokens.get(tokenHash);
    if (known !== undefined && (known.userId !== userId || known.purpose !== purpose)) {
      throw new PromptForgeError('internal', 'A token was given out twice. Draw each one at random.');
    }
    this.#dropTokens((token) => token.userId === userId && token.purpose === purpose);
    const expiresAt = this.#now() + lifetimeMs;
    this.#tokens.set(tokenHash, { userId, purpose, expiresAt });
    return expiresAt;
  }

  async tokenOwner(reference: EmailTokenReference): Promise<UserScope | null> {
    const token = this.#goodToken(reference);
    return token === null ? null : { userId: token.userId };
  }

  async redeemToken(
    reference: EmailTokenReference & { readonly passwordHash: string | null },
  ): Promise<Credential | null> {
    const token = this.#goodToken(reference);
    const known = this.#credentials.get(token?.userId ?? '');
    if (token === null || known === undefined) return null;
    const { passwordHash, tokenHash } = reference;
    if (passwordHash === null) this.#tokens.delete(tokenHash);
    else this.#dropTokens(({ userId }) => userId === token.userId);
    const password = passwordHash === null ? {} : this.#otherPassword(known, passwordHash);
    return this.#write({ ...known, ...password, emailVerifiedAt: known.emailVerifiedAt ?? this.#now() });
  }

  async attempt(counters: readonly ThrottleCounter[]): Promise<AttemptResult> {
    return this.#throttles.attempt(counters, this.#now());
  }

  async forgive({ forget, giveBack }: Parameters<CredentialStore['forgive']>[0]): Promise<void> {
    for (const key of forget) this.#throttles.forget(key);
    for (const key of giveBack) this.#throttles.giveBack(key);
  }

  async purge({ limit }: { readonly limit: number }): Promise<number> {
    const now = this.#now();
    const lapsed = [...this.#tokens].filter(([, { expiresAt }]) => expiresAt <= now).slice(0, limit);
    for (const [hash] of lapsed) this.#tokens.delete(hash);
    return lapsed.length + this.#throttles.purge(limit, now);
  }

  async erase({ userId }: UserScope): Promise<boolean> {
    this.#dropTokens((token) => token.userId === userId);
    this.#users.delete(this.#credentials.get(userId)?.email ?? '');
    return this.#credentials.delete(userId);
  }

  #ofEmail(email: string): Credential | null {
    return this.#credentials.get(this.#users.get(email) ?? '') ?? null;
  }

  #write(credential: Credential): Credential {
    this.#credentials.set(credential.userId, credential);
    return structuredClone(credential);
  }

  #otherPassword({ passwordVersion }: Credential, passwordHash: string) {
    return { passwordHash, passwordVersion: passwordVersion + 1, passwordChangedAt: this.#now() };
  }

  #goodToken({ purpose, tokenHash }: EmailTokenReference): EmailToken | null {
    const token = this.#tokens.get(tokenHash);
    return token?.purpose === purpose && token.expiresAt > this.#now() ? token : null;
  }

  #dropTokens(which: (token: EmailToken) => boolean): void {
    for (const [hash, token] of this.#tokens) if (which(token)) this.#tokens.delete(hash);
  }
}
