import { PromptForgeError } from '../errors/promptforge-error.js';
import type { AcceptResult } from '../ports/invitation-store.js';
import type { MemberChangeResult, TransferResult } from '../ports/organization-store.js';

export function noOrganization(): PromptForgeError {
  return new PromptForgeError(
    'organization_not_found',
    'There is no such organization. One is made by forge.organizations.create(); a personal one is nobody else’s, and has neither a name, nor members, nor invitations.',
  );
}

export function noSeat(seats: number, planId: string): PromptForgeError {
  return new PromptForgeError(
    'seats_exceeded',
    `All ${seats} seats of the organization on the plan ${planId} are taken. Remove a member, or add seats by forge.subscriptions.apply().`,
    { details: { by: 'members', planId, seats } },
  );
}

export function isMember(): PromptForgeError {
  return new PromptForgeError(
    'member_exists',
    'They belong to the organization already. Their role is changed by forge.organizations.changeRole().',
  );
}

export function aboveOwnRole(): PromptForgeError {
  return new PromptForgeError(
    'permission_denied',
    'Nobody changes who is more than they are in the organization, or makes anybody more than that.',
  );
}

/** Why a change of members was refused; null when it was not. */
export function changeRefused(
  outcome: MemberChangeResult['outcome'] | TransferResult['outcome'],
): PromptForgeError | null {
  switch (outcome) {
    case 'not_allowed':
      return aboveOwnRole();
    case 'unknown_member':
      return new PromptForgeError('member_not_found', 'The organization has no such member.');
    case 'last_owner':
      return new PromptForgeError(
        'last_owner',
        'They are the only owner of the organization. Hand it over first, by forge.organizations.transferOwnership().',
      );
    default:
      return null;
  }
}

/** One error whatever is wrong with an invitation; `details.reason` says what. */
export function noInvitation(reason: AcceptResult['outcome'] | 'unknown'): PromptForgeError {
  return new PromptForgeError(
    'invitation_invalid',
    'The invitation is unknown, used, revoked or expired, or whoever made it may no longer invite. Ask for a new one.',
    { details: { reason } },
  );
}
