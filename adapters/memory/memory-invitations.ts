import {
  type Acceptance,
  type AcceptResult,
  type CreateInvitationResult,
  type Invitation,
  type InvitationStore,
  invitationEnding,
  isAtLeast,
  type NewInvitation,
  type Page,
  type PageRequest,
  PromptForgeError,
  type TenantScope,
} from '../../src/storage.js';
import { rejectUnsound } from '../guards/reject-unsound.js';
import type { MemoryOrganizations } from './memory-organizations.js';
import { pageNewestFirst } from './page-newest-first.js';

export class MemoryInvitations implements InvitationStore {
  /** By the hashes of their secrets. */
  readonly #invitations = new Map<string, Invitation>();
  readonly #organizations: MemoryOrganizations;
  readonly #now: () => number;

  constructor(organizations: MemoryOrganizations, now: () => number) {
    this.#organizations = organizations;
    this.#now = now;
  }

  async create({ orgId }: TenantScope, made: NewInvitation): Promise<CreateInvitationResult> {
    const { id, email, role, invitedBy, secretHash, lifetimeMs } = made;
    rejectUnsound(secretHash, [lifetimeMs]);
    const inviter = this.#organizations.roleOf(orgId, invitedBy);
    if (inviter === null || !isAtLeast(inviter, role)) return { outcome: 'not_allowed' };
    if (this.#invitations.has(secretHash) || this.#those((one) => one.orgId === orgId && one.id === id).length > 0) {
      throw new PromptForgeError('internal', 'An invitation was given out twice. Draw id and secret at random.');
    }
    const createdAt = this.#now();
    const ends = { acceptedAt: null, acceptedBy: null, revokedAt: null };
    const invitation = { id, orgId, email, role, invitedBy, createdAt, expiresAt: createdAt + lifetimeMs, ...ends };
    this.#invitations.set(secretHash, invitation);
    return { outcome: 'created', invitation: structuredClone(invitation) };
  }

  async find(secretHash: string): Promise<Invitation | null> {
    return structuredClone(this.#invitations.get(secretHash) ?? null);
  }

  async list(
    { orgId }: TenantScope,
    { userId, ...page }: PageRequest & { readonly userId: string | null },
  ): Promise<Page<Invitation>> {
    const isAsked = (invitation: Invitation) => userId === null || isOf(invitation, userId);
    const invitations = this.#those((invitation) => invitation.orgId === orgId && isAsked(invitation));
    return pageNewestFirst(
      invitations.map(([, invitation]) => invitation),
      page,
    );
  }

  async revoke({ orgId }: TenantScope, id: string): Promise<boolean> {
    const [found] = this.#those((invitation) => invitation.orgId === orgId && invitation.id === id);
    if (found === undefined) return false;
    const [secretHash, invitation] = found;
    if (invitation.acceptedAt !== null || invitation.revokedAt !== null) return false;
    this.#invitations.set(secretHash, { ...invitation, revokedAt: this.#now() });
    return true;
  }

  async accept({ orgId }: TenantScope, { secretHash, userId, seats }: Acceptance): Promise<AcceptResult> {
    const now = this.#now();
    const invitation = this.#invitations.get(secretHash);
    if (invitation === undefined || invitation.orgId !== orgId) return { outcome: 'unknown' };
    const ending = invitationEnding(invitation, now);
    if (ending !== null) return { outcome: ending };
    const inviter = this.#organizations.roleOf(orgId, invitation.invitedBy);
    if (inviter === null || !isAtLeast(inviter, invitation.role)) return { outcome: 'void' };
    const added = this.#organizations.seat(orgId, { userId, role: invitation.role, seats });
    if (added.outcome === 'unknown_organization') return { outcome: 'unknown' };
    if (added.outcome !== 'added') return { outcome: added.outcome };
    this.#invitations.set(secretHash, { ...invitation, acceptedAt: now, acceptedBy: userId });
    return { outcome: 'accepted', member: added.member };
  }

  async purge({ before, limit }: { readonly before: number; readonly limit: number }): Promise<number> {
    const ended = this.#those((invitation) => endsAt(invitation) < before);
    ended.sort(([, a], [, b]) => endsAt(a) - endsAt(b));
    return this.#delete(ended.slice(0, limit));
  }

  async eraseUser(
    { orgId }: TenantScope,
    { userId, emails }: { readonly userId: string; readonly emails: readonly string[] },
  ): Promise<number> {
    const addresses = new Set(emails.map((email) => email.toLowerCase()));
    return this.#delete(
      this.#those(
        (invitation) =>
          invitation.orgId === orgId && (isOf(invitation, userId) || addresses.has(invitation.email.toLowerCase())),
      ),
    );
  }

  #those(wanted: (invitation: Invitation) => boolean): [string, Invitation][] {
    return [...this.#invitations].filter(([, invitation]) => wanted(invitation));
  }

  #delete(invitations: readonly [string, Invitation][]): number {
    for (const [secretHash] of invitations) this.#invitations.delete(secretHash);
    return invitations.length;
  }
}

function isOf({ invitedBy, acceptedBy }: Invitation, userId: string): boolean {
  return invitedBy === userId || acceptedBy === userId;
}

function endsAt({ expiresAt, acceptedAt, revokedAt }: Invitation): number {
  return Math.min(expiresAt, acceptedAt ?? expiresAt, revokedAt ?? expiresAt);
}
