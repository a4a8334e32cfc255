import type { Member, MemberChange, NewMember } from '../../src/storage.js';
import { type Defect, storageWith } from './storage-with-defects.js';

const all = { limit: 500, after: null };

/** Storages that keep members and invitations wrongly. */
export const brokenPeople: readonly Defect[] = [
  {
    defect: 'counts the members first and adds one later, so that two get the last seat',
    breaks: 'of 20 people who are added at once exactly as many become members as there are seats',
    create: storageWith({
      organizations: ({ organizations }) => ({
        async addMember(scope, member: NewMember) {
          const { items } = await organizations.members(scope, all);
          await Promise.resolve();
          const isFull = member.seats !== null && items.length >= member.seats;
          return organizations.addMember(scope, isFull ? member : { ...member, seats: null });
        },
      }),
    }),
  },
  {
    defect: 'counts the owners first and changes one later, so that none is left',
    breaks: 'of 10 owners who leave, or are demoted, at once one remains',
    create: storageWith({
      organizations: ({ organizations }) => ({
        async changeMember(scope, change: MemberChange) {
          const { items } = await organizations.members(scope, all);
          const owners = items.filter(({ role }) => role === 'owner');
          await Promise.resolve();
          if (owners.length === 1) return { outcome: 'last_owner' };
          if (change.role === null) await organizations.removeMember(scope, change.userId);
          else await organizations.setMember(scope, { userId: change.userId, role: change.role });
          return { outcome: change.role === null ? 'removed' : 'changed' };
        },
      }),
    }),
  },
  {
    defect: 'forgets who asks for a change',
    breaks: 'nobody changes or removes who is more than they are, or makes anybody more than they are',
    create: storageWith({
      organizations: ({ organizations }) => ({
        changeMember: (scope, change: MemberChange) => organizations.changeMember(scope, { ...change, actorId: null }),
      }),
    }),
  },
  {
    defect: 'lets an owner give the ownership away who has just given it to somebody else',
    breaks: 'ownership goes over in one step, and of 10 who are given it at once by one owner one gets it',
    create: storageWith({
      organizations: ({ organizations }) => ({
        async transferOwnership(scope, { from, to }) {
          const { items } = await organizations.members(scope, all);
          const roleOf = (userId: string) => items.find((member: Member) => member.userId === userId)?.role;
          if (roleOf(from) !== 'owner') return { outcome: 'not_allowed' };
          if (from === to) return { outcome: 'unchanged' };
          if (roleOf(to) === undefined) return { outcome: 'unknown_member' };
          await organizations.setMember(scope, { userId: to, role: 'owner' });
          await organizations.setMember(scope, { userId: from, role: 'admin' });
          return { outcome: 'transferred' };
        },
      }),
    }),
  },
  {
    defect: 'takes characters of a search for wildcards',
    breaks: 'members are found by any part of name or email, whatever their case, and by role, with what they show',
    create: storageWith({
      organizations: ({ organizations }) => ({
        search: (scope, search) =>
          organizations.search(scope, {
            ...search,
            text: search.text === null ? null : search.text.replaceAll('%', ''),
          }),
      }),
    }),
  },
  {
    defect: 'gives an invitation to everybody who comes',
    breaks: 'of 20 people who accept one invitation at once exactly one becomes a member',
    create: storageWith({
      invitations: ({ invitations, organizations }) => ({
        async accept(scope, acceptance) {
          const invitation = await invitations.find(acceptance.secretHash);
          const answer = await invitations.accept(scope, acceptance);
          if (answer.outcome !== 'used' || invitation === null) return answer;
          const { userId, seats } = acceptance;
          const added = await organizations.addMember(scope, { userId, role: invitation.role, seats });
          return added.outcome === 'added' ? { outcome: 'accepted', member: added.member } : answer;
        },
      }),
    }),
  },
  {
    defect: 'looks at the seats no more once somebody has an invitation',
    breaks: 'of 20 invitations that are accepted at once as many are as there are seats, and the others stay good',
    create: storageWith({
      invitations: ({ invitations }) => ({
        accept: (scope, acceptance) => invitations.accept(scope, { ...acceptance, seats: null }),
      }),
    }),
  },
  {
    defect: 'takes an invitation a while after it expired',
    breaks: 'an invitation expires by the clock of the storage, at the instant itself, and is no good once revoked',
    create: storageWith({
      invitations: ({ invitations }) => ({
        async create(scope, made) {
          const answer = await invitations.create(scope, { ...made, lifetimeMs: made.lifetimeMs + 60_000 });
          if (answer.outcome !== 'created') return answer;
          const { invitation } = answer;
          return { outcome: 'created', invitation: { ...invitation, expiresAt: invitation.expiresAt - 60_000 } };
        },
        async find(hash) {
          const found = await invitations.find(hash);
          return found && { ...found, expiresAt: found.expiresAt - 60_000 };
        },
      }),
    }),
  },
  {
    defect: 'lets anybody invite to anything',
    breaks: 'nobody invites to more than they are, and an invitation is worth no more than whoever made it is now',
    create: storageWith({
      invitations: ({ invitations, organizations }) => ({
        async create(scope, made) {
          const { items } = await organizations.members(scope, all);
          const owner = items.find(({ role }) => role === 'owner')?.userId ?? made.invitedBy;
          return invitations.create(scope, { ...made, invitedBy: owner });
        },
      }),
    }),
  },
  {
    defect: 'revokes an invitation of any organization by its id',
    breaks: 'an organization neither sees, revokes, accepts nor erases the invitations of another',
    create: storageWith({
      invitations: ({ invitations }) => {
        const owners = new Map<string, string>();
        return {
          create(scope, made) {
            owners.set(made.id, scope.orgId);
            return invitations.create(scope, made);
          },
          revoke: (scope, id) => invitations.revoke({ orgId: owners.get(id) ?? scope.orgId }, id),
        };
      },
    }),
  },
];
