import { randomUUID } from 'node:crypto';
import type { Credential, EmailTokenPurpose, EmailTokenReference, NewCredential, Storage } from '../../../storage.js';
import { assertOutcome } from '../fixtures/assert-outcome.js';
import { newUser } from '../fixtures/new-user.js';
import { newTokenHash } from '../sessions/new-login-session.js';

/** A credential of a person nobody has heard of before. */
export function newCredential(overrides: Partial<NewCredential> = {}): NewCredential {
  return { ...newUser(), email: `${randomUUID()}@example.com`, passwordHash: `hash of ${randomUUID()}`, ...overrides };
}

/** Makes a credential that is certain to be new. */
export async function createCredential({ credentials }: Storage, credential = newCredential()): Promise<Credential> {
  return assertOutcome(await credentials.create(credential), 'created').credential;
}

/** A token that was never given out before. */
export function emailToken(purpose: EmailTokenPurpose): EmailTokenReference {
  return { purpose, tokenHash: newTokenHash() };
}
