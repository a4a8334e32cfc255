import { expect, test } from 'vitest';
import { pgliteStorage } from '../../adapters/pglite/index.js';
import type { PromptForgeError } from '../../src/errors/promptforge-error.js';
import { PromptForge } from '../../src/index.js';
import { forgeWithAuth, password } from '../fixtures/forge-with-auth.js';
import { secret } from '../fixtures/forge-with-model.js';
import { manualClock } from '../fixtures/manual-clock.js';
import { rejection } from '../fixtures/rejection.js';

const email = 'ada@example.com';
const minute = 60_000;
const told = ({ code, message, details, retryAfterMs, cause }: PromptForgeError) => ({
  code,
  message,
  details,
  retryAfterMs,
  cause,
});
const codes = (answers: readonly PromiseSettledResult<unknown>[]) => {
  const counts: Record<string, number> = {};
  for (const answer of answers) {
    const code = answer.status === 'fulfilled' ? 'answered' : (answer.reason as PromptForgeError).code;
    counts[code] = (counts[code] ?? 0) + 1;
  }
  return counts;
};
const atOnce = (times: number, call: (index: number) => Promise<unknown>) =>
  Promise.allSettled(Array.from({ length: times }, (_, index) => call(index)));

test('a wrong password and an unknown address are refused by the same error', async () => {
  const { forge, registered } = forgeWithAuth();
  await registered(email);
  const wrong = await rejection(forge.auth.signIn({ email, password: 'a wrong password' }));
  const unknown = await rejection(forge.auth.signIn({ email: 'nobody@example.com', password }));
  expect(told(unknown)).toEqual(told(wrong));
  expect(wrong).toMatchObject({ code: 'sign_in_failed', details: {}, retryAfterMs: null });
});

test('an unknown address takes a hash as a known one does: where only one may be under way, the second is turned away', async () => {
  for (const address of [email, 'nobody@example.com']) {
    const { forge, registered } = forgeWithAuth({ passwordHashing: { cost: 14, concurrency: 1, maxQueue: 0 } });
    await registered(email);
    const answers = await atOnce(2, () => forge.auth.signIn({ email: address, password: 'a wrong password' }));
    expect(codes(answers), address).toEqual({ sign_in_failed: 1, overloaded: 1 });
  }
});

test('asking for a new password answers the same for everybody, and only owners get an e-mail', async () => {
  const { forge, registered, sent } = forgeWithAuth();
  await registered(email);
  for (const address of [email, 'nobody@example.com']) {
    expect(await forge.auth.requestPasswordReset({ email: address })).toBeUndefined();
  }
  await forge.close();
  expect(sent.filter(({ type }) => type === 'reset_password').map((message) => message.email)).toEqual([email]);
});

test('nothing is looked up, and no e-mail sent, before the answer to who asks for a new password', async () => {
  let answered = false;
  const seen: boolean[] = [];
  const { forge, storage } = forgeWithAuth(
    { sendEmail: () => seen.push(answered) },
    {
      storage: (intact) => ({
        ...intact,
        credentials: Object.assign(Object.create(intact.credentials), {
          byEmail: (address: string) => {
            seen.push(answered);
            return intact.credentials.byEmail(address);
          },
        }),
      }),
    },
  );
  await storage.credentials.create({ userId: 'ada', email, passwordHash: 'hash' });
  await forge.auth.requestPasswordReset({ email });
  answered = true;
  await forge.close();
  expect(seen).toEqual([true, true]);
});

test('of 50 wrong passwords at once five are compared, whoever is asked for', async () => {
  for (const address of [email, 'nobody@example.com']) {
    const { forge, registered, clock } = forgeWithAuth();
    await registered(email);
    const guess = (index: number) => forge.auth.signIn({ email: address, password: `wrong password ${index}` });
    expect(codes(await atOnce(50, guess)), address).toEqual({ sign_in_failed: 5, sign_in_throttled: 45 });
    // One each time the wait is over, which doubles.
    for (const waitMs of [1_000, 2_000, 4_000]) {
      expect(await rejection(guess(0))).toMatchObject({ code: 'sign_in_throttled', retryAfterMs: waitMs });
      clock.advance(waitMs);
      expect(codes(await atOnce(10, guess)), address).toEqual({ sign_in_failed: 1, sign_in_throttled: 9 });
    }
  }
});

test('of 50 wrong passwords at once five are compared on PGlite, too', async () => {
  const clock = manualClock();
  const forge = new PromptForge({
    storage: pgliteStorage({ clock }),
    engine: 'rules',
    session: { secret },
    clock,
    auth: { sendEmail: () => {}, passwordHashing: { cost: 14 } },
  });
  await forge.setup();
  const guess = (index: number) =>
    forge.auth.signIn({ email, password: `wrong password ${index}`, address: '192.0.2.1' });
  expect(codes(await atOnce(50, guess))).toEqual({ sign_in_failed: 5, sign_in_throttled: 45 });
  await forge.close();
});

test('no flood keeps the owner out for longer than 15 minutes, and a reset ends the wait at once', async () => {
  const { forge, registered, clock, nextToken } = forgeWithAuth();
  await registered(email);
  const guess = () => rejection(forge.auth.signIn({ email, password: 'a wrong password' }));
  for (let failures = 0; failures < 25; ) {
    const { code, retryAfterMs } = await guess();
    expect(retryAfterMs ?? 0).toBeLessThanOrEqual(15 * minute);
    if (code === 'sign_in_failed') failures += 1;
    clock.advance(retryAfterMs ?? 0);
  }
  const refused = await rejection(forge.auth.signIn({ email, password }));
  expect(refused).toMatchObject({ code: 'sign_in_throttled', retryAfterMs: 15 * minute });
  await forge.auth.requestPasswordReset({ email });
  await forge.auth.resetPassword({ resetToken: await nextToken('reset_password'), newPassword: password });
  await forge.auth.signIn({ email, password });
});

test('the right password clears the failures of the account', async () => {
  const { forge, registered } = forgeWithAuth();
  await registered(email);
  const wrong = (index: number) => forge.auth.signIn({ email, password: `wrong password ${index}` });
  for (let round = 0; round < 3; round += 1) {
    expect(codes(await atOnce(4, wrong))).toEqual({ sign_in_failed: 4 });
    await forge.auth.signIn({ email, password });
  }
});

test('an address has 20 failures in 15 minutes, whatever the accounts, and one of IPv6 is its network', async () => {
  for (const [own, same, other] of [
    ['192.0.2.1', '::ffff:192.0.2.1', '192.0.2.2'],
    ['2001:db8:0:1::1', '2001:DB8::1:ffff:0:0:1', '2001:db8:0:2::1'],
  ] as const) {
    const { forge, registered, clock } = forgeWithAuth();
    await registered(email);
    const guess = (index: number) =>
      forge.auth.signIn({ email: `user-${index}@example.com`, password, address: index % 2 === 0 ? own : same });
    expect(codes(await atOnce(50, guess))).toEqual({ sign_in_failed: 20, sign_in_throttled: 30 });
    const refused = await rejection(forge.auth.signIn({ email, password, address: same }));
    expect(refused).toMatchObject({ code: 'sign_in_throttled', retryAfterMs: 15 * minute });
    await forge.auth.signIn({ email, password, address: other });
    clock.advance(15 * minute);
    await forge.auth.signIn({ email, password, address: own });
  }
});

test('signing in as often as one likes uses up nothing of an address, and clears none of its failures', async () => {
  const { forge, registered } = forgeWithAuth({ throttle: { failuresPerAddress: 3 } });
  await registered(email);
  const address = '192.0.2.1';
  const wrong = (index: number) => forge.auth.signIn({ email: `${index}@example.com`, password, address });
  await rejection(wrong(1));
  for (let times = 0; times < 6; times += 1) await forge.auth.signIn({ email, password, address });
  expect(codes(await atOnce(5, wrong))).toEqual({ sign_in_failed: 2, sign_in_throttled: 3 });
});

test('who is turned away since there is too much to hash has not failed', async () => {
  const { forge, registered } = forgeWithAuth({ passwordHashing: { cost: 14, concurrency: 1, maxQueue: 0 } });
  await registered(email);
  await registered('bob@example.com');
  for (let round = 0; round < 8; round += 1) {
    const answers = await atOnce(2, (index) =>
      forge.auth.signIn({ email: index === 0 ? 'bob@example.com' : email, password }),
    );
    expect(codes(answers)).toEqual({ answered: 1, overloaded: 1 });
  }
  await forge.auth.signIn({ email, password });
});

test('an account gets five e-mails an hour, an address causes twenty, known or not', async () => {
  for (const account of [email, 'nobody@example.com']) {
    const { forge, registered, clock } = forgeWithAuth();
    await registered(email);
    clock.advance(60 * minute);
    const answers = await atOnce(20, () => forge.auth.requestPasswordReset({ email: account }));
    expect(codes(answers), account).toEqual({ answered: 5, sign_in_throttled: 15 });
    const refused = await rejection(forge.auth.signUp({ email: account, password }));
    expect(refused).toMatchObject({ code: 'sign_in_throttled', retryAfterMs: 60 * minute });
    const many = (index: number) =>
      forge.auth.requestPasswordReset({ email: `${index}@example.com`, address: '192.0.2.1' });
    expect(codes(await atOnce(30, many))).toEqual({ answered: 20, sign_in_throttled: 10 });
  }
});

test('guessing the present password with a stolen token is throttled as signing in is', async () => {
  const { forge, registered } = forgeWithAuth();
  await registered(email);
  const { accessToken: token } = await forge.auth.signIn({ email, password });
  const guess = (index: number) =>
    forge.auth.changePassword({
      token,
      currentPassword: `wrong password ${index}`,
      newPassword: 'a good new password',
    });
  expect(codes(await atOnce(30, guess))).toEqual({ sign_in_failed: 5, sign_in_throttled: 25 });
});

test('a token that resets a password works once, ends all sessions, and verifies the address', async () => {
  const { forge, storage, nextToken, nextEmail, sent } = forgeWithAuth();
  await forge.auth.signUp({ email, password });
  const verificationToken = await nextToken('verify_email');
  const { userId = '' } = (await storage.credentials.byEmail(email)) ?? {};
  const session = {
    id: 's',
    userId,
    role: 'member' as const,
    device: null,
    tokenHash: 'a'.repeat(64),
    lifetimeMs: 1_000,
    idleTimeoutMs: null,
  };
  await storage.sessions.create({ orgId: 'acme' }, session);
  await forge.auth.requestPasswordReset({ email });
  const older = await nextToken('reset_password');
  await forge.auth.requestPasswordReset({ email });
  const resetToken = await nextToken('reset_password');
  expect(sent.at(-1)).toMatchObject({ email, userId, token: expect.stringMatching(/^[\w-]{43}$/) });
  for (const worthless of [older, verificationToken, 'made up', resetToken.toLowerCase(), `${resetToken} `, '']) {
    const answer = forge.auth.resetPassword({ resetToken: worthless, newPassword: 'a good new password' });
    expect(await rejection(answer), worthless).toMatchObject({ code: 'email_token_invalid' });
  }
  const wrongPurpose = forge.auth.verifyEmail({ verificationToken: resetToken });
  expect(await rejection(wrongPurpose)).toMatchObject({ code: 'email_token_invalid' });
  // A password that cannot be taken costs nobody the token.
  const short = forge.auth.resetPassword({ resetToken, newPassword: 'short' });
  expect(await rejection(short)).toMatchObject({ code: 'password_unacceptable' });
  const answers = await atOnce(5, (index) =>
    forge.auth.resetPassword({ resetToken, newPassword: `new password ${index}` }),
  );
  expect(codes(answers)).toEqual({ answered: 1, email_token_invalid: 4 });
  expect(await nextEmail()).toEqual({ type: 'password_changed', email, userId });
  expect(await storage.sessions.get({ userId }, 's')).toMatchObject({ revokedReason: 'password_reset' });
  const winner = answers.findIndex(({ status }) => status === 'fulfilled');
  await forge.auth.signIn({ email, password: `new password ${winner}` });
  expect(await rejection(forge.auth.signIn({ email, password }))).toMatchObject({ code: 'sign_in_failed' });
  expect(await rejection(forge.auth.verifyEmail({ verificationToken }))).toMatchObject({ code: 'email_token_invalid' });
});

test('tokens lapse: after an hour those that reset, after a day those that verify', async () => {
  const { forge, clock, nextToken } = forgeWithAuth();
  await forge.auth.signUp({ email, password });
  const verificationToken = await nextToken('verify_email');
  await forge.auth.requestPasswordReset({ email });
  const resetToken = await nextToken('reset_password');
  clock.advance(60 * minute);
  const late = forge.auth.resetPassword({ resetToken, newPassword: 'a good new password' });
  expect(await rejection(late)).toMatchObject({ code: 'email_token_invalid' });
  clock.advance(23 * 60 * minute);
  expect(await rejection(forge.auth.verifyEmail({ verificationToken }))).toMatchObject({ code: 'email_token_invalid' });
});

test('a token of nobody has nothing hashed: it is refused where not one hash more has room', async () => {
  const { forge, registered } = forgeWithAuth({ passwordHashing: { cost: 14, concurrency: 1, maxQueue: 0 } });
  await registered(email);
  const answers = await atOnce(4, () =>
    forge.auth.resetPassword({ resetToken: 'A'.repeat(43), newPassword: 'a good new password' }),
  );
  expect(codes(answers)).toEqual({ email_token_invalid: 4 });
});

test('addresses are one in any case, and lookalikes, lists and commands are none', async () => {
  const { forge, registered } = forgeWithAuth();
  await registered('kelvin@example.com');
  await forge.auth.signIn({ email: '\tKELVIN@EXAMPLE.COM\n', password });
  for (const hostile of [
    // The Kelvin sign, which is k in lower case; a Cyrillic e; a full-width @; a dotless i.
    '\u212Aelvin@example.com',
    'k\u0435lvin@example.com',
    'kelvin\uFF20example.com',
    'kelv\u0131n@example.com',
    'kelvin@example.com\0',
    'kelvin@example.com\0@evil.example',
    'kelvin@example.com,eve@evil.example',
    'kelvin@example.com\r\nBcc: eve@evil.example',
    '"kelvin"@example.com',
    "' or 1=1 --@example.com",
    `${'a'.repeat(250)}@example.com`,
    'kelvin',
    '',
    null,
    ['kelvin@example.com'],
    { toString: () => 'kelvin@example.com' },
  ]) {
    const address = hostile as string;
    for (const call of [
      forge.auth.signIn({ email: address, password }),
      forge.auth.signUp({ email: address, password }),
      forge.auth.requestPasswordReset({ email: address }),
    ]) {
      expect(await rejection(call), JSON.stringify(hostile)).toMatchObject({ code: 'request_invalid' });
    }
  }
});

test('a password is the same from every keyboard, and every character of it counts', async () => {
  const { forge, storage, nextToken } = forgeWithAuth();
  const tries = [
    ['\uFB01ne pa\u0308sswords', 'fine p\u00e4sswords', true],
    ['\u212Bngstr\u00f6m \u2460\u2461', '\u00c5ngstro\u0308m 12', true],
    [' spaces around it ', 'spaces around it', false],
    ["'; drop table promptforge.credentials; --", "'; drop table promptforge.credentials; -- ", false],
    ['Case Matters Here', 'case matters here', false],
    [`${'x'.repeat(127)}1`, `${'x'.repeat(127)}2`, false],
    ['\u{1F511}'.repeat(8), '\u{1F511}'.repeat(8), true],
  ] as const;
  for (const [index, [chosen, typed, isSame]] of tries.entries()) {
    const own = `user-${index}@example.com`;
    await forge.auth.signUp({ email: own, password: chosen });
    await forge.auth.verifyEmail({ verificationToken: await nextToken('verify_email') });
    await forge.auth.signIn({ email: own, password: chosen });
    const answer = forge.auth.signIn({ email: own, password: typed });
    if (isSame) await answer;
    else expect(await rejection(answer), typed).toMatchObject({ code: 'sign_in_failed' });
    expect(JSON.stringify(await storage.credentials.byEmail(own))).not.toContain(chosen.slice(0, 6));
  }
});

test('passwords that are too short, too long, stolen or no text are refused, and nothing is made of them', async () => {
  const asked: string[] = [];
  const { forge, storage } = forgeWithAuth({
    isCompromised: async (text) => {
      asked.push(text);
      return text === 'password123';
    },
  });
  const refused = [
    ['seven77', 'password_unacceptable', 'too_short'],
    // Three letters, each of which is one in NFKC as well: eight of UTF-16.
    ['\u{1F511}\u{1F511}\u{1F511}\u{1F511}', 'password_unacceptable', 'too_short'],
    ['x'.repeat(129), 'password_unacceptable', 'too_long'],
    // 18 characters each in NFKC.
    ['\uFDFA'.repeat(8), 'password_unacceptable', 'too_long'],
    ['password123', 'password_unacceptable', 'compromised'],
    ['\uFF50assword123', 'password_unacceptable', 'compromised'],
    ['x'.repeat(1_025), 'request_invalid', undefined],
    ['null byte at the end\0', 'request_invalid', undefined],
    ['half a pair \uD83D', 'request_invalid', undefined],
    ['', 'request_invalid', undefined],
    [undefined, 'request_invalid', undefined],
    [12_345_678, 'request_invalid', undefined],
    [['a', 'good', 'password'], 'request_invalid', undefined],
  ] as const;
  for (const [chosen, code, reason] of refused) {
    const error = await rejection(forge.auth.signUp({ email, password: chosen as string }));
    expect([error.code, error.details.reason], JSON.stringify(chosen)).toEqual([code, reason]);
    if (typeof chosen === 'string' && chosen !== '') expect(error.message).not.toContain(chosen);
  }
  expect(asked).toEqual(['password123', 'password123']);
  expect(await storage.credentials.byEmail(email)).toBe(null);
});

test('a lookup of stolen passwords that fails lets none through', async () => {
  const { forge, storage, reported } = forgeWithAuth({
    isCompromised: async () => {
      throw new Error('the list is away');
    },
  });
  expect(await rejection(forge.auth.signUp({ email, password }))).toMatchObject({ code: 'internal' });
  expect(reported).toHaveLength(1);
  expect(await storage.credentials.byEmail(email)).toBe(null);
});

test('no error, no report and no counter holds an address, a password or a token', async () => {
  const kept: unknown[] = [];
  const { forge, reported, nextToken, tokenFor } = forgeWithAuth(
    {},
    {
      storage: (intact) => ({
        ...intact,
        credentials: Object.assign(Object.create(intact.credentials), {
          attempt: (counters: Parameters<typeof intact.credentials.attempt>[0]) => {
            kept.push(counters);
            return intact.credentials.attempt(counters);
          },
          issueToken: (...values: Parameters<typeof intact.credentials.issueToken>) => {
            kept.push(values);
            return intact.credentials.issueToken(...values);
          },
        }),
      }),
    },
  );
  const address = '192.0.2.77';
  await forge.auth.signUp({ email, password, address });
  const token = await nextToken('verify_email');
  const errors = [
    await rejection(forge.auth.signIn({ email, password, address })),
    await rejection(forge.auth.signIn({ email, password: 'canary-password', address })),
    await rejection(forge.auth.signUp({ email, password: 'canary' })),
    await rejection(forge.auth.signIn({ email: `${email}\0`, password })),
    await rejection(forge.auth.signIn({ email, password, address: 'canary-address' })),
    await rejection(forge.auth.resetPassword({ resetToken: token, newPassword: password })),
    await rejection(forge.auth.changePassword({ token, currentPassword: password, newPassword: password })),
    await rejection(
      forge.auth.changePassword({ token: await tokenFor(), currentPassword: 'canary-password', newPassword: password }),
    ),
  ];
  await forge.close();
  const text = JSON.stringify([errors.map((error) => [error.message, error.stack, error.details]), reported, kept]);
  for (const secretText of [email, password, 'canary', token, address]) expect(text).not.toContain(secretText);
});
