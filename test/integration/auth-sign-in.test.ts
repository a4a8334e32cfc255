import { expect, test } from 'vitest';
import { type PasswordHasher, passwordHasher } from '../../src/auth/password-hasher.js';
import type { AuthFacet } from '../../src/index.js';
import { forgeWithAuth, password } from '../fixtures/forge-with-auth.js';
import { forgeWithModel, secret } from '../fixtures/forge-with-model.js';
import { rejection } from '../fixtures/rejection.js';

const email = 'ada@example.com';
const day = 86_400_000;

test('who signs up verifies the address, and is signed in by the password from then on', async () => {
  const { forge, storage, sent, nextToken } = forgeWithAuth();
  const answer = await forge.auth.signUp({
    email: ' Ada@Example.COM ',
    password,
    displayName: 'Ada',
    device: 'Firefox',
  });
  expect(answer).toEqual({ outcome: 'check_email' });
  const first = await nextToken('verify_email');
  expect(await rejection(forge.auth.signIn({ email, password }))).toMatchObject({ code: 'email_unverified' });
  const second = await nextToken('verify_email');
  expect(await rejection(forge.auth.verifyEmail({ verificationToken: first }))).toMatchObject({
    code: 'email_token_invalid',
  });
  const { userId } = await forge.auth.verifyEmail({ verificationToken: second });
  const { accessToken } = await forge.auth.signIn({ email: 'ADA@example.com', password });
  expect(await forge.sessions.verify(accessToken)).toMatchObject({
    userId,
    orgId: `personal:${userId}`,
    role: 'owner',
  });
  expect((await storage.profiles.load({ userId }))?.value).toMatchObject({ email, displayName: 'Ada' });
  expect(sent.map(({ type, email: to }) => [type, to])).toEqual([
    ['verify_email', email],
    ['verify_email', email],
  ]);
});

test('signing up with an address that is taken answers the same, tells its owner, and changes nothing', async () => {
  const { forge, storage, registered, nextEmail } = forgeWithAuth();
  const { userId } = await registered(email);
  const before = await storage.credentials.byEmail(email);
  expect(await forge.auth.signUp({ email, password: 'another good password' })).toEqual({ outcome: 'check_email' });
  expect(await nextEmail()).toEqual({ type: 'already_registered', email, userId });
  expect(await storage.credentials.byEmail(email)).toEqual(before);
});

test('where addresses need not be verified, signing up opens a session, and tells what is taken', async () => {
  const { forge, nextToken } = forgeWithAuth({ requireVerifiedEmail: false });
  const answer = await forge.auth.signUp({ email, password });
  if (answer.outcome !== 'signed_in') throw new Error('nobody was signed in');
  const { principal, accessToken } = answer.session;
  expect(await forge.sessions.verify(accessToken)).toEqual(principal);
  await nextToken('verify_email');
  expect(await rejection(forge.auth.signUp({ email, password }))).toMatchObject({ code: 'email_taken' });
  await forge.auth.signIn({ email, password });
  await forge.auth.requestEmailVerification({ token: accessToken });
  await forge.auth.verifyEmail({ verificationToken: await nextToken('verify_email') });
});

test('one signs in to an organization one is a member of, with the role one has there, and to no other', async () => {
  const { forge, storage, registered } = forgeWithAuth();
  const { userId } = await registered(email);
  for (const orgId of ['acme', 'other']) await storage.organizations.save({ orgId }, { name: orgId }, 0);
  await storage.organizations.setMember({ orgId: 'acme' }, { userId, role: 'admin' });
  const { principal } = await forge.auth.signIn({ email, password, orgId: 'acme' });
  expect(principal).toMatchObject({ userId, orgId: 'acme', role: 'admin' });
  for (const orgId of ['other', 'personal:somebody', 'nowhere']) {
    const refused = await rejection(forge.auth.signIn({ email, password, orgId }));
    expect(refused).toMatchObject({ code: 'permission_denied' });
  }
});

test('who changes the password is signed in anew, all sessions of before end, and the old one is worth nothing', async () => {
  const { forge, storage, clock, registered, nextToken, nextEmail } = forgeWithAuth();
  const { userId } = await registered(email);
  const other = await registered('bob@example.com');
  const opened = { role: 'member' as const, device: null, lifetimeMs: day, idleTimeoutMs: null };
  await storage.sessions.create({ orgId: 'acme' }, { ...opened, id: 's', userId, tokenHash: 'a'.repeat(64) });
  await storage.sessions.create({ orgId: 'acme' }, { ...opened, ...other, id: 's', tokenHash: 'b'.repeat(64) });
  await forge.auth.requestPasswordReset({ email });
  const resetToken = await nextToken('reset_password');
  const { accessToken: token } = await forge.auth.signIn({ email, password });
  const newPassword = 'another good password';
  const wrong = forge.auth.changePassword({ token, currentPassword: 'a wrong password', newPassword });
  expect(await rejection(wrong)).toMatchObject({ code: 'sign_in_failed' });
  const { principal } = await forge.auth.changePassword({ token, currentPassword: password, newPassword });
  expect(principal).toMatchObject({ userId, orgId: `personal:${userId}`, role: 'owner' });
  expect(await nextEmail()).toEqual({ type: 'password_changed', email, userId });
  expect(await storage.sessions.get({ userId }, 's')).toMatchObject({
    revokedAt: clock.now(),
    revokedReason: 'password_changed',
  });
  expect(await storage.sessions.get(other, 's')).toMatchObject({ revokedAt: null });
  expect(await rejection(forge.auth.signIn({ email, password }))).toMatchObject({ code: 'sign_in_failed' });
  await forge.auth.signIn({ email, password: newPassword });
  const late = forge.auth.resetPassword({ resetToken, newPassword: 'a third good password' });
  expect(await rejection(late)).toMatchObject({ code: 'email_token_invalid' });
});

test('a caller changes the own password and has the own address verified, and those of nobody else', async () => {
  const { forge, storage, nextToken, sent } = forgeWithAuth({ requireVerifiedEmail: false });
  const eve = await forge.auth.signUp({ email: 'eve@example.com', password: 'the password of eve' });
  await nextToken('verify_email');
  await forge.auth.signUp({ email, password });
  await nextToken('verify_email');
  const ada = await storage.credentials.byEmail(email);
  const token = eve.outcome === 'signed_in' ? eve.session.accessToken : '';
  const theft = forge.auth.changePassword({ token, currentPassword: password, newPassword: 'taken over by eve' });
  expect(await rejection(theft)).toMatchObject({ code: 'sign_in_failed' });
  await forge.auth.requestEmailVerification({ token });
  await nextToken('verify_email');
  expect(sent.at(-1)).toMatchObject({ email: 'eve@example.com' });
  expect(await storage.credentials.byEmail(email)).toEqual(ada);
});

test('a caller whom the host has taken the profile from, and one who signs in elsewhere, change no password', async () => {
  const { forge, tokenFor } = forgeWithAuth({}, { permissions: { 'profile:manage': ['owner'] } });
  const change = { currentPassword: password, newPassword: 'another good password' };
  const member = await tokenFor({ role: 'member' });
  for (const call of [
    forge.auth.changePassword({ ...change, token: member }),
    forge.auth.requestEmailVerification({ token: member }),
  ]) {
    expect(await rejection(call)).toMatchObject({ code: 'permission_denied' });
  }
  const elsewhere = await tokenFor({ role: 'owner' });
  expect(await rejection(forge.auth.changePassword({ ...change, token: elsewhere }))).toMatchObject({
    code: 'sign_in_failed',
  });
  expect(await forge.auth.requestEmailVerification({ token: elsewhere })).toBeUndefined();
});

test('a sign-in replaces a hash that is cheaper than those of today, and the password stays the same', async () => {
  const cheap: PasswordHasher = passwordHasher({ cost: 14, concurrency: 1, maxQueue: 1 });
  const { forge, storage } = forgeWithAuth({ requireVerifiedEmail: false, passwordHashing: { cost: 15 } });
  await storage.credentials.create({ userId: 'ada', email, passwordHash: await cheap.hash(password) });
  await rejection(forge.auth.signIn({ email, password: 'a wrong password' }));
  expect((await storage.credentials.byEmail(email))?.passwordHash).toContain('$ln=14,');
  await forge.auth.signIn({ email, password });
  await forge.auth.signIn({ email, password });
  const hashes = await storage.credentials.byEmail(email);
  // Closing waits for what was left to be done.
  await forge.close();
  expect(hashes?.passwordVersion).toBe(1);
});

test('closing waits for the e-mails and hashes that an answer has left to be done', async () => {
  const cheap = passwordHasher({ cost: 14, concurrency: 1, maxQueue: 1 });
  const rehashed: string[] = [];
  const { forge, storage, sent } = forgeWithAuth(
    { requireVerifiedEmail: false, passwordHashing: { cost: 15 } },
    {
      storage: (intact) => ({
        ...intact,
        credentials: Object.assign(Object.create(intact.credentials), {
          rehashPassword: (...values: Parameters<typeof intact.credentials.rehashPassword>) => {
            rehashed.push(values[1].passwordHash);
            return intact.credentials.rehashPassword(...values);
          },
        }),
      }),
    },
  );
  await storage.credentials.create({ userId: 'ada', email, passwordHash: await cheap.hash(password) });
  await forge.auth.signIn({ email, password });
  await forge.auth.requestPasswordReset({ email });
  await forge.close();
  expect(rehashed).toEqual([expect.stringMatching(/^\$scrypt\$ln=15,r=8,p=1\$/)]);
  expect(sent.map(({ type }) => type)).toEqual(['reset_password']);
});

test('an e-mail that cannot be sent is reported, and no caller is told', async () => {
  const failures = [
    () => {
      throw new Error('no mail server');
    },
    async () => {
      throw new Error('no mail server');
    },
  ];
  for (const sendEmail of failures) {
    const { forge, reported } = forgeWithAuth({ sendEmail });
    expect(await forge.auth.signUp({ email, password })).toEqual({ outcome: 'check_email' });
    await forge.auth.requestPasswordReset({ email });
    await forge.close();
    expect(reported.map(({ context }) => context)).toEqual([{ during: 'auth' }, { during: 'auth' }]);
    expect(reported[0]?.error).toMatchObject({ message: 'no mail server' });
  }
});

test('tokens and counters that have run out are deleted by upkeep', async () => {
  const { forge, clock, nextToken } = forgeWithAuth();
  await forge.auth.signUp({ email, password });
  await nextToken('verify_email');
  expect(await forge.maintain({ everything: true })).toMatchObject({ deletedSignInRecords: 0 });
  clock.advance(day);
  // The token, and the counter of e-mails to the account.
  expect(await forge.maintain({ everything: true })).toMatchObject({ deletedSignInRecords: 2 });
});

const requests: { readonly [Name in keyof AuthFacet]: Parameters<AuthFacet[Name]>[0] } = {
  signUp: { email, password },
  signIn: { email, password },
  changePassword: { token: 'token', currentPassword: password, newPassword: password },
  requestPasswordReset: { email },
  resetPassword: { resetToken: 'token', newPassword: password },
  requestEmailVerification: { token: 'token' },
  verifyEmail: { verificationToken: 'token' },
};

test.each(
  Object.entries(requests),
)('%s takes nothing it does not know, and only where it is switched on', async (name, request) => {
  const call = (auth: AuthFacet, ...values: unknown[]) =>
    (auth[name as keyof AuthFacet] as (...all: unknown[]) => Promise<unknown>)(...values);
  const { auth } = forgeWithAuth().forge;
  for (const unfit of [{ ...request, remember: true }, undefined, null, 'request', [request]]) {
    expect(await rejection(call(auth, unfit))).toMatchObject({ code: 'request_invalid' });
  }
  const { forge } = forgeWithModel([], { engine: 'rules', session: { secret } });
  expect(await rejection(call(forge.auth, request))).toMatchObject({
    code: 'config_invalid',
    message: expect.stringContaining('auth: { sendEmail }'),
  });
});
