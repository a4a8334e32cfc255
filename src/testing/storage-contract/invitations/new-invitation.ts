import { randomUUID } from 'node:crypto';
import type { Invitation, NewInvitation, Role, Storage, TenantScope } from '../../../storage.js';
import { dayMs } from '../contract-clock.js';
import { assertOutcome } from '../fixtures/assert-outcome.js';
import { newTokenHash } from '../sessions/new-login-session.js';

/** An invitation by ada, for a week. */
export function newInvitation(overrides: Partial<NewInvitation> = {}): NewInvitation {
  return {
    id: `invitation-${randomUUID()}`,
    email: 'guest@example.org',
    role: 'member',
    invitedBy: 'ada',
    secretHash: newTokenHash(),
    lifetimeMs: 7 * dayMs,
    ...overrides,
  };
}

/** Makes an invitation that is certain to be new. */
export async function invite(
  { invitations }: Storage,
  scope: TenantScope,
  overrides: Partial<NewInvitation> = {},
): Promise<{ readonly secretHash: string; readonly invitation: Invitation }> {
  const made = newInvitation(overrides);
  const { invitation } = assertOutcome(await invitations.create(scope, made), 'created');
  return { secretHash: made.secretHash, invitation };
}

/** An organization of ada, who owns it, and bob, who has another role. */
export async function adaAndBob({ organizations }: Storage, scope: TenantScope, bob: Role = 'admin'): Promise<void> {
  await organizations.save(scope, { name: 'Acme' }, 0);
  await organizations.setMember(scope, { userId: 'ada', role: 'owner' });
  await organizations.setMember(scope, { userId: 'bob', role: bob });
}
