import { describe, expect, test } from 'vitest';
import type { OrganizationFacet, SendInvitation } from '../../src/index.js';
import { newLoginSession } from '../../src/testing/storage-contract/sessions/new-login-session.js';
import { forgeWithModel } from '../fixtures/forge-with-model.js';
import { furnishedOrganization } from '../fixtures/furnished-organization.js';
import { rejection } from '../fixtures/rejection.js';

const dayMs = 86_400_000;

describe('an organization', () => {
  test('is made by somebody, who owns it, and is listed among theirs', async () => {
    const { forge, tokenFor, rolesIn } = await furnishedOrganization();
    const token = await tokenFor({ userId: 'zoe', orgId: 'personal:zoe', role: 'owner' });
    const made = await forge.organizations.create({ token, name: 'Zoe & Sons' });
    expect(made).toMatchObject({ name: 'Zoe & Sons', version: 1, personal: false });
    expect(await rolesIn(made.orgId)).toEqual({ zoe: 'owner' });
    expect(await forge.organizations.mine({ token })).toMatchObject([
      { orgId: made.orgId, name: 'Zoe & Sons', role: 'owner' },
    ]);
    expect(await forge.organizations.get({ token })).toEqual({
      orgId: 'personal:zoe',
      name: null,
      version: 0,
      personal: true,
    });
  });

  test('is renamed by its leaders, once for each version', async () => {
    const { forge, token } = await furnishedOrganization();
    const renamed = await forge.organizations.rename({ token: token.bob, name: 'Acme & Co', expectedVersion: 1 });
    expect(renamed).toEqual({ orgId: 'acme', name: 'Acme & Co', version: 2, personal: false });
    const late = forge.organizations.rename({ token: token.ada, name: 'Other', expectedVersion: 1 });
    expect((await rejection(late)).code).toBe('storage_conflict');
    expect((await rejection(forge.organizations.rename({ token: token.cid, name: 'Mine' }))).code).toBe(
      'permission_denied',
    );
    await Promise.all(['a', 'b', 'c'].map((name) => forge.organizations.rename({ token: token.ada, name })));
    expect(await forge.organizations.get({ token: token.dan })).toMatchObject({ version: 5 });
  });

  test('shows its members to each of them, page by page', async () => {
    const { forge, token } = await furnishedOrganization();
    const first = await forge.organizations.members({ token: token.dan, limit: 3 });
    const rest = await forge.organizations.members({ token: token.dan, limit: 3, after: first.next });
    expect([...first.items, ...rest.items].map(({ userId }) => userId)).toEqual(['ada', 'bob', 'cid', 'dan']);
    expect(rest.next).toBe(null);
  });
});

describe('an invitation', () => {
  test('makes whoever has its secret a member, once', async () => {
    const { forge, token, tokenFor, rolesIn, storage } = await furnishedOrganization();
    const { invitation, secret } = await forge.organizations.invite({
      token: token.bob,
      email: 'guest@example.org',
      role: 'admin',
    });
    expect(invitation).toMatchObject({ orgId: 'acme', email: 'guest@example.org', role: 'admin', invitedBy: 'bob' });
    expect(invitation.expiresAt - invitation.createdAt).toBe(7 * dayMs);
    expect(JSON.stringify(await storage.invitations.list({ orgId: 'acme' }, { ...page, userId: null }))).not.toContain(
      String(secret),
    );
    const guest = await tokenFor({ userId: 'gus', orgId: 'personal:gus', role: 'owner' });
    const accepted = await forge.organizations.acceptInvitation({ token: guest, invitation: String(secret) });
    expect(accepted).toMatchObject({ orgId: 'acme', member: { userId: 'gus', role: 'admin' } });
    expect((await rolesIn('acme')).gus).toBe('admin');
    const again = forge.organizations.acceptInvitation({ token: token.eve, invitation: String(secret) });
    expect(await rejection(again)).toMatchObject({ code: 'invitation_invalid', details: { reason: 'used' } });
    expect((await forge.organizations.invitations({ token: token.bob })).items).toMatchObject([{ acceptedBy: 'gus' }]);
  });

  test('goes to the host to be sent, and is revoked when it cannot be', async () => {
    const sent: Parameters<SendInvitation>[0][] = [];
    const sendInvitation: SendInvitation = (delivery) => {
      sent.push(delivery);
      if (sent.length === 2) throw new Error('no mail today');
    };
    const { forge, token, tokenFor } = await furnishedOrganization({ organizations: { sendInvitation } });
    const offer = { token: token.ada, email: 'guest@example.org', role: 'member' } as const;
    const { secret, invitation } = await forge.organizations.invite(offer);
    expect(secret).toBe(null);
    expect(sent[0]).toMatchObject({ invitation, organization: { orgId: 'acme', name: 'acme' } });
    expect((await rejection(forge.organizations.invite(offer))).code).toBe('internal');
    const guest = await tokenFor({ userId: 'gus', orgId: 'personal:gus', role: 'owner' });
    const revoked = forge.organizations.acceptInvitation({ token: guest, invitation: String(sent[1]?.secret) });
    expect(await rejection(revoked)).toMatchObject({ details: { reason: 'revoked' } });
    await forge.organizations.acceptInvitation({ token: guest, invitation: String(sent[0]?.secret) });
  });

  test('is revoked, and expires, and then makes nobody a member', async () => {
    const { forge, token, clock } = await furnishedOrganization();
    const offer = { token: token.ada, email: 'guest@example.org', role: 'member', expiresInSeconds: 60 } as const;
    const [first, second] = [await forge.organizations.invite(offer), await forge.organizations.invite(offer)];
    const revoke = { token: token.bob, invitationId: first.invitation.id };
    await forge.organizations.revokeInvitation(revoke);
    expect((await rejection(forge.organizations.revokeInvitation(revoke))).code).toBe('invitation_invalid');
    clock.advance(60_000);
    for (const [answer, reason] of [
      [first, 'revoked'],
      [second, 'expired'],
    ] as const) {
      const invitation = String(answer.secret);
      const refused = await rejection(forge.organizations.acceptInvitation({ token: token.eve, invitation }));
      expect(refused).toMatchObject({ code: 'invitation_invalid', details: { reason } });
      expect(JSON.stringify(refused)).not.toContain(invitation);
    }
    for (const invitation of ['', 'nonsense', 'a'.repeat(43), 7 as unknown as string]) {
      const refused = await rejection(forge.organizations.acceptInvitation({ token: token.eve, invitation }));
      expect(refused).toMatchObject({ code: 'invitation_invalid', details: { reason: 'unknown' } });
    }
  });

  test('offers no more than the inviter is, and none comes from a personal organization', async () => {
    const { forge, token, tokenFor } = await furnishedOrganization();
    const offer = { email: 'guest@example.org', role: 'owner' } as const;
    expect((await rejection(forge.organizations.invite({ token: token.bob, ...offer }))).code).toBe(
      'permission_denied',
    );
    await forge.organizations.invite({ token: token.ada, ...offer });
    const alone = await tokenFor({ userId: 'ada', orgId: 'personal:ada', role: 'owner' });
    expect((await rejection(forge.organizations.invite({ token: alone, ...offer }))).code).toBe(
      'organization_not_found',
    );
  });
});

const page = { limit: 100, after: null };

describe('seats', () => {
  test('are never taken twice: of 12 who are added and invited at once, those come in for whom there is a seat', async () => {
    const { forge, token, tokenFor, rolesIn } = await furnishedOrganization({}, 7);
    const invited = await Promise.all(
      Array.from({ length: 6 }, async (_, index) => {
        const offer = { token: token.ada, email: `g${index}@example.org`, role: 'member' } as const;
        const { secret } = await forge.organizations.invite(offer);
        const guest = await tokenFor({ userId: `g${index}`, orgId: `personal:g${index}`, role: 'owner' });
        return { token: guest, invitation: String(secret) };
      }),
    );
    const outcomes = await Promise.allSettled([
      ...invited.map((request) => forge.organizations.acceptInvitation(request)),
      ...invited.map((_, index) =>
        forge.organizations.addMember({ orgId: 'acme', userId: `a${index}`, role: 'member' }),
      ),
    ]);
    const refused = outcomes.flatMap((one) => (one.status === 'rejected' ? [one.reason] : []));
    expect(refused).toHaveLength(9);
    for (const error of refused) {
      expect(error).toMatchObject({ code: 'seats_exceeded', details: { planId: 'team', seats: 7 } });
    }
    expect(Object.keys(await rolesIn('acme'))).toHaveLength(7);
  });

  test('follow the subscription at once, and there is one without a team', async () => {
    const { forge, rolesIn } = await furnishedOrganization({}, 4);
    const add = () => forge.organizations.addMember({ orgId: 'acme', userId: 'zoe', role: 'viewer' });
    expect((await rejection(add())).code).toBe('seats_exceeded');
    await forge.subscriptions.apply({ orgId: 'acme', action: { type: 'set_seats', seats: 5 } });
    expect(await add()).toMatchObject({ userId: 'zoe', role: 'viewer' });
    expect((await rejection(add())).code).toBe('member_exists');
    const forgeAlone = forgeWithModel([], { engine: 'rules' });
    const token = await forgeAlone.tokenFor({ userId: 'zoe', orgId: 'personal:zoe', role: 'owner' });
    const { orgId } = await forgeAlone.forge.organizations.create({ token, name: 'Small' });
    const second = forgeAlone.forge.organizations.addMember({ orgId, userId: 'ada', role: 'member' });
    expect((await rejection(second)).code).toBe('seats_exceeded');
    for (const other of ['nowhere', 'personal:zoe']) {
      const nowhere = forge.organizations.addMember({ orgId: other, userId: 'ada', role: 'member' });
      expect((await rejection(nowhere)).code).toBe('organization_not_found');
    }
    expect(Object.keys(await rolesIn('acme'))).toHaveLength(5);
  });
});

test('who owns as many organizations as the host allows makes no more, until one is handed over', async () => {
  const { forge, token, storage } = await furnishedOrganization({ organizations: { mostOwned: 2 } });
  const ada = { token: token.ada };
  const made = await forge.organizations.create({ ...ada, name: 'Second' });
  expect(await rejection(forge.organizations.create({ ...ada, name: 'Third' }))).toMatchObject({
    code: 'permission_denied',
    details: { owned: 2, mostOwned: 2 },
  });
  await storage.organizations.setMember(made, { userId: 'ada', role: 'admin' });
  expect(await forge.organizations.create({ ...ada, name: 'Third' })).toMatchObject({ name: 'Third' });
});

describe('a member who', () => {
  async function withSessions() {
    const setup = await furnishedOrganization();
    const { storage } = setup;
    const open = async (userId: string, orgId: string) => {
      const created = await storage.sessions.create({ orgId }, newLoginSession({ userId }));
      return created.outcome === 'created' ? created.session.id : '';
    };
    const reasonOf = async (userId: string, id: string) =>
      (await storage.sessions.get({ userId }, id))?.revokedReason ?? null;
    return { ...setup, open, reasonOf };
  }

  test('is removed or leaves loses the sessions there, and no others', async () => {
    const { forge, token, rolesIn, open, reasonOf } = await withSessions();
    const opened = {
      bob: await open('bob', 'acme'),
      bobElsewhere: await open('bob', 'rival'),
      cid: await open('cid', 'acme'),
      dan: await open('dan', 'acme'),
      ada: await open('ada', 'acme'),
    };
    await forge.organizations.removeMember({ token: token.ada, userId: 'bob' });
    await forge.organizations.changeRole({ token: token.ada, userId: 'cid', role: 'admin' });
    await forge.organizations.changeRole({ token: token.ada, userId: 'ada', role: 'owner' });
    await forge.organizations.leave({ token: token.dan });
    expect(await rolesIn('acme')).toEqual({ ada: 'owner', cid: 'admin' });
    expect(await reasonOf('bob', opened.bob)).toBe('member_removed');
    expect(await reasonOf('bob', opened.bobElsewhere)).toBe(null);
    expect(await reasonOf('cid', opened.cid), 'another role counts in it').toBe(null);
    expect(await reasonOf('dan', opened.dan)).toBe('member_removed');
    expect(await reasonOf('ada', opened.ada), 'nothing has changed').toBe(null);
    await forge.organizations.transferOwnership({ token: token.ada, userId: 'cid' });
    expect(await rolesIn('acme')).toEqual({ ada: 'admin', cid: 'owner' });
    expect(await reasonOf('ada', opened.ada)).toBe(null);
  });

  test.each<readonly [what: string, code: string, act: (facet: OrganizationFacet, token: Tokens) => Promise<unknown>]>([
    ['is the last owner cannot leave', 'last_owner', (facet, { ada: token }) => facet.leave({ token })],
    [
      'is the last owner cannot be demoted',
      'last_owner',
      (facet, { ada: token }) => facet.changeRole({ token, userId: 'ada', role: 'admin' }),
    ],
    [
      'is an owner is not removed by an admin',
      'permission_denied',
      (facet, { bob: token }) => facet.removeMember({ token, userId: 'ada' }),
    ],
    [
      'is a member is not made an owner by an admin',
      'permission_denied',
      (facet, { bob: token }) => facet.changeRole({ token, userId: 'cid', role: 'owner' }),
    ],
    [
      'is an admin hands over no ownership',
      'permission_denied',
      (facet, { bob: token }) => facet.transferOwnership({ token, userId: 'cid' }),
    ],
    [
      'is a member removes nobody',
      'permission_denied',
      (facet, { cid: token }) => facet.removeMember({ token, userId: 'dan' }),
    ],
    [
      'is nobody is not found',
      'member_not_found',
      (facet, { ada: token }) => facet.removeMember({ token, userId: 'x' }),
    ],
    [
      'is nobody gets no organization',
      'member_not_found',
      (facet, { ada: token }) => facet.transferOwnership({ token, userId: 'x' }),
    ],
  ])('%s', async (_what, code, act) => {
    const { forge, token, rolesIn } = await furnishedOrganization();
    const before = await rolesIn('acme');
    expect((await rejection(act(forge.organizations, token))).code).toBe(code);
    expect(await rolesIn('acme')).toEqual(before);
  });

  test('was demoted or removed has no more power by an old token', async () => {
    const { forge, token, storage } = await furnishedOrganization();
    await storage.organizations.setMember({ orgId: 'acme' }, { userId: 'bob', role: 'viewer' });
    const remove = () => forge.organizations.removeMember({ token: token.bob, userId: 'cid' });
    expect((await rejection(remove())).code).toBe('permission_denied');
    await storage.organizations.removeMember({ orgId: 'acme' }, 'bob');
    expect((await rejection(remove())).code).toBe('permission_denied');
    const offer = { token: token.bob, email: 'x@example.org', role: 'viewer' } as const;
    expect((await rejection(forge.organizations.invite(offer))).code).toBe('permission_denied');
  });
});

type Tokens = Awaited<ReturnType<typeof furnishedOrganization>>['token'];

test('another tenant sees and changes nothing, by any method', async () => {
  const { forge, token, storage, rolesIn } = await furnishedOrganization();
  const { invitation } = await forge.organizations.invite({ token: token.ada, email: 'g@example.org', role: 'member' });
  const all = { ...page, userId: null };
  const view = async () => [
    await rolesIn('acme'),
    await storage.organizations.load({ orgId: 'acme' }),
    await storage.invitations.list({ orgId: 'acme' }, all),
  ];
  const before = await view();
  const facet = forge.organizations;
  const stranger = { token: token.eve };
  const victim = { ...stranger, userId: 'cid' };
  const answers = await Promise.allSettled([
    facet.get(stranger),
    facet.rename({ ...stranger, name: 'Mallory' }),
    facet.members(stranger),
    facet.mine(stranger),
    facet.create({ ...stranger, name: 'Other' }),
    facet.invite({ ...stranger, email: 'm@example.org', role: 'member' }),
    facet.invitations(stranger),
    facet.revokeInvitation({ ...stranger, invitationId: invitation.id }),
    facet.acceptInvitation({ ...stranger, invitation: invitation.id }),
    facet.changeRole({ ...victim, role: 'viewer' }),
    facet.removeMember(victim),
    facet.transferOwnership(victim),
    facet.leave(stranger),
  ]);
  expect(answers.length, 'all but addMember, which takes no token').toBe(Object.keys(facet).length - 1);
  expect(JSON.stringify(answers)).not.toMatch(/acme|"(ada|bob|cid|dan)"|g@example/);
  expect(await view()).toEqual(before);
});

test.each<readonly [what: string, act: (facet: OrganizationFacet, token: string) => Promise<unknown>]>([
  ['an empty name', (facet, token) => facet.create({ token, name: '' })],
  ['a name of spaces', (facet, token) => facet.rename({ token, name: '  ' })],
  ['a name with a control character', (facet, token) => facet.rename({ token, name: 'a\u0007' })],
  ['an unknown role', (facet, token) => facet.changeRole({ token, userId: 'cid', role: 'god' as 'owner' })],
  ['no user', (facet, token) => facet.removeMember({ token, userId: '' })],
  ['an address that is none', (facet, token) => facet.invite({ token, email: 'secret', role: 'member' })],
  ['a lifetime of years', (facet, token) => facet.invite({ token, ...offer, expiresInSeconds: 1e9 })],
  ['a page that is none', (facet, token) => facet.members({ token, limit: 0 })],
  ['a cursor that is none', (facet, token) => facet.invitations({ token, after: 'nonsense' })],
  ['an unknown field', (facet, token) => facet.get({ token, orgId: 'rival' } as { token: string })],
  ['a version that is none', (facet, token) => facet.rename({ token, name: 'a', expectedVersion: 0.5 })],
])('%s is refused, and not repeated', async (_what, act) => {
  const { forge, token } = await furnishedOrganization();
  const refused = await rejection(act(forge.organizations, token.ada));
  expect(refused.code).toBe('request_invalid');
  expect(refused.message).not.toMatch(/secret|god|nonsense/);
});

const offer = { email: 'g@example.org', role: 'member' } as const;

test('upkeep deletes invitations a month after they ended', async () => {
  const { forge, token, clock } = await furnishedOrganization();
  await forge.organizations.invite({ token: token.ada, ...offer });
  clock.advance(36 * dayMs);
  expect(await forge.maintain({ everything: true })).toMatchObject({ deletedInvitations: 0 });
  clock.advance(2 * dayMs);
  expect(await forge.maintain({ everything: true })).toMatchObject({ deletedInvitations: 1 });
});
