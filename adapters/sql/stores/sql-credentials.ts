import type {
  AttemptResult,
  CreateCredentialResult,
  Credential,
  CredentialStore,
  EmailTokenReference,
  NewCredential,
  ThrottleCounter,
  UserScope,
} from '../../../src/storage.js';
import { rejectUnsound } from '../../guards/reject-unsound.js';
import { rejectUnsoundCounters } from '../../guards/reject-unsound-counters.js';
import { rowLimit } from '../arguments/row-limit.js';
import { Row } from '../rows/row.js';
import { toCredential } from '../rows/to-credential.js';
import type { SqlCall } from '../sql-call.js';

export class SqlCredentials implements CredentialStore {
  readonly #call: SqlCall;

  constructor(call: SqlCall) {
    this.#call = call;
  }

  async create({ userId, email, passwordHash }: NewCredential): Promise<CreateCredentialResult> {
    const answer = new Row(
      await this.#call('create_credential_v1', { p_user_id: userId, p_email: email, p_password_hash: passwordHash }),
    );
    const outcome = answer.literal<CreateCredentialResult['outcome']>('outcome');
    return outcome === 'created' ? { outcome, credential: toCredential(answer.row('credential')) } : { outcome };
  }

  async byEmail(email: string): Promise<Credential | null> {
    return credentialOrNull(await this.#call('credential_by_email_v1', { p_email: email }));
  }

  async load({ userId }: UserScope): Promise<Credential | null> {
    return credentialOrNull(await this.#call('load_credential_v1', { p_user_id: userId }));
  }

  async changePassword({ userId }: UserScope, request: Parameters<CredentialStore['changePassword']>[1]) {
    const answer = await this.#call('change_password_v1', {
      p_user_id: userId,
      p_password_hash: request.passwordHash,
      p_expected_version: request.expectedVersion,
    });
    return Row.count(answer) > 0;
  }

  async rehashPassword({ userId }: UserScope, request: Parameters<CredentialStore['rehashPassword']>[1]) {
    const answer = await this.#call('rehash_password_v1', {
      p_user_id: userId,
      p_password_hash: request.passwordHash,
      p_expected_hash: request.expectedHash,
    });
    return Row.count(answer) > 0;
  }

  async issueToken(
    { userId }: UserScope,
    { purpose, tokenHash, lifetimeMs }: Parameters<CredentialStore['issueToken']>[1],
  ): Promise<number | null> {
    rejectUnsound(tokenHash, [lifetimeMs]);
    const answer = await this.#call('issue_email_token_v1', {
      p_user_id: userId,
      p_purpose: purpose,
      p_token_hash: tokenHash,
      p_lifetime_ms: lifetimeMs,
    });
    return answer === null ? null : Row.count(answer);
  }

  async tokenOwner({ purpose, tokenHash }: EmailTokenReference): Promise<UserScope | null> {
    const answer = await this.#call('email_token_owner_v1', { p_purpose: purpose, p_token_hash: tokenHash });
    return answer === null ? null : { userId: new Row(answer).text('userId') };
  }

  async redeemToken({
    purpose,
    tokenHash,
    passwordHash,
  }: EmailTokenReference & { readonly passwordHash: string | null }): Promise<Credential | null> {
    const answer = await this.#call('redeem_email_token_v1', {
      p_purpose: purpose,
      p_token_hash: tokenHash,
      p_password_hash: passwordHash,
    });
    return credentialOrNull(answer);
  }

  async attempt(counters: readonly ThrottleCounter[]): Promise<AttemptResult> {
    rejectUnsoundCounters(counters);
    // In one order, so that no two attempts wait for each other.
    const inOrder = counters.toSorted((a, b) => (a.key < b.key ? -1 : 1));
    const answer = new Row(await this.#call('attempt_sign_in_v1', { p_counters: inOrder }));
    const outcome = answer.literal<AttemptResult['outcome']>('outcome');
    return outcome === 'allowed' ? { outcome } : { outcome, retryAfterMs: answer.number('retryAfterMs') };
  }

  async forgive({ forget, giveBack }: Parameters<CredentialStore['forgive']>[0]): Promise<void> {
    await this.#call('forgive_sign_in_v1', { p_forget: forget, p_give_back: giveBack });
  }

  async purge({ limit }: { readonly limit: number }): Promise<number> {
    return Row.count(await this.#call('purge_credentials_v1', { p_limit: rowLimit(limit) }));
  }

  async erase({ userId }: UserScope): Promise<boolean> {
    return Row.count(await this.#call('erase_credential_v1', { p_user_id: userId })) > 0;
  }
}

function credentialOrNull(answer: unknown): Credential | null {
  return answer === null ? null : toCredential(new Row(answer));
}
