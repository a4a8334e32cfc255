import { isPersonalOrg, type Principal, type TenantScope } from '../domain/access/principal.js';
import type { Role } from '../domain/access/role.js';
import type { Page } from '../domain/lists/page.js';
import type { Invitation } from '../domain/people/invitation.js';
import type { Member, Membership } from '../domain/people/organization.js';
import { type SeatsOfParts, seatsOf } from '../entitlement/seats-of.js';
import { PromptForgeError } from '../errors/promptforge-error.js';
import { invitationHash, isInvitationSecret } from '../organizations/invitation-secret.js';
import { type InvitationAnswer, invite, type SendInvitation } from '../organizations/invite.js';
import {
  changeRefused,
  isMember,
  noInvitation,
  noOrganization,
  noSeat,
} from '../organizations/organization-refused.js';
import { rename } from '../organizations/rename.js';
import { invitationSchema, nameSchema, roleSchema } from '../organizations/request-schema.js';
import { requireFewer } from '../organizations/require-fewer.js';
import type { Storage } from '../ports/storage.js';
import type { SessionEndings } from '../session/session-endings.js';
import type { AsCaller, Authenticated, Working } from './caller.js';
import { checkedBySchema } from './checked-by-schema.js';
import { checkedIdentifier } from './checked-identifier.js';
import { checkedPage } from './checked-page.js';
import { checkedRequest } from './checked-request.js';

/** The organization of a caller. */
export interface OrganizationAnswer {
  readonly orgId: string;
  /** Null for a personal organization, and for one that PromptForge was not told of. */
  readonly name: string | null;
  /** How often it was saved; 0 when it was not. */
  readonly version: number;
  /** Whether it is that of one user alone. */
  readonly personal: boolean;
}

export interface PageOfCaller extends Authenticated {
  /** 1 to 500. Default: 50. */
  readonly limit?: number;
  /** The `next` of the page before. */
  readonly after?: string | null;
}

export interface InviteRequest extends Authenticated {
  readonly email: string;
  /** At most what the caller is. */
  readonly role: Role;
  /** 60 to 2,592,000 (30 days). Default: 604,800 (7 days). */
  readonly expiresInSeconds?: number;
}

export interface MemberRequest extends Authenticated {
  readonly userId: string;
}

/**
 * Organizations of several people. What a caller may do is told by the token and by the membership in
 * the storage: both have to allow it, so that an old token does not outlive a role. Who is removed loses
 * the sessions opened there; another role counts at once, in sessions of ours.
 */
export interface OrganizationFacet {
  /**
   * Makes an organization, whose owner the caller is.
   * @throws PromptForgeError `request_invalid`, `permission_denied` for an owner of `organizations.mostOwned`
   */
  create(request: Authenticated & { readonly name: string }): Promise<OrganizationAnswer>;
  /** The organization of the token. */
  get(request: Authenticated): Promise<OrganizationAnswer>;
  /**
   * @throws PromptForgeError `organization_not_found`, `storage_conflict` when `expectedVersion` is no
   * longer the version, `request_invalid`
   */
  rename(
    request: Authenticated & { readonly name: string; readonly expectedVersion?: number },
  ): Promise<OrganizationAnswer>;
  /** By their ids. @throws PromptForgeError `request_invalid` */
  members(request: PageOfCaller): Promise<Page<Member>>;
  /** Every organization the caller is a member of, by its id. */
  mine(request: Authenticated): Promise<readonly Membership[]>;
  /**
   * Makes anybody a member, on the trusted side of the host: no token is asked for.
   * @throws PromptForgeError `organization_not_found`, `member_exists`, `seats_exceeded`, `request_invalid`
   */
  addMember(request: { readonly orgId: string; readonly userId: string; readonly role: Role }): Promise<Member>;
  /**
   * Invites somebody. Its secret goes to `organizations.sendInvitation` if there is such an option, else
   * it is in the answer, once.
   * @throws PromptForgeError `organization_not_found`, `permission_denied` for a role above the caller's,
   * `request_invalid`
   */
  invite(request: InviteRequest): Promise<InvitationAnswer>;
  /** Of the last weeks, whatever became of them, newest first. @throws PromptForgeError `request_invalid` */
  invitations(request: PageOfCaller): Promise<Page<Invitation>>;
  /**
   * @param request with the `id` of the invitation.
   * @throws PromptForgeError `invitation_invalid` when it can no longer be revoked, or is not of this organization.
   */
  revokeInvitation(request: Authenticated & { readonly invitationId: string }): Promise<void>;
  /**
   * Makes the caller, whatever organization the token is of, a member of the one that invites.
   * @param request with the secret of the invitation.
   * @throws PromptForgeError `invitation_invalid`, `member_exists`, `seats_exceeded`. Neither of the last
   * two uses the invitation up.
   */
  acceptInvitation(
    request: Authenticated & { readonly invitation: string },
  ): Promise<{ readonly orgId: string; readonly member: Member }>;
  /** @throws PromptForgeError `permission_denied`, `member_not_found`, `last_owner`, `request_invalid` */
  changeRole(request: MemberRequest & { readonly role: Role }): Promise<void>;
  /** @throws PromptForgeError `permission_denied`, `member_not_found`, `last_owner`, `request_invalid` */
  removeMember(request: MemberRequest): Promise<void>;
  /** Ends the caller's own membership. @throws PromptForgeError `member_not_found`, `last_owner` */
  leave(request: Authenticated): Promise<void>;
  /**
   * Makes another member an owner, and the caller, who has to be one, an administrator.
   * @throws PromptForgeError `permission_denied`, `member_not_found`, `request_invalid`
   */
  transferOwnership(request: MemberRequest): Promise<void>;
}

export interface OrganizationFacetParts {
  readonly storage: Storage;
  /** What tells how many seats a tenant has. */
  readonly seats: SeatsOfParts;
  readonly endings: SessionEndings;
  /** To be called when a role has changed: API keys may do what their creators may. */
  readonly forgetKeys: () => Promise<void>;
  readonly newId: () => string;
  readonly sendInvitation: SendInvitation | null;
  readonly mostOwned: number;
  readonly asCaller: AsCaller;
  readonly working: Working;
}

const defaultPage = 50;
const pageFields = ['token', 'limit', 'after'];

export function organizationFacet(parts: OrganizationFacetParts): OrganizationFacet {
  const { storage, endings, forgetKeys, newId, asCaller, working } = parts;
  const { organizations, invitations } = storage;
  /** Changes one member in the name of the caller: who was removed is out at once, another role counts at once. */
  const change = async (caller: Principal, userId: string, role: Role | null) => {
    const { outcome } = await organizations.changeMember(caller, { actorId: caller.userId, userId, role });
    const refused = changeRefused(outcome);
    if (refused !== null) throw refused;
    if (outcome === 'unchanged') return;
    if (role === null) await endings.endSessions(userId, { orgId: caller.orgId, reason: 'member_removed' });
    else endings.forget(userId);
    await forgetKeys();
  };
  return Object.freeze<OrganizationFacet>({
    async create(request) {
      const { token, name } = checkedRequest('organizations.create()', request, ['token', 'name']);
      return asCaller(token, 'organizations:join', async ({ userId }) => {
        const named = { name: checkedBySchema('name', nameSchema, name) };
        await requireFewer(organizations, userId, parts.mostOwned);
        const orgId = newId();
        const { outcome } = await organizations.create({ orgId }, named, userId);
        if (outcome === 'created') return { orgId, ...named, version: 1, personal: false };
        throw new PromptForgeError('internal', 'The option newId gave an id that an organization has already.');
      });
    },
    async get(request) {
      const { token } = checkedRequest('organizations.get()', request, ['token']);
      return asCaller(token, 'organization:read', async (caller) => answerFor(storage, caller));
    },
    async rename(request) {
      const fields = ['token', 'name', 'expectedVersion'];
      const { token, name, expectedVersion } = checkedRequest('organizations.rename()', request, fields);
      return asCaller(token, 'organization:update', async ({ orgId }) => {
        const checked = checkedBySchema('name', nameSchema, name);
        const version = await rename(organizations, { orgId }, checked, checkedVersion(expectedVersion));
        return { orgId, name: checked, version, personal: isPersonalOrg(orgId) };
      });
    },
    async members(request) {
      const { token, ...page } = checkedRequest('organizations.members()', request, pageFields);
      return asCaller(token, 'organization:read', async (caller) =>
        organizations.members(caller, checkedPage(page, defaultPage)),
      );
    },
    async mine(request) {
      const { token } = checkedRequest('organizations.mine()', request, ['token']);
      return asCaller(token, 'organization:read', ({ userId }) => organizations.membershipsOf({ userId }));
    },
    addMember: (request) =>
      working(async () => {
        const fields = ['orgId', 'userId', 'role'];
        const { orgId, userId, role } = checkedRequest('organizations.addMember()', request, fields);
        const checked = {
          userId: checkedIdentifier(userId, 'userId'),
          role: checkedBySchema('role', roleSchema, role),
        };
        const scope = { orgId: checkedIdentifier(orgId, 'orgId') };
        if (isPersonalOrg(scope.orgId)) throw noOrganization();
        const { seats, planId } = await seatsOf(parts.seats, scope);
        const added = await organizations.addMember(scope, { ...checked, seats });
        if (added.outcome === 'added') return added.member;
        if (added.outcome === 'exists') throw isMember();
        throw added.outcome === 'no_seat' ? noSeat(seats, planId) : noOrganization();
      }),
    async invite(request) {
      const fields = ['token', 'email', 'role', 'expiresInSeconds'];
      const { token, ...offer } = checkedRequest('organizations.invite()', request, fields);
      return asCaller(token, 'members:manage', async (caller) => {
        const checked = checkedBySchema('The invitation', invitationSchema, offer);
        if (isPersonalOrg(caller.orgId)) throw noOrganization();
        return invite({ organizations, invitations, newId, send: parts.sendInvitation }, caller, checked);
      });
    },
    async invitations(request) {
      const { token, ...page } = checkedRequest('organizations.invitations()', request, pageFields);
      return asCaller(token, 'members:manage', async (caller) =>
        invitations.list(caller, { ...checkedPage(page, defaultPage), userId: null }),
      );
    },
    async revokeInvitation(request) {
      const fields = ['token', 'invitationId'];
      const { token, invitationId } = checkedRequest('organizations.revokeInvitation()', request, fields);
      return asCaller(token, 'members:manage', async (caller) => {
        const isRevoked = await invitations.revoke(caller, checkedIdentifier(invitationId, 'invitationId'));
        if (!isRevoked) throw noInvitation('unknown');
      });
    },
    async acceptInvitation(request) {
      const fields = ['token', 'invitation'];
      const { token, invitation } = checkedRequest('organizations.acceptInvitation()', request, fields);
      return asCaller(token, 'organizations:join', ({ userId }) => accept(parts, userId, invitation));
    },
    async changeRole(request) {
      const { token, userId, role } = checkedRequest('organizations.changeRole()', request, [
        'token',
        'userId',
        'role',
      ]);
      return asCaller(token, 'members:manage', async (caller) =>
        change(caller, checkedIdentifier(userId, 'userId'), checkedBySchema('role', roleSchema, role)),
      );
    },
    async removeMember(request) {
      const { token, userId } = checkedRequest('organizations.removeMember()', request, ['token', 'userId']);
      return asCaller(token, 'members:manage', async (caller) =>
        change(caller, checkedIdentifier(userId, 'userId'), null),
      );
    },
    async leave(request) {
      const { token } = checkedRequest('organizations.leave()', request, ['token']);
      return asCaller(token, 'organizations:join', async (caller) => change(caller, caller.userId, null));
    },
    async transferOwnership(request) {
      const { token, userId } = checkedRequest('organizations.transferOwnership()', request, ['token', 'userId']);
      return asCaller(token, 'members:manage', async (caller) => {
        const to = checkedIdentifier(userId, 'userId');
        const { outcome } = await organizations.transferOwnership(caller, { from: caller.userId, to });
        const refused = changeRefused(outcome);
        if (refused !== null) throw refused;
        if (outcome !== 'transferred') return;
        for (const changed of [to, caller.userId]) endings.forget(changed);
        await forgetKeys();
      });
    },
  });
}

async function accept({ storage, seats: seatParts }: OrganizationFacetParts, userId: string, secret: unknown) {
  const secretHash = isInvitationSecret(secret) ? invitationHash(secret) : null;
  const invitation = secretHash === null ? null : await storage.invitations.find(secretHash);
  if (secretHash === null || invitation === null) throw noInvitation('unknown');
  const { orgId } = invitation;
  const { seats, planId } = await seatsOf(seatParts, { orgId });
  const accepted = await storage.invitations.accept({ orgId }, { secretHash, userId, seats });
  if (accepted.outcome === 'accepted') return { orgId, member: accepted.member };
  if (accepted.outcome === 'exists') throw isMember();
  throw accepted.outcome === 'no_seat' ? noSeat(seats, planId) : noInvitation(accepted.outcome);
}

async function answerFor({ organizations }: Storage, { orgId }: TenantScope): Promise<OrganizationAnswer> {
  const stored = await organizations.load({ orgId });
  return {
    orgId,
    name: stored?.value.name ?? null,
    version: stored?.version ?? 0,
    personal: isPersonalOrg(orgId),
  };
}

function checkedVersion(version: unknown): number | null {
  if (version === undefined) return null;
  if (typeof version === 'number' && Number.isSafeInteger(version) && version >= 1) return version;
  throw new PromptForgeError('request_invalid', 'expectedVersion must be the version of the organization, from 1 on.');
}
